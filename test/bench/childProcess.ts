import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Runs a program that can collect garbage in a process of its own, and gives the message that it sends. */
export async function readingOf<T>(program: string, given: readonly string[] = []): Promise<T> {
  const child = fork(program, [...given], { execArgv: ['--expose-gc', '--max-old-space-size=4096'] });
  const exited = once(child, 'exit');
  const [reading] = (await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => {
      throw new Error(`The process that measures ended with ${String(code)}.`);
    }),
  ])) as [T];
  await exited;
  return reading;
}
