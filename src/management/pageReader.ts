import type { RequestContext } from './requestContext.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page begins; opaque, and absent on the last page. */
  readonly next?: string;
  /** Whether there may be more that the API does not give, though this is the last page. */
  readonly isCutOff?: boolean;
}

/** Reads the page that begins at a place, the first one without. @throws ApiError */
export type ReadPage<T> = (from: string | undefined, context: RequestContext) => Promise<Page<T>>;

/**
 * A list that is read page by page. The end is a page without `next`, a page that adds nothing (some endpoints send one
 * more `next` than there are pages) or a cursor that came before. Pages show the data at the time of each request, so an
 * item can come twice: the first one stays.
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export class PageReader<T> {
  readonly #readPage: ReadPage<T>;
  readonly #keyOf: (item: T) => string;
  #items: T[] = [];
  readonly #keys = new Set<string>();
  readonly #cursors = new Set<string>();
  #next: string | undefined;
  #isComplete = false;
  #isCutOff = false;

  /** @param keyOf tells whether two items are the same */
  constructor(readPage: ReadPage<T>, keyOf: (item: T) => string) {
    this.#readPage = readPage;
    this.#keyOf = keyOf;
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** Whether the end of the list has been seen. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether the API gives no more of a list that may be longer. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Hands over what has been read since the last time, and keeps nothing of it. */
  takeItems(): readonly T[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /** Takes out an item that is known to be gone. It makes a new list of items, unlike reading, which adds to it. */
  remove(key: string): void {
    this.#items = this.#items.filter((item) => this.#keyOf(item) !== key);
  }

  /**
   * Reads the next page with one request. After a failure the list is as it was, so that calling again goes on from
   * the same place.
   * @throws what reading the page threw
   */
  async readNextPage(context: RequestContext): Promise<void> {
    if (this.#isComplete) {
      return;
    }
    const { items, next, isCutOff = false } = await this.#readPage(this.#next, context);
    const before = this.#keys.size;
    for (const item of items) {
      if (this.#keys.size < this.#keys.add(this.#keyOf(item)).size) {
        this.#items.push(item);
      }
    }
    this.#isComplete = !next || this.#keys.size === before || this.#cursors.has(next);
    this.#isCutOff = isCutOff;
    this.#next = next;
    if (this.#isComplete) {
      // Nothing is compared with them any more, and they are a large part of what a long list takes.
      this.#keys.clear();
      this.#cursors.clear();
    } else if (next) {
      this.#cursors.add(next);
    }
  }
}
