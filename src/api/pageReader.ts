import { ApiError, canMeanExpiredCursor, recover } from './apiError.ts';
import type { RequestContext } from './requestContext.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The opaque cursor of the next page; absent on the last page. */
  readonly next?: string;
  /** Whether the list has items on this page or after it that cannot be read. */
  readonly isCutOff?: boolean;
  /** Whether its items can lack fields that the token was not sent. */
  readonly lacksFields?: boolean;
  /** The number of all items of the list, as the response tells it, which can be too small. */
  readonly total?: number;
  /** Whether the next page is probably empty: this one is short, or holds the last items of the total. */
  readonly isProbablyLast?: boolean;
}

/** Reads the page at a cursor, or the first page without a cursor. @throws ApiError */
export type ReadPage<T> = (from: string | undefined, context: RequestContext) => Promise<Page<T>>;

/**
 * An array that only grows at its end: any other change makes a new array. So an index of it stays right as far as it
 * goes, and is out of date only with another array.
 */
export type Growing<T> = readonly T[];

/** An item that was read by itself. */
export interface Reread<T> {
  /** Absent if there is none any more. */
  readonly item?: T;
  readonly askedAt: Date;
}

/** The pages that are read in a row behind a page that leads nowhere, before the list counts as cut off. */
const PATIENCE_PAGES = 3;

