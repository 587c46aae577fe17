import { ApiError } from './apiError.ts';
import { isRecord, readString } from './jsonFields.ts';
import type { Query, Read } from './managementApi.ts';
import type { Page, ReadPage } from './pageReader.ts';

/** The largest page size that the API allows. */
export const PAGE_SIZE = 100;

/** The records that offset pagination can reach: the API refuses later pages, even if there are more records. */
const OFFSET_LIMIT = 1000;

/** A list of the Management API. */
export interface ListResource {
  /** The rate limit bucket of its requests. */
  readonly bucket: string;
  /** The path below `/api/v2`, with percent-encoded segments. */
  readonly path: string;
  /** Parameters other than those of pagination. */
  readonly query?: Query;
  /** The field of the response that holds the items. */
  readonly field: string;
  /** Whether a response that is a bare array, which some endpoints send, is refused. */
  readonly isWrapped?: boolean;
  /** Some endpoints only support offset pagination, which ends at 1000 records. `none`: the response is the only item. */
  readonly paging: 'checkpoint' | 'offset' | 'none';
}

/** Called for a page that contains values that are not items. @param path see `ListResource` */
export type OnSkippedItems = (path: string, count: number) => void;

/**
 * Reads a list page by page, with the kind of pagination that its endpoint supports.
 * @param readItem reads an item from parsed JSON, and returns `undefined` for any other value, which is left out of the
 *   page
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export function readPagesOf<T>(
  read: Read,
  { bucket, path, query, field, isWrapped = false, paging }: ListResource,
  readItem: (value: unknown) => T | undefined,
  onSkipped: OnSkippedItems = () => undefined,
): ReadPage<T> {
  return async (from, context) => {
    const page = Number(from ?? 0);
    const parameters = {
      // Without `take`, the API ignores `from` and sends an offset page.
      checkpoint: { take: query?.['take'] ?? PAGE_SIZE, ...(from && { from }) },
      offset: { page, per_page: PAGE_SIZE, include_totals: 'true' },
      none: {},
    }[paging];
    const answer = await read(bucket, path, { ...query, ...parameters }, context);
    if (paging === 'none') {
      return { items: [onlyItem(readItem(answer))] };
    }
    const list = !isWrapped && Array.isArray(answer) ? (answer as readonly unknown[]) : listIn(answer, field);
    const items = list.flatMap((value) => readItem(value) ?? []);
    if (items.length < list.length) {
      onSkipped(path, list.length - items.length);
    }
    return { items, ...(paging === 'checkpoint' ? nextCursor(answer) : nextPage(answer, list.length, page)) };
  };
}

type Rest = Omit<Page<never>, 'items'>;

function nextCursor(answer: unknown): Rest {
  const next = isRecord(answer) && readString(answer['next']);
  return next ? { next } : {};
}

/** @param sent the number of items on the page, including items that were left out */
function nextPage(answer: unknown, sent: number, page: number): Rest {
  const total = isRecord(answer) && answer['total'];
  const read = page * PAGE_SIZE + sent;
  // The total can be too small, so another page may follow every full page.
  const isMore = sent === PAGE_SIZE || (sent > 0 && typeof total === 'number' && total > read);
  if (!isMore) {
    return {};
  }
  return (page + 2) * PAGE_SIZE > OFFSET_LIMIT ? { isCutOff: true } : { next: String(page + 1), isMovable: true };
}

/** @throws ApiError `unexpectedAnswer` */
function onlyItem<T>(item: T | undefined): T {
  if (item === undefined) {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return item;
}

/** @throws ApiError `unexpectedAnswer` */
function listIn(answer: unknown, field: string): readonly unknown[] {
  const list = isRecord(answer) && answer[field];
  if (!Array.isArray(list)) {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return list;
}
