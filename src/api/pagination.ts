import { ApiError, recover, refusesPageSize, unexpectedAnswer } from './apiError.ts';
import { isRecord } from './jsonFields.ts';
import type { ListResource, Read } from './managementApi.ts';
import type { Page, ReadPage } from './pageReader.ts';

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
  /** The lists whose largest pages the tenant has refused, as `kindOf` names them. */
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
  const kind = kindOf(path);
  const wanted = Number(query?.['take'] ?? PAGE_SIZE);
  return async (from, context) => {
    const place = offsetPlace(paging === 'offset' ? from : undefined);
    // Pages by number are of one size.
    let size = place.size ?? Math.min(wanted, shared.smallPages.has(kind) ? SMALLEST_FULL_PAGE : PAGE_SIZE);
    const ask = () => {
      const parameters = {
        // Without `take`, the API ignores `from` and sends an offset page.
        checkpoint: { take: size, ...(from && { from }) },
        offset: { page: place.page, per_page: size, include_totals: 'true' },
        none: {},
      }[paging];
      return read(path, { ...query, ...parameters }, context);
    };
    const canBeSmaller = size > SMALLEST_FULL_PAGE && (paging === 'checkpoint' || place.page === 0);
    let answer: unknown;
    try {
      answer = await recover(
        ask(),
        (error) => canBeSmaller && refusesPageSize(error),
        () => {
          shared.smallPages.add(kind);
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
    if (skipped > 0) {
      shared.onSkipped(path, skipped);
    }
    const told = isRecord(answer) ? answer['total'] : undefined;
    const total = typeof told === 'number' ? told : 0;
    const rest =
      paging === 'checkpoint'
        ? nextCursor(answer, list.length, size)
        : nextPage(answer, total, list.length, size, place);
    return { items, ...(total > 0 && { total }), ...rest, ...(skipped > 0 && { isCutOff: true }) };
  };
}

/** The path of a list without the IDs in it: the lists of all organizations have pages of one size. */
function kindOf(path: string): string {
  return path
    .split('/')
    .filter((_, index) => index % 2 === 1)
    .join('/');
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
