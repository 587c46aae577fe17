import { ApiError, isApiError } from './apiError.ts';
import { isRecord } from './jsonFields.ts';
import type { Query, Read } from './managementApi.ts';
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
    const place = offsetPlace(from);
    const parameters = {
      // Without `take`, the API ignores `from` and sends an offset page.
      checkpoint: { take: query?.['take'] ?? PAGE_SIZE, ...(from && { from }) },
      offset: { page: place.page, per_page: PAGE_SIZE, include_totals: 'true' },
      none: {},
    }[paging];
    let answer: unknown;
    try {
      answer = await read(bucket, path, { ...query, ...parameters }, context);
    } catch (error) {
      if (place.page > 0 && isApiError(error) && error.reason === 'pagingLimit') {
        return { items: [], isCutOff: true };
      }
      throw error;
    }
    if (paging === 'none') {
      return { items: [onlyItem(readItem(answer))] };
    }
    const list = !isWrapped && Array.isArray(answer) ? (answer as readonly unknown[]) : listIn(answer, field);
    const items = list.map(readItem).filter((item) => item !== undefined);
    const skipped = list.length - items.length;
    if (skipped > 0) {
      onSkipped(path, skipped);
    }
    const rest = paging === 'checkpoint' ? nextCursor(answer) : nextPage(answer, list.length, place);
    return { items, ...rest, ...(skipped > 0 && { isCutOff: true }) };
  };
}

type Rest = Omit<Page<never>, 'items'>;

function nextCursor(answer: unknown): Rest {
  const next = isRecord(answer) ? (answer['next'] ?? '') : '';
  if (next === '') {
    return {};
  }
  return typeof next === 'string' ? { next } : { isCutOff: true };
}

/** A place in a list with offset pagination. */
interface OffsetPlace {
  readonly page: number;
  /** The number of items on the pages before. */
  readonly received: number;
}

/** Reads the cursor that `nextPage` has made. */
function offsetPlace(from = '0:0'): OffsetPlace {
  const [page = 0, received = 0] = from.split(':').map(Number);
  return { page, received };
}

/**
 * A page can be shorter than the requested size, so items are counted as they come. The total can be too small, so it
 * never proves the end alone.
 * @param sent the number of items on the page, including items that were left out
 */
function nextPage(answer: unknown, sent: number, place: OffsetPlace): Rest {
  const total = isRecord(answer) && typeof answer['total'] === 'number' ? answer['total'] : 0;
  const received = place.received + sent;
  if (sent === 0 || (sent < SMALLEST_FULL_PAGE && total <= received)) {
    return total > received ? { isCutOff: true } : {};
  }
  return received >= OFFSET_LIMIT ? { isCutOff: true } : { next: `${place.page + 1}:${received}` };
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
