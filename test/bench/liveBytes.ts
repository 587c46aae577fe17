/** The memory that is in use, in bytes. Needs `--expose-gc`. @param times garbage is collected so often first */
export function liveBytes(times: number): number {
  for (let time = 0; time < times; time += 1) globalThis.gc?.();
  // Typed arrays lie outside of the heap proper.
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
