import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { builds, installVsCode } from '../vscode/build.ts';
import { repository } from '../vscode/folders.ts';
import { buildTheia } from './build.ts';

/** Extensions of VS Code without which Theia knows no JSON and no JavaScript. */
const languages = ['json', 'json-language-features', 'javascript'];

/**
 * Theia has texts in French, and gives extensions theirs, but uses no language that no language pack contributes. This one
 * contributes nothing else.
 */
const languagePack = {
  name: 'language-pack-fr',
  publisher: 'test',
  version: '1.0.0',
  engines: { vscode: '*' },
  contributes: { localizations: [{ languageId: 'fr', translations: [] }] },
};

/** The extension as it is packaged, which the tests expect there. */
export const vsix = join(repository, 'dist', 'organization-inspector.vsix');

export interface TheiaServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a Theia on 127.0.0.1 with this extension as it is packaged, and a language pack.
 * @param folder where it may keep its things
 * @param workspace the folder that it opens
 */
export async function startTheia(folder: string, workspace: string): Promise<TheiaServer> {
  const [theia, vsCode] = [await buildTheia(), await installVsCode(builds.current)];
  const [configuration, builtIn] = [join(folder, 'configuration'), join(folder, 'built-in')];
  await mkdir(join(configuration, 'plugins'), { recursive: true });
  await cp(vsix, join(configuration, 'plugins', 'organization-inspector.vsix'));
  for (const name of languages) {
    await cp(join(vsCode, 'extensions', name), join(builtIn, `vscode.${name}`), { recursive: true });
  }
  await mkdir(join(builtIn, languagePack.name));
  await writeFile(join(builtIn, languagePack.name, 'package.json'), JSON.stringify(languagePack));
  const server = spawn(
    process.execPath,
    ['lib/backend/main.js', workspace, '--hostname=127.0.0.1', '--port=0', `--plugins=local-dir:${builtIn}`],
    {
      cwd: theia,
      env: { ...process.env, HOME: folder, THEIA_CONFIG_DIR: configuration },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /listening on (http:\/\/\S+?)\.?\s/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    });
    server.on('exit', (code) => {
      reject(new Error(`Theia has ended with ${code}:\n${output}`));
    });
  });
  return {
    url: `${url}/#${workspace}`,
    close: async () => {
      if (server.exitCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
