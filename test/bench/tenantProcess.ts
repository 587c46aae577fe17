import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Connection } from '../vscode/extensions.ts';

const program = fileURLToPath(new URL('../tenant/main.ts', import.meta.url));

/**
 * Runs a task with a local tenant in a process of its own, so that its work is not taken for ours.
 * @param options as on the command line of the tenant
 */
export async function withTenantProcess<T>(
  options: readonly string[],
  task: (tenant: Connection) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, [program, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  // However this program ends, the tenant does not outlive it.
  const kill = () => child.kill();
  process.once('exit', kill);
  try {
    const told = new Map<string, string>();
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name, value] = /^(Domain|Token): +(\S+)$/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) {
        told.set(name, value);
      }
      if (name === 'Token') {
        break;
      }
    }
    const [domain, accessToken] = [told.get('Domain'), told.get('Token')];
    if (domain === undefined || accessToken === undefined) {
      throw new Error('The local tenant did not start.');
    }
    return await task({ domain, accessToken });
  } finally {
    process.off('exit', kill);
    child.kill();
    await exited;
  }
}
