import { ApiError, canMeanExpiredCursor, recover, refusesPageSize, unexpectedAnswer } from './apiError.ts';
import { isRecord } from './jsonFields.ts';
import type { ListResource, Read } from './managementApi.ts';
import type { RequestContext } from './requestContext.ts';

/** One page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The opaque cursor of the next page; absent on the last page. */
  readonly next?: string;
  /** Whether the list has items on this page or after it that cannot be read. */
  readonly isCutOff?: boolean;
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
  #next: string | undefined;
  #hasEnded = false;
  #isCutOff = false;
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

  /** Whether the next page is left to read, but probably empty. */
  get isProbablyAtEnd(): boolean {
    return !this.#hasEnded && this.#isProbablyLast;
  }

  /** Puts an item as it is now in the place of the one with its key, or removes one that is known to be deleted. */
  replace(key: string, ...items: readonly T[]): void {
    this.#items = this.#items.flatMap((item) => (this.#keyOf(item) === key ? items : [item]));
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
    const page = await this.#readPage(this.#next, context).catch(this.#cutOffIfStray);
    const { items, next, isCutOff = false, isProbablyLast = false, total = 0 } = page;
    const added = this.#add(items);
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
    this.#isProbablyLast = isProbablyLast;
    this.#next = next;
    if (this.#hasEnded) {
      // Keys and cursors are of no further use, and take a large part of the memory of a long list.
      this.#keys.clear();
      this.#cursors.clear();
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
    return items;
  }

  /** @returns the number of new items */
  #add(items: readonly T[]): number {
    const before = this.#keys.size;
    for (const item of items) {
      const key = this.#keyOf(item) || JSON.stringify(item);
      if (!this.#keys.has(key)) {
        this.#keys.add(key);
        this.#items.push(item);
      }
    }
    return this.#keys.size - before;
  }

  /** Behind a page that leads nowhere, a page that cannot be read is no failure that another attempt would mend. */
  readonly #cutOffIfStray = (error: unknown): Page<T> => {
    if (this.#strayPages > 0 && error instanceof ApiError && error.reason === 'unexpectedAnswer') {
      return { items: [], isCutOff: true };
    }
    throw error;
  };
}

/** The largest page size that the API allows. */
export const PAGE_SIZE = 100;

/**
 * The page size that every tenant allows. A page with fewer items is the last one; a page with as many can be full.
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
const SMALLEST_FULL_PAGE = 50;

/** The records that offset pagination can reach: the API refuses later pages, even if there are more records. */
const OFFSET_LIMIT = 1000;

/** What the lists of one tenant share. */
export interface SharedPaging {
  /** The fields of the lists whose largest pages the tenant has refused. */
  readonly smallPages: Set<string>;
  /** Called for a page that contains values that are not items. @param path see `ListResource` */
  onSkipped(path: string, count: number): void;
}

/**
 * Reads a list page by page, with the kind of pagination that its endpoint supports.
 * @param readItem reads an item from parsed JSON, and returns `undefined` for any other value, which is left out of the
 *   page
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export function readPagesOf<T>(
  read: Read,
  { path, query, field, isWrapped = false, paging = 'checkpoint' }: ListResource,
  readItem: (value: unknown) => T | undefined,
  shared: SharedPaging = { smallPages: new Set(), onSkipped: () => undefined },
): ReadPage<T> {
  const wanted = Number(query?.['take'] ?? PAGE_SIZE);
  return async (from, context) => {
    const place = offsetPlace(paging === 'offset' ? from : undefined);
    // Pages by number are of one size.
    let size = place.size ?? Math.min(wanted, shared.smallPages.has(field) ? SMALLEST_FULL_PAGE : PAGE_SIZE);
    const ask = () => {
      const parameters = {
        // Without `take`, the API ignores `from` and sends an offset page.
        checkpoint: { take: size, ...(from && { from }) },
        offset: { page: place.page, per_page: size, include_totals: 'true' },
        none: {},
      }[paging];
      return read(path, { ...query, ...parameters }, context);
    };
    let answer: unknown;
    try {
      answer = await recover(
        ask(),
        (error) => size > SMALLEST_FULL_PAGE && place.page === 0 && refusesPageSize(error),
        () => {
          shared.smallPages.add(field);
          size = SMALLEST_FULL_PAGE;
          return ask();
        },
      );
    } catch (error) {
      if (place.page > 0 && error instanceof ApiError && error.reason === 'pagingLimit') {
        return { items: [], isCutOff: true };
      }
      throw error;
    }
    if (paging === 'none') {
      const item = readItem(answer);
      if (item === undefined) throw unexpectedAnswer();
      return { items: [item] };
    }
    const list = !isWrapped && Array.isArray(answer) ? (answer as readonly unknown[]) : listIn(answer, field);
    const items = list.map(readItem).filter((item) => item !== undefined);
    const skipped = list.length - items.length;
    if (skipped > 0) shared.onSkipped(path, skipped);
    const told = isRecord(answer) ? answer['total'] : undefined;
    const total = typeof told === 'number' ? told : 0;
    const rest =
      paging === 'checkpoint'
        ? nextCursor(answer, list.length, size)
        : nextPage(answer, total, list.length, size, place);
    return { items, ...(total > 0 && { total }), ...rest, ...(skipped > 0 && { isCutOff: true }) };
  };
}

type Rest = Omit<Page<never>, 'items'>;

/** Some endpoints send a cursor as long as there are items on the page, so an empty page comes last. */
function nextCursor(answer: unknown, sent: number, size: number): Rest {
  const { next = '', start } = isRecord(answer) ? answer : { start: 0 };
  if (next === '' || next === null) {
    // After a page by offset, of an endpoint without cursors, nothing leads to what may follow.
    return start !== undefined && sent >= SMALLEST_FULL_PAGE ? { isCutOff: true } : {};
  }
  return typeof next === 'string' ? { next, isProbablyLast: sent < size } : { isCutOff: true };
}

/** Reads the cursor that `nextPage` has made: the page, the number of items on the pages before, and their size. */
function offsetPlace(from = '0:0') {
  const [page = 0, received = 0, size] = from.split(':').map(Number);
  return { page, received, size };
}

/**
 * A page can be shorter than the requested size, so items are counted as they come. The total can be too small, so it
 * never proves the end alone.
 * @param sent the number of items on the page, including items that were left out
 */
function nextPage(
  answer: unknown,
  total: number,
  sent: number,
  size: number,
  place: ReturnType<typeof offsetPlace>,
): Rest {
  const received = place.received + sent;
  if (sent === 0 || (sent < SMALLEST_FULL_PAGE && total <= received)) {
    return total > received ? { isCutOff: true } : {};
  }
  // Beside a `length`, as in answers about log events, the total is that of the page.
  const isWhole = total === received && isRecord(answer) && answer['length'] === undefined;
  const isProbablyLast = isWhole || (total <= received && sent < size);
  return received >= OFFSET_LIMIT
    ? { isCutOff: true }
    : { next: `${place.page + 1}:${received}:${size}`, isProbablyLast };
}

/** @throws ApiError `unexpectedAnswer` */
function listIn(answer: unknown, field: string): readonly unknown[] {
  const list = isRecord(answer) && answer[field];
  if (!Array.isArray(list)) {
    throw unexpectedAnswer();
  }
  return list;
}
