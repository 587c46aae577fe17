/* `npm start`: the packaged extension in a real VS Code with three local tenants, until Ctrl+C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import open from 'open';
import { sampleClient } from './tenant/applications.ts';
import { freePort } from './tenant/freePort.ts';
import { startSampleTenants, startSupportTenant } from './tenant/sampleTenants.ts';
import type { Tenant } from './tenant/server.ts';
import { builds, installVsCode } from './vscode/build.ts';
import { connector, installExtension, linkExtension, packageExtension } from './vscode/extensions.ts';
import { copySampleWorkspace, removeFolder, temporaryFolder } from './vscode/folders.ts';
import { startServer } from './vscode/server.ts';

const usage = 'Usage: npm start -- [--port PORT] [--no-open]';
const values = options();

const cleanups: (() => Promise<void>)[] = [];
let ending: Promise<void> | undefined;

async function end(code: number): Promise<void> {
  for (const cleanup of cleanups.reverse()) await cleanup();
  process.exit(code);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The terminal and npm may both send it.
  process.on(signal, () => {
    ending ??= end(0);
  });
}

try {
  const url = await start();
  console.log(`Organization Inspector is ready in VS Code: ${url}`);
  if (values.open && hasScreen()) {
    await open(url).catch(() => {
      console.log('No browser could be opened: open this address yourself.');
    });
  }
} catch (error) {
  // What fails because it is being ended is no failure.
  if (!ending) console.error(error instanceof Error ? error.message : error);
  await (ending ??= end(1));
}

async function start(): Promise<string> {
  const port = await portFor(values.port);
  const temporary = await temporaryFolder();
  cleanups.push(() => removeFolder(temporary));
  const dataDir = join(temporary, 'data');
  console.log('Packaging the extension and starting three local tenants…');
  const vsix = join(temporary, 'organization-inspector.vsix');
  const [root, { production, staging, support }, workspace] = await Promise.all([
    installVsCode(builds.current),
    sampleTenants(),
    copySampleWorkspace(temporary),
    linkExtension(dataDir, connector.folder),
    packageExtension(vsix),
  ]);
  await installExtension(root, dataDir, vsix);

  const tenants = [
    { domain: staging.domain, label: 'Staging', accessToken: await staging.mintToken() },
    { domain: production.domain, label: 'Production', clientId: sampleClient.id, clientSecret: sampleClient.secret },
    { domain: support.domain, label: 'Support cases', accessToken: await support.mintToken() },
  ];
  const settings = connector.settings(tenants, { reveal: true });
  const server = await startServer({ root, dataDir, port, settings, smokeTestDriver: false, builtInExtensions: 'all' });
  cleanups.push(() => server.stop());
  return `${server.url}/?folder=${encodeURI(workspace.replaceAll('\\', '/').replace(/^(?!\/)/, '/'))}`;
}

async function sampleTenants(): Promise<Readonly<Record<'production' | 'staging' | 'support', Tenant>>> {
  const [samples, support] = await Promise.all([startSampleTenants(25_000), startSupportTenant()]);
  const tenants = { ...samples, support };
  cleanups.push(async () => {
    await Promise.all(Object.values(tenants).map((tenant) => tenant.close()));
  });
  return tenants;
}

function options(): { readonly port?: string | undefined; readonly open: boolean } {
  try {
    return parseArgs({
      options: { port: { type: 'string' }, open: { type: 'boolean', default: true } },
      allowNegative: true,
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}

/** The one that was asked for, else a free one that is the same each time if it can be. */
async function portFor(wanted: string | undefined): Promise<number> {
  if (wanted === undefined) return freePort(4000);
  const port = Number(wanted);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`${wanted} is no port.`);
  if ((await freePort(port)) === 0) throw new Error(`Port ${port} is in use. Choose another, or leave it out.`);
  return port;
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}
