/**
 * Waits until the extension host has done what it does after a window has opened or a text has changed: the work of
 * VS Code and other extensions is no part of what is measured.
 * @param forMs how long nothing else may have run, in ms
 */
export async function quiet(forMs: number): Promise<void> {
  const deadline = performance.now() + 20_000;
  for (let quietMs = 0; quietMs < forMs && performance.now() < deadline;) {
    const startedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const tookMs = performance.now() - startedAt;
    quietMs = tookMs < 55 ? quietMs + tookMs : 0;
  }
}
