import type { RequestContext } from './requestContext.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The opaque cursor of the next page; absent on the last page. */
  readonly next?: string;
  /** Whether there may be more items after this last page, which the API does not return. */
  readonly isCutOff?: boolean;
  /** Whether more items can follow although all items of the page were read before: new ones have moved them here. */
  readonly isMovable?: boolean;
}

/** Reads the page at a cursor, or the first page without a cursor. @throws ApiError */
export type ReadPage<T> = (from: string | undefined, context: RequestContext) => Promise<Page<T>>;

/**
 * Reads a list page by page. The list ends with a page without `next`, with a page that adds nothing (some endpoints
 * send one `next` too many) unless it is movable, or with a repeated cursor. Each page shows the data at the time of its request, so an item
 * can occur twice: the first one is kept.
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
  #isRestarted = false;

  /**
   * @param keyOf the key of an item; items with equal keys are duplicates
   * @param known all items of the list, if no page has to be read
   */
  constructor(readPage: ReadPage<T>, keyOf: (item: T) => string, known?: readonly T[]) {
    this.#readPage = readPage;
    this.#keyOf = keyOf;
    if (known) {
      this.#items = [...known];
      this.#isComplete = true;
    }
  }

  get items(): readonly T[] {
    return this.#items;
  }

  /** Whether the last page was read. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether there may be more items, which the API does not return. */
  get isCutOff(): boolean {
    return this.#isCutOff;
  }

  /** Returns the items read since the last call, and drops them. */
  takeItems(): readonly T[] {
    const items = this.#items;
    this.#items = [];
    return items;
  }

  /**
   * Begins with the first page again, because the cursor may have expired. Items that were read before are duplicates.
   * @returns `false` if the next page is the first one anyway
   */
  restart(): boolean {
    if (this.#next === undefined) {
      return false;
    }
    this.#next = undefined;
    this.#cursors.clear();
    this.#isRestarted = true;
    return true;
  }

  /** Removes an item that is known to be deleted. It creates a new array, whereas reading appends to `items`. */
  remove(key: string): void {
    this.#items = this.#items.filter((item) => this.#keyOf(item) !== key);
  }

  /**
   * Reads the next page with one call of `readPage`. A failure leaves the list unchanged, so the next call reads the
   * same page.
   * @throws the error of `readPage`
   */
  async readNextPage(context: RequestContext): Promise<void> {
    if (this.#isComplete) {
      return;
    }
    const { items, next, isCutOff = false, isMovable = false } = await this.#readPage(this.#next, context);
    const before = this.#keys.size;
    for (const item of items) {
      if (this.#keys.size < this.#keys.add(this.#keyOf(item)).size) {
        this.#items.push(item);
      }
    }
    const addsNothing = this.#keys.size === before && !isMovable && !this.#isRestarted;
    this.#isRestarted &&= this.#keys.size === before;
    this.#isComplete = !next || addsNothing || this.#cursors.has(next);
    this.#isCutOff = isCutOff;
    this.#next = next;
    if (this.#isComplete) {
      // Keys and cursors are of no further use, and take a large part of the memory of a long list.
      this.#keys.clear();
      this.#cursors.clear();
    } else if (next) {
      this.#cursors.add(next);
    }
  }
}
