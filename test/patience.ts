/**
 * How long a test waits for what comes soon, in ms: a busy machine stretches a moment, and a test that passes waits no
 * longer for it. The time limits of mocha are longer still.
 */
export const patienceMs = 180_000;

/** Tries again and again, each time with more patience, until `patienceMs` have passed. */
export async function retry<T>(attempt: (patienceMs: number) => Promise<T>): Promise<T> {
  const deadline = performance.now() + patienceMs;
  for (let patience = 300; ; patience *= 1.5) {
    try {
      return await attempt(patience);
    } catch (error) {
      if (performance.now() > deadline) throw error;
    }
  }
}

/** Asks again and again until there is an answer other than `false` and `undefined`, and gives it. */
export async function until<T>(ask: () => T | PromiseLike<T>): Promise<Exclude<T, false | undefined>> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== false && answer !== undefined) return answer as Exclude<T, false | undefined>;
    if (performance.now() > deadline) throw new Error(`There was no answer within ${patienceMs} ms: ${String(ask)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
