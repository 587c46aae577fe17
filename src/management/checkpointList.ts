import type { Caller } from './caller.ts';

/** One answer of checkpoint pagination. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; opaque, and absent on the last page. */
  readonly next?: string;
}

/**
 * A list that is read page by page through checkpoint pagination, the only kind that goes past 1000 records. The end is
 * a page without `next`, an empty page (some endpoints send one more `next` than there are pages) or a cursor that came
 * before. Pages show the data at the time of each request, so an item can come twice: the first one stays.
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export class CheckpointList<T extends { readonly id: string }> {
  readonly #readPage: (from: string | undefined, caller: Caller) => Promise<Page<T>>;
  #items: T[] = [];
  readonly #ids = new Set<string>();
  readonly #cursors = new Set<string>();
  #next: string | undefined;
  #isComplete = false;

  constructor(readPage: (from: string | undefined, caller: Caller) => Promise<Page<T>>) {
    this.#readPage = readPage;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** Whether the end of the list has been seen. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Takes out an item that is known to be gone. It makes a new list of items, unlike reading, which adds to it. */
  remove(id: string): void {
    this.#items = this.#items.filter((item) => item.id !== id);
  }

  /**
   * Reads the next page with one request. After a failure the list is as it was, so that calling again goes on from
   * the same place.
   * @throws what reading the page threw
   */
  async readNextPage(caller: Caller): Promise<void> {
    if (this.#isComplete) {
      return;
    }
    const { items, next } = await this.#readPage(this.#next, caller);
    for (const item of items) {
      if (this.#ids.size < this.#ids.add(item.id).size) {
        this.#items.push(item);
      }
    }
    this.#isComplete = !next || items.length === 0 || this.#cursors.has(next);
    this.#next = next;
    if (this.#isComplete) {
      // Nothing is compared with them any more, and they are a large part of what a long list takes.
      this.#ids.clear();
      this.#cursors.clear();
    } else if (next) {
      this.#cursors.add(next);
    }
  }
}
