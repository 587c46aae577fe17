import { ApiError } from './apiError.ts';
import { isRecord, readObjects, readText } from './fields.ts';
import type { Query, Read } from './managementApi.ts';
import type { Page, ReadPage } from './pager.ts';

/** The most that the API gives in one answer. */
const PAGE_SIZE = 100;

/** Where page numbers end, in records: a page beyond is refused, however many records there are. */
const OFFSET_LIMIT = 1000;

/** A list of the Management API. */
export interface ListEndpoint {
  /** Whose rate limit counts. */
  readonly endpoint: string;
  /** Below `/api/v2`, with its parts percent-encoded. */
  readonly path: string;
  /** Parameters beside the ones of paging. */
  readonly query?: Query;
  /** Where the answer holds the items. */
  readonly field: string;
  /** Some endpoints know no other pages than numbered ones, which end at 1000 records. */
  readonly paging: 'checkpoint' | 'offset';
}

export type Item = Readonly<Record<string, unknown>>;

/** Hears of a page that holds things that are no items. @param path see `ListEndpoint` */
export type OnLeftOut = (path: string, count: number) => void;

/**
 * The pages of a list, whichever way its endpoint gives them.
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export function pagesOf(
  read: Read,
  { endpoint, path, query, field, paging }: ListEndpoint,
  onLeftOut: OnLeftOut = () => undefined,
): ReadPage<Item> {
  const itemsIn = (answer: unknown): readonly Item[] => {
    const { objects, leftOut } = readObjects(listIn(answer, field));
    if (leftOut > 0) {
      onLeftOut(path, leftOut);
    }
    return objects;
  };
  return async (from, caller) => {
    if (paging === 'checkpoint') {
      // Without `take` the API ignores `from` and answers with an offset page.
      const answer = await read(endpoint, path, { ...query, take: PAGE_SIZE, ...(from && { from }) }, caller);
      return { items: itemsIn(answer), ...nextIn(answer) };
    }
    const page = Number(from ?? 0);
    const answer = await read(endpoint, path, { ...query, page, per_page: PAGE_SIZE, include_totals: 'true' }, caller);
    return offsetPage(answer, itemsIn(answer), listIn(answer, field).length, page);
  };
}

/** Where a page of a list says that the next one begins. */
export function nextIn(answer: unknown): Pick<Page<never>, 'next'> {
  const next = isRecord(answer) && readText(answer['next']);
  return next ? { next } : {};
}

/** @param sent how many items the page has, with those that are left out */
function offsetPage(answer: unknown, items: readonly Item[], sent: number, page: number): Page<Item> {
  const total = isRecord(answer) && answer['total'];
  const read = page * PAGE_SIZE + sent;
  // The total can be too small, so a full page counts as well.
  const isMore = sent === PAGE_SIZE || (sent > 0 && typeof total === 'number' && total > read);
  if (!isMore) {
    return { items };
  }
  return (page + 2) * PAGE_SIZE > OFFSET_LIMIT ? { items, isCutOff: true } : { items, next: String(page + 1) };
}

/** Some answers are the list itself. */
function listIn(answer: unknown, field: string): readonly unknown[] {
  const list: unknown = Array.isArray(answer) ? answer : isRecord(answer) && answer[field];
  if (!Array.isArray(list)) {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return list;
}
