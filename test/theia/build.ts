import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../vscode/cache.ts';
import { npmInstall } from '../vscode/build.ts';
import { run } from '../vscode/run.ts';

/** The newest release that is whole in the registry. */
const version = '1.74.1';

const parts = ['core', 'editor', 'monaco', 'filesystem', 'workspace', 'navigator', 'preferences', 'messages', 'output'];
const furtherParts = ['plugin-ext', 'plugin-ext-vscode', 'search-in-workspace', 'markers'];

/** What has to be compiled for this machine. The keyring is left out: without it Theia keeps secrets in memory. */
const native = ['drivelist', 'node-pty'];

/**
 * The folder of an Eclipse Theia for the browser, built into the cache if it is not there. It takes a C++ compiler and
 * Python.
 * @see https://theia-ide.org/docs/composing_applications/
 */
export async function buildTheia(): Promise<string> {
  return cached(`theia-${version}`, async (partial) => {
    console.log(`Building Eclipse Theia ${version} into the cache, once (about 700 MB, some minutes)…`);
    const dependencies = [...parts, ...furtherParts].map((part) => [`@theia/${part}`, version]);
    const manifest = {
      private: true,
      theia: {
        target: 'browser',
        frontend: { config: { preferences: { 'security.workspace.trust.enabled': false } } },
      },
      dependencies: Object.fromEntries(dependencies) as object,
      devDependencies: { '@theia/cli': version },
    };
    await writeFile(join(partial, 'package.json'), JSON.stringify(manifest));
    await npmInstall(partial);
    // The headers of Node where the system has them, so that nothing is downloaded.
    const headers = existsSync('/usr/include/node') ? { npm_config_nodedir: '/usr' } : {};
    await run('npm', ['rebuild', ...native], { cwd: partial, env: { ...process.env, ...headers } });
    const cli = join(partial, 'node_modules', '@theia', 'cli', 'bin');
    await run(process.execPath, [join(cli, 'theia-patch.js')], { cwd: partial });
    await run(process.execPath, [join(cli, 'theia.js'), 'build', '--mode', 'development'], { cwd: partial });
    console.log(`Eclipse Theia ${version} is built.`);
  });
}
