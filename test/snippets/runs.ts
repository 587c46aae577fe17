import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { generate } from 'selfsigned';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import type { Command, Tool } from './tools.ts';

/** Whether a tool is installed on this machine. */
export async function isHere({ probes }: Tool): Promise<boolean> {
  const results = await Promise.allSettled(probes.map((probe) => execute(probe)));
  return results.every(({ status }) => status === 'fulfilled');
}

/** Checks a program by the tool of its language. @throws with what the tool says */
export function check(tool: Tool, program: string): Promise<unknown> {
  return inFolder(tool, program, (folder) => execute(tool.check, folder));
}

/** The organizations whose IDs a program prints, each once. */
export function organizationsOf(tool: Tool, program: string): Promise<ReadonlySet<string>> {
  return inFolder(tool, program, async (folder) => {
    await execute(tool.check, folder);
    const output = tool.run ? await execute(tool.run, folder) : '';
    return new Set(output.match(/\borg_[A-Za-z0-9]{16}\b/g));
  });
}

/**
 * Whether a program talks to a host whose certificate nobody vouches for.
 * @param programFor the program for the address of such a host
 * @throws if the program did not even try
 */
export async function trustsAnybody(tool: Tool, programFor: (host: string) => string): Promise<boolean> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  let connections = 0;
  let requests = 0;
  const server = createServer({ key, cert }, (_request, response) => {
    requests++;
    response.end('{}');
  });
  server.on('connection', () => connections++);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = server.address() as AddressInfo;
    await organizationsOf(tool, programFor(`127.0.0.1:${port}`)).catch(() => undefined);
  } finally {
    server.closeAllConnections();
    server.close();
  }
  if (connections === 0) {
    throw new Error(`The program in ${tool.language} has not connected.`);
  }
  return requests > 0;
}

async function inFolder<T>({ file }: Tool, program: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await temporaryFolder();
  try {
    await writeFile(join(folder, file), `${program}\n`);
    return await work(folder);
  } finally {
    await removeFolder(folder);
  }
}

/** What a command prints. Whatever proxy there is, it is not asked for what is on this machine. */
async function execute([program, ...args]: Command, cwd?: string): Promise<string> {
  const env = { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  const { stdout } = await promisify(execFile)(program, args, { cwd, env, maxBuffer: 2 ** 24 });
  return stdout;
}
