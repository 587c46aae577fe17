import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { builds, installVsCode } from '../vscode/build.ts';
import { packageExtension } from '../vscode/extensions.ts';
import { buildTheia } from './build.ts';

/** Extensions of VS Code without which Theia knows no JSON and no JavaScript. */
const languages = ['json', 'json-language-features', 'javascript'];

export interface TheiaServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a Theia on 127.0.0.1 with this extension as it is packaged.
 * @param folder where it may keep its things
 * @param workspace the folder that it opens
 */
export async function startTheia(folder: string, workspace: string): Promise<TheiaServer> {
  const [theia, vsCode] = [await buildTheia(), await installVsCode(builds.current)];
  const [configuration, builtIn] = [join(folder, 'configuration'), join(folder, 'built-in')];
  await mkdir(join(configuration, 'plugins'), { recursive: true });
  await packageExtension(join(configuration, 'plugins', 'organization-inspector.vsix'));
  for (const name of languages) {
    await cp(join(vsCode, 'extensions', name), join(builtIn, `vscode.${name}`), { recursive: true });
  }
  const server = spawn(
    process.execPath,
    ['lib/backend/main.js', workspace, '--hostname=127.0.0.1', '--port=0', `--plugins=local-dir:${builtIn}`],
    { cwd: theia, env: { ...process.env, THEIA_CONFIG_DIR: configuration }, stdio: ['ignore', 'pipe', 'inherit'] },
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
