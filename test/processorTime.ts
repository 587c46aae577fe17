/** How long the processor is at something, in ms. What other programs take of a busy machine does not count. */
export function processorMs(act: () => void): number {
  const begun = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}
