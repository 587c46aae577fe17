import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program in the terminal of this one; rejects unless it exits with 0. */
export async function run(program: string, args: string[], options: SpawnOptions = {}): Promise<void> {
  // The programs that npm installs are scripts on Windows, which only a shell starts.
  const shell = process.platform === 'win32' && program !== process.execPath;
  const child = spawn(program, args, { stdio: 'inherit', shell, ...options });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${signal ?? `exit code ${code ?? '?'}`}`);
}
