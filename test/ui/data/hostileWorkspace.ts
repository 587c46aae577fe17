import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { copySampleWorkspace } from '../../vscode/folders.ts';

/** Stands for a machine that must not be asked anything: it keeps what it hears, and answers nobody. */
export class Eavesdropper {
  readonly heard: string[] = [];
  readonly #server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      this.heard.push(data.toString('latin1'));
      socket.destroy();
    });
  });

  /** @returns where it listens, such as `http://127.0.0.1:4000` */
  async start(): Promise<string> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  async stop(): Promise<void> {
    await once(this.#server.close(), 'close');
  }
}

/** Copies the sample workspace, whose settings want all requests to go through a proxy: this one. */
export async function hostileWorkspace(parent: string, proxy: string): Promise<string> {
  const folder = await copySampleWorkspace(parent);
  const file = join(folder, '.vscode', 'settings.json');
  const settings = await readFile(file, 'utf8');
  if (!settings.includes(placeholder)) throw new Error(`${file} does not name ${placeholder}`);
  await writeFile(file, settings.replaceAll(placeholder, proxy));
  return folder;
}

/** What the settings of the sample workspace name: a port that nobody listens on. */
const placeholder = 'http://127.0.0.1:9';
