/* `npm start`: the packaged extension in a real VS Code with two local tenants, until Ctrl+C. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import open from 'open';
import { sampleClient } from './tenant/applications.ts';
import { freePort } from './tenant/freePort.ts';
import { startTenant, type Tenant } from './tenant/server.ts';
import { builds, installVsCode } from './vscode/build.ts';
import { connector, installExtension, linkExtension, packageExtension } from './vscode/extensions.ts';
import { copySampleWorkspace, removeFolder, temporaryFolder } from './vscode/folders.ts';
import { startServer } from './vscode/server.ts';

const { values } = parseArgs({
  options: { port: { type: 'string' }, open: { type: 'boolean', default: true } },
  allowNegative: true,
});

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
  if (!ending) console.error(error);
  await (ending ??= end(1));
}

async function start(): Promise<string> {
  const temporary = await temporaryFolder();
  cleanups.push(() => removeFolder(temporary));
  const dataDir = join(temporary, 'data');
  console.log('Packaging the extension and starting two local tenants…');
  const vsix = join(temporary, 'organization-inspector.vsix');
  const [root, small, large, workspace] = await Promise.all([
    installVsCode(builds.current),
    tenantOn(4001, 12),
    tenantOn(4002, 25_000),
    copySampleWorkspace(temporary),
    linkExtension(dataDir, connector.folder),
    packageExtension(vsix),
  ]);
  await installExtension(root, dataDir, vsix);

  const tenants = [
    { domain: small.domain, accessToken: await small.mintToken() },
    { domain: large.domain, clientId: sampleClient.id, clientSecret: sampleClient.secret },
  ];
  const port = values.port === undefined ? await freePort(4000) : Number(values.port);
  const env = connector.environment(tenants, { reveal: true });
  const server = await startServer({ root, dataDir, port, env, smokeTestDriver: false });
  cleanups.push(() => server.stop());
  return `${server.url}/?folder=${encodeURI(workspace.replaceAll('\\', '/').replace(/^(?!\/)/, '/'))}`;
}

async function tenantOn(port: number, organizations: number): Promise<Tenant> {
  const tenant = await startTenant({ organizations, port: await freePort(port) });
  cleanups.push(() => tenant.close());
  return tenant;
}

function hasScreen(): boolean {
  return process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
}
