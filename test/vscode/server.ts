import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { linkFewBuiltInExtensions } from './builtInExtensions.ts';

/** What a VS Code server is started with. */
export interface ServerOptions {
  /** The folder that `installVsCode` gave. */
  readonly root: string;
  /** Where it keeps settings, state, logs and, in `extensions`, what is installed. */
  readonly dataDir: string;
  /** Any free one when left out. */
  readonly port?: number;
  /** Added to the environment, which the extension host inherits. */
  readonly env?: NodeJS.ProcessEnv;
  /** Whether pages may load extensions under development and tests. */
  readonly smokeTestDriver: boolean;
  /** Added to the settings that keep the window calm. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether it has all its built-in extensions, as a person has, or those alone that tests use. */
  readonly builtInExtensions: 'all' | 'few';
  /** Whether a new folder opens in Restricted Mode. */
  readonly restrictedMode?: boolean;
}

/** A running VS Code server. */
export interface Server {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Settings that keep a window free of what nobody asked for. */
export const calm = {
  'chat.disableAIFeatures': true,
  // It would tell of the servers of other tests.
  'remote.autoForwardPorts': false,
  // It would look through all processes of the machine every two seconds.
  'remote.autoForwardPortsSource': 'output',
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  // The sample workspace does not have the packages that it imports.
  'typescript.validate.enable': false,
};

/** Starts a VS Code server on 127.0.0.1 and waits until it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { root, dataDir } = options;
  const extensionsDir = join(dataDir, 'extensions');
  const userDir = join(dataDir, 'user');
  await mkdir(extensionsDir, { recursive: true });
  await writeSettings(dataDir, options.settings);

  const args = ['--accept-server-license-terms', '--without-connection-token', '--disable-telemetry'];
  // Both ends are on this machine, which would be busy with it for nothing.
  args.push('--disable-websocket-compression');
  // Otherwise an extension host whose page has gone without a word waits for it for three hours.
  args.push('--reconnection-grace-time', '10');
  args.push('--host', '127.0.0.1', '--port', String(options.port ?? 0));
  args.push('--server-data-dir', dataDir, '--user-data-dir', userDir, '--extensions-dir', extensionsDir);
  if (options.builtInExtensions === 'few') {
    const few = join(dataDir, 'built-in-extensions');
    await linkFewBuiltInExtensions(root, few);
    args.push('--builtin-extensions-dir', few);
  }
  if (options.smokeTestDriver) args.push('--enable-smoke-test-driver');
  if (!options.restrictedMode) args.push('--disable-workspace-trust');
  const loaded = [new URL('endWithParent.mjs', import.meta.url), new URL('keyring.mjs', import.meta.url)];
  const program = [...loaded.flatMap(({ href }) => ['--import', href]), join(root, 'out', 'server-main.js')];
  const child = spawn(process.execPath, [...program, ...args], {
    env: { ...outerEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own, so that its extension hosts can be ended with it.
    detached: process.platform !== 'win32',
  });
  const port = await listening(child);
  return { url: `http://127.0.0.1:${port}`, port, stop: () => stop(child) };
}

/** Gives the windows that a server opens from now on these settings, beside the ones that keep them calm. */
export async function writeSettings(dataDir: string, settings: ServerOptions['settings'] = {}): Promise<void> {
  const folder = join(dataDir, 'user', 'Machine');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...calm, ...settings }));
}

/** The environment without what the VS Code leaves in it whose terminal this may run in. */
function outerEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE|ELECTRON)_/.test(name)));
}

async function listening(child: ChildProcess): Promise<number> {
  const output: string[] = [];
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        const port = /Extension host agent listening on (\d+)/.exec(line)?.[1];
        if (port) resolve(Number(port));
        else output.push(line);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) => {
      reject(new Error(`The VS Code server ended with ${code ?? 'a signal'}:\n${output.join('\n')}`));
    });
  });
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = child.exitCode !== null || child.signalCode !== null;
  const exited = ended ? undefined : once(child, 'exit');
  killGroup(child);
  await exited;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // All of them have ended already.
  }
}
