import type { Locator } from 'playwright-core';

/**
 * Presses Enter to choose the entry that has the focus in a list or a menu, which may be made anew at any time. The key
 * reaches nothing unless the entry has the focus when it comes, so it chooses no other one, and is pressed again only if
 * it has chosen nothing.
 * @throws if the entry had lost the focus
 */
export async function pressEnterOn(entry: Locator, timeoutMs: number): Promise<void> {
  const key = await entry.evaluateHandle(watchKey, undefined, { timeout: timeoutMs });
  await entry.page().keyboard.press('Enter');
  // What is chosen can load the window again, which takes the object along.
  const reachesEntry = await key.evaluate((watched) => watched.reachesEntry).catch(() => true);
  if (!reachesEntry) throw new Error(`The focus has left ${String(entry)}`);
}

interface PageElement {
  readonly textContent: string;
  readonly ownerDocument: {
    addEventListener(type: 'keydown', listener: (event: Event) => void, options: object): void;
  };
  checkVisibility(): boolean;
  closest(selector: string): { matches(selector: string): boolean } | null;
}

/** Runs in the page: lets the next key through only if it reaches this element, with the text that it has now. */
function watchKey(node: unknown): { reachesEntry: boolean } {
  const entry = node as PageElement;
  const { textContent, ownerDocument } = entry;
  const key = { reachesEntry: false };
  const listener = (event: Event) => {
    key.reachesEntry =
      entry.checkVisibility() &&
      entry.closest('.monaco-list-row, .action-item')?.matches('.focused') === true &&
      entry.textContent === textContent;
    if (key.reachesEntry) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  ownerDocument.addEventListener('keydown', listener, { capture: true, once: true });
  return key;
}
