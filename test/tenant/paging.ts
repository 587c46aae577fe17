import { failure } from './failures.ts';
import type { Query, QueryRules } from './queryValidation.ts';

const pageLength = 'Number of results per page. Defaults to 50';
export const defaultLength = 50;
const wall = 1000;

export const offsetRules = {
  page: {
    type: 'integer',
    minimum: 0,
    maximum: 1000,
    description: 'Page index of the results to return. First page is 0',
  },
  per_page: { type: 'integer', minimum: 1, maximum: 100, description: pageLength },
  include_totals: {
    type: 'boolean',
    description:
      'Return results inside an object that contains the total result count (true) or as a direct array of results (false, default)',
  },
} as const satisfies QueryRules;

export const checkpointRules = {
  from: { type: 'string', description: 'Optional Id from which to start selection' },
  take: { type: 'integer', minimum: 1, maximum: 100, description: pageLength },
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
export function offsetPage<T>(all: readonly T[], query: Query<typeof offsetRules>): Slice<T> {
  const page = query.page ?? 0;
  const limit = query.per_page ?? defaultLength;
  const start = page * limit;
  if (start + limit > wall) {
    throw failure(
      400,
      `Requesting page ${page} exceeds the allowed maximum of ${wall} records. To fetch results beyond ${wall}, use the checkpoint pagination method.`,
      { errorCode: 'invalid_paging' },
    );
  }
  return { items: all.slice(start, start + limit), start, limit, total: all.length };
}