/**
 * Reads a list page by page, and either keeps its items or gives them away, see `takePage`. Only a page without `next`
 * proves that it is the last one. A page leads nowhere if it adds no item or repeats a cursor, as pages without end would
 * do. Each page shows the data at the time of its request, so an item can occur twice: the first one counts.
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export class PageReader<T> {
  readonly #readPage: ReadPage<T>;
  readonly #keyOf: (item: T) => string;
  #items: T[] = [];
  readonly #keys = new Set<string>();
  readonly #cursors = new Set<string>();
  /** When each item was asked for. */
  readonly #askedAt: Date[] = [];
  /** What was read by itself, and can be newer than a page on its way. */
  readonly #reread = new Map<string, Reread<T>>();
  #next: string | undefined;
  #hasEnded = false;
  #isCutOff = false;
  #lacksFields = false;
  #isProbablyLast = false;
  /** The largest total of the pages so far: what is deleted in between moves others to pages that were read before. */
  #total = 0;
  /** The pages in a row that have led nowhere. */
  #strayPages = 0;
  /** Whether the list was begun again, and no new item has come since. */
  #isRestarted = false;
  /** The items that are left to read again. */
  #knownAhead = 0;

  /**
   * @param keyOf the key of an item; items with equal keys are duplicates. An item with an empty key is its own key
   * @param known all items of the list, if no page has to be read
   */
  constructor(readPage: ReadPage<T>, keyOf: (item: T) => string, known?: readonly T[]) {
    this.#readPage = readPage;
    this.#keyOf = keyOf;
    if (known) {
      this.#items = [...known];
      this.#hasEnded = true;
    }
  }

  get items(): Growing<T> {
    return this.#items;
  }

  /** Whether no page is left to read. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Whether all items of the list were read. */
  get isComplete(): boolean {
    return this.#hasEnded && !this.#isCutOff;
  }

  /** Whether the list has ended with items that cannot be read, or without a page that proves its end. */
  get isCutOff(): boolean {
    return this.#hasEnded && this.#isCutOff;
  }

  /** Whether items can lack fields that the token of their page was not sent. */
  get lacksFields(): boolean {
    return this.#lacksFields;
  }

  /** Whether the next page is left to read, but probably empty. */
  get isProbablyAtEnd(): boolean {
    return !this.#hasEnded && this.#isProbablyLast;
  }

  /**
   * Puts an item that was read by itself in the place of the one with its key, or removes one that is gone, unless its page
   * was asked for later. It also takes the place of an item on a page that was asked for earlier and arrives later.
   */
  replace(key: string, reread: Reread<T>): void {
    if (!this.#hasEnded) {
      this.#reread.set(key, reread);
    }
    this.#put(key, reread);
  }

  /**
   * Reads the next page with one call of `readPage`. A failure leaves the list unchanged, so the next call reads the
   * same page.
   * @throws the error of `readPage`
   */
  async readNextPage(context: RequestContext): Promise<void> {
    if (this.#hasEnded) {
      return;
    }
    const askedAt = new Date();
    const page = await this.#readPage(this.#next, context).catch(this.#cutOffIfStray);
    const { items, next, isCutOff = false, lacksFields = false, isProbablyLast = false, total = 0 } = page;
    const added = this.#add(items, askedAt);
    for (const [key, reread] of this.#reread) {
      if (reread.askedAt < askedAt) {
        this.#reread.delete(key);
      } else {
        this.#put(key, reread);
      }
    }
    const isNew = added > 0;
    this.#isRestarted &&= !isNew;
    const isOnTheWay = this.#knownAhead > 0 && items.length > 0;
    this.#knownAhead -= items.length - added;
    const isLast = !next;
    const leadsOn = (isNew || isOnTheWay) && !isLast && !this.#cursors.has(next);
    this.#strayPages = leadsOn ? 0 : this.#strayPages + 1;
    const isLost = !isLast && this.#strayPages > PATIENCE_PAGES;
    this.#total = Math.max(this.#total, total);
    this.#hasEnded = isLast || isLost;
    this.#isCutOff ||= isCutOff || isLost || (this.#hasEnded && this.#keys.size < this.#total);
    this.#lacksFields ||= lacksFields;
    this.#isProbablyLast = isProbablyLast;
    this.#next = next;
    if (this.#hasEnded) {
      // Keys and cursors are of no further use, and take a large part of the memory of a long list.
      this.#keys.clear();
      this.#cursors.clear();
      this.#reread.clear();
    } else if (next) {
      this.#cursors.add(next);
    }
  }

  /** Reads at least one more item, unless there is none, and proves the end. @throws the error of `readPage` */
  async readMore(context: RequestContext): Promise<void> {
    const { length } = this.#items;
    while (!this.#hasEnded && this.#items.length === length) {
      await this.readNextPage(context);
    }
    await this.proveEnd(context);
  }

  /**
   * Reads one page more if it is probably empty, so that nobody is offered more where there is nothing. If it cannot be
   * read, the pages before are there all the same, and more is offered.
   * @throws ApiError `cancelled`
   */
  async proveEnd(context: RequestContext): Promise<void> {
    if (this.isProbablyAtEnd) {
      await this.readNextPage(context).catch((error: unknown) => {
        if (error instanceof ApiError && error.reason === 'cancelled') {
          throw error;
        }
      });
    }
  }

  /**
   * Reads all pages that are left.
   * @param beforePage called before each page
   * @throws the error of `readPage` or of `beforePage`
   */
  async readToEnd(context: RequestContext, beforePage?: () => Promise<void>): Promise<this> {
    while (!this.#hasEnded) {
      await beforePage?.();
      await this.readNextPage(context);
    }
    return this;
  }

  /**
   * Reads the next page and gives its new items away. If the cursor may have expired, begins again with the first page,
   * once until a new item comes. What was given away cannot be replaced, so it is left out then.
   * @throws the error of `readPage`
   */
  async takePage(context: RequestContext): Promise<readonly T[]> {
    await recover(
      this.readNextPage(context),
      (error) => this.#next !== undefined && canMeanExpiredCursor(error),
      async (error) => {
        // After the second refusal is told, the user may wait for long before the next attempt.
        this.#isRestarted = !this.#isRestarted;
        if (!this.#isRestarted) {
          throw error;
        }
        this.#next = undefined;
        this.#cursors.clear();
        this.#strayPages = 0;
        this.#knownAhead = this.#keys.size;
        await this.readNextPage(context);
      },
    );
    const items = this.#items;
    this.#items = [];
    this.#askedAt.length = 0;
    return items;
  }

  /** @returns the number of new items */
  #add(items: readonly T[], askedAt: Date): number {
    const before = this.#keys.size;
    for (const item of items) {
      const key = this.#keyOf(item) || JSON.stringify(item);
      if (!this.#keys.has(key)) {
        this.#keys.add(key);
        this.#items.push(item);
        this.#askedAt.push(askedAt);
      }
    }
    return this.#keys.size - before;
  }

  #put(key: string, { item, askedAt }: Reread<T>): void {
    const place = this.#items.findIndex((one) => this.#keyOf(one) === key);
    const isOlder = askedAt < (this.#askedAt[place] ?? askedAt);
    // Whoever searches a new list makes an index of it.
    if (place < 0 || isOlder || JSON.stringify(this.#items[place]) === JSON.stringify(item)) {
      return;
    }
    const now = item === undefined ? [] : [item];
    this.#items = this.#items.toSpliced(place, 1, ...now);
    this.#askedAt.splice(place, 1, ...now.map(() => askedAt));
  }

  /** Behind a page that leads nowhere, a page that cannot be read is no failure that another attempt would mend. */
  readonly #cutOffIfStray = (error: unknown): Page<T> => {
    if (this.#strayPages > 0 && error instanceof ApiError && error.reason === 'unexpectedAnswer') {
      return { items: [], isCutOff: true };
    }
    throw error;
  };
}
