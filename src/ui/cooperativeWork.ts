/** How long work in slices keeps other work waiting, in ms. */
const SLICE_MS = 4;

/** Long work that can pause at each `yield`. */
export type CooperativeWork<T> = Generator<void, T>;

/** The number of steps between two pauses. */
const STEPS = 256;

/** Takes `count` steps, from 0 on, and pauses after each 256. */
export function* repeat(count: number, takeStep: (step: number) => void): CooperativeWork<void> {
  for (let step = 0; step < count; step += 1) {
    takeStep(step);
    if (step % STEPS === 0) {
      yield;
    }
  }
}

/** Does all of the work at once. */
export function resultOf<T>(work: CooperativeWork<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
  }
}

/**
 * Does the work in slices of a few ms, so that it does not block the extension host.
 * @returns `undefined` once the signal aborts
 */
export async function runCooperatively<T>(work: CooperativeWork<T>, signal: AbortSignal): Promise<T | undefined> {
  let sliceEnd = performance.now() + SLICE_MS;
  while (!signal.aborted) {
    const step = work.next();
    if (step.done) {
      return step.value;
    }
    if (performance.now() > sliceEnd) {
      await new Promise((resolve) => setTimeout(resolve));
      sliceEnd = performance.now() + SLICE_MS;
    }
  }
  return undefined;
}
