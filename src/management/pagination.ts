import { ApiError } from './apiError.ts';
import { isRecord, readText } from './jsonFields.ts';
import type { Query, Read } from './managementApi.ts';
import type { Page, ReadPage } from './pageReader.ts';

/** The most that the API gives in one answer. */
export const PAGE_SIZE = 100;

/** Where page numbers end, in records: a page beyond is refused, however many records there are. */
const OFFSET_LIMIT = 1000;

/** A list of the Management API. */
export interface ListResource {
  /** The rate limit bucket that a request for it takes from. */
  readonly bucket: string;
  /** Below `/api/v2`, with its parts percent-encoded. */
  readonly path: string;
  /** Parameters beside the ones of pagination. */
  readonly query?: Query;
  /** The field of the answer that holds the items. */
  readonly field: string;
  /** Whether an answer that is the list itself, as some endpoints send it, is refused. */
  readonly isWrapped?: boolean;
  /** Some endpoints know no other pages than numbered ones, which end at 1000 records. */
  readonly paging: 'checkpoint' | 'offset';
}

/** Called for a page that holds values that are no items. @param path see `ListResource` */
export type OnLeftOut = (path: string, count: number) => void;

/**
 * Reads a list page by page, with the kind of pagination that its endpoint has.
 * @param readItem an item from parsed JSON, `undefined` for anything else, which is left out of the page
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export function readPagesOf<T>(
  read: Read,
  { bucket, path, query, field, isWrapped = false, paging }: ListResource,
  readItem: (value: unknown) => T | undefined,
  onLeftOut: OnLeftOut = () => undefined,
): ReadPage<T> {
  return async (from, context) => {
    const page = Number(from ?? 0);
    const parameters =
      paging === 'checkpoint'
        ? // Without `take` the API ignores `from` and answers with an offset page.
          { ...query, take: query?.['take'] ?? PAGE_SIZE, ...(from && { from }) }
        : { ...query, page, per_page: PAGE_SIZE, include_totals: 'true' };
    const answer = await read(bucket, path, parameters, context);
    const list = !isWrapped && Array.isArray(answer) ? (answer as readonly unknown[]) : listIn(answer, field);
    const items = list.flatMap((value) => readItem(value) ?? []);
    if (items.length < list.length) {
      onLeftOut(path, list.length - items.length);
    }
    return { items, ...(paging === 'checkpoint' ? nextCursor(answer) : nextPage(answer, list.length, page)) };
  };
}

type Rest = Omit<Page<never>, 'items'>;

function nextCursor(answer: unknown): Rest {
  const next = isRecord(answer) && readText(answer['next']);
  return next ? { next } : {};
}

/** @param sent how many items the page has, including items that were left out */
function nextPage(answer: unknown, sent: number, page: number): Rest {
  const total = isRecord(answer) && answer['total'];
  const read = page * PAGE_SIZE + sent;
  // The total can be too small, so a full page counts as well.
  const isMore = sent === PAGE_SIZE || (sent > 0 && typeof total === 'number' && total > read);
  if (!isMore) {
    return {};
  }
  return (page + 2) * PAGE_SIZE > OFFSET_LIMIT ? { isCutOff: true } : { next: String(page + 1) };
}

/** @throws ApiError `unexpectedAnswer` */
function listIn(answer: unknown, field: string): readonly unknown[] {
  const list = isRecord(answer) && answer[field];
  if (!Array.isArray(list)) {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return list;
}
