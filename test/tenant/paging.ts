import type { Cursors } from './cursors.ts';
import { failure } from './failures.ts';
import type { Query, QueryRules } from './queryValidation.ts';

const pageLength = 'Number of results per page. Defaults to 50';
export const defaultLength = 50;
export const greatestLength = 100;
const wall = 1000;

export const offsetRules = {
  page: {
    type: 'integer',
    minimum: 0,
    maximum: 1000,
    description: 'Page index of the results to return. First page is 0',
  },
  per_page: { type: 'integer', minimum: 1, maximum: greatestLength, description: pageLength },
  include_totals: {
    type: 'boolean',
    description:
      'Return results inside an object that contains the total result count (true) or as a direct array of results (false, default)',
  },
} as const satisfies QueryRules;

/** Most endpoints inside an organization state no highest page. */
export const unboundedOffsetRules = {
  ...offsetRules,
  page: { type: 'integer', minimum: 0, description: offsetRules.page.description },
} as const satisfies QueryRules;

export const checkpointRules = {
  from: { type: 'string', description: 'Optional Id from which to start selection' },
  take: { type: 'integer', minimum: 1, maximum: greatestLength, description: pageLength },
} as const satisfies QueryRules;

/** The newer endpoints state no greatest length. */
export const unboundedCheckpointRules = {
  from: checkpointRules.from,
  take: { type: 'integer', minimum: 1, description: pageLength },
} as const satisfies QueryRules;

interface Slice<T> {
  readonly items: readonly T[];
  readonly start: number;
  readonly limit: number;
  readonly total: number;
}

/**
 * Offset paging. What lies beyond the first 1000 records is refused, whether or not there are so many:
 * https://auth0.com/docs/manage-users/organizations/configure-organizations/retrieve-organizations
 */
export function offsetPage<T>(
  all: readonly T[],
  query: Query<typeof offsetRules>,
  refusal: (page: number) => string = refusalOfOrganizations,
): Slice<T> {
  const page = query.page ?? 0;
  const limit = query.per_page ?? defaultLength;
  const start = page * limit;
  if (start + limit > wall) {
    throw failure(400, refusal(page), { errorCode: 'invalid_paging' });
  }
  return { items: all.slice(start, start + limit), start, limit, total: all.length };
}

function refusalOfOrganizations(page: number): string {
  return `Requesting page ${page} exceeds the allowed maximum of ${wall} records. To fetch results beyond ${wall}, use the checkpoint pagination method.`;
}

/** Seen on the lists of users: https://github.com/auth0/node-auth0/issues/1246 */
export function refusalOfUsers(): string {
  return `You can only page through the first ${wall} records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation`;
}

/** A page by offset as it is sent: alone or, when totals are asked for, under this key. */
export function offsetAnswer<T>(
  key: string,
  all: readonly T[],
  query: Query<typeof unboundedOffsetRules>,
): readonly T[] | object {
  const { items, ...totals } = offsetPage(all, query);
  return query.include_totals ? { [key]: items, ...totals } : items;
}

/**
 * Checkpoint paging of records in the order of their creation (milliseconds since 1970). Some endpoints send `next` as
 * long as there are records on the page, so that an empty page comes last: https://github.com/auth0/node-auth0/issues/674
 */
export function checkpointPage<T extends { readonly createdAt: number }>(
  all: readonly T[],
  { from, take = defaultLength }: Query<typeof unboundedCheckpointRules>,
  { cursors, idOf, endsEmpty = false }: CheckpointContext<T>,
): { readonly items: readonly T[]; readonly next?: string } {
  const after = from === undefined ? -Infinity : cursors.read(from);
  const rest = all.filter(({ createdAt }) => createdAt > after);
  const items = rest.slice(0, take);
  const last = items.at(-1);
  const more = endsEmpty || rest.length > items.length;
  return last && more ? { items, next: cursors.issue(last.createdAt, idOf(last), last.createdAt) } : { items };
}

interface CheckpointContext<T> {
  readonly cursors: Cursors<number>;
  readonly idOf: (record: T) => string;
  readonly endsEmpty?: boolean;
}
