import type { Page } from 'playwright-core';

/** Ends when all that moves in the window has come to rest, but for what moves for ever. */
export async function untilAtRest(page: Page): Promise<void> {
  await page.evaluate(`Promise.all(
    document
      .getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity)
      .map(({ finished }) => finished.catch(() => undefined)),
  )`);
}
