import type { Cursors } from './cursors.ts';
import type { Directory, Entry } from './directory.ts';
import { type LuceneRules, parseLucene } from './lucene.ts';
import type { LuceneField } from './luceneValues.ts';
import { checkpointRules, defaultLength } from './paging.ts';
import { type Query, type QueryRules, readQuery } from './queryValidation.ts';
import type { Route } from './route.ts';
import { parseScim } from './scim.ts';

const description = 'Filter expression in SCIM or Lucene syntax';

const searchRules = {
  ...checkpointRules,
  q: { type: 'string', description },
  sort: { type: 'string', pattern: /^(name|display_name|created_at)$/, description: 'Field to sort by' },
  parser: { type: 'string', pattern: /^(lucene|scim)$/, description: 'Query parser to use for the filter expression' },
} as const satisfies QueryRules;

const names = { isCaseSensitive: false, wildcards: 'both' } as const;
const fields: ReadonlyMap<string, LuceneField> = new Map<string, LuceneField>([
  ['id', { isCaseSensitive: true, wildcards: 'none' }],
  ['name', names],
  ['display_name', names],
  ['created_at', { isCaseSensitive: true, wildcards: 'none', hasRanges: true }],
]);

/** A key of metadata, whose dots count as levels, of which there are at most three. */
const metadataField = /^metadata\.[^.]+(?:\.[^.]+){0,2}$/;
const metadata: LuceneField = { isCaseSensitive: false, wildcards: 'end', longestIndexed: 64 };

/** What `q` takes in Lucene syntax. */
export const organizationFields: LuceneRules = {
  description,
  field: (name) => fields.get(name) ?? (metadataField.test(name) ? metadata : undefined),
  freeText: ['name', 'display_name'],
  mostFilters: 5,
};

/** Where a page of found organizations ends: behind this text, and behind this time of creation where texts are equal. */
export interface SearchPosition {
  readonly key: string;
  readonly createdAt: number;
}

/** In Early Access, so most tenants do not have it: https://auth0.com/docs/api/management/v2/organizations/get-search */
export function searchRoute(directory: Directory, cursors: Cursors<SearchPosition>): Route {
  return {
    path: '/organizations/search',
    endpoint: 'organizationSearch',
    scopes: ['read:organizations'],
    answer: (request) => search(directory, cursors, readQuery(searchRules, request.query)),
  };
}

function search(
  directory: Directory,
  cursors: Cursors<SearchPosition>,
  { q, sort, parser, from, take = defaultLength }: Query<typeof searchRules>,
): unknown {
  const parse = parser === 'scim' ? parseScim : (text: string) => parseLucene(text, organizationFields);
  const filter = q === undefined ? undefined : parse(q);
  const after = from === undefined ? undefined : cursors.read(from);
  const found = directory.entries
    .filter(
      ({ organization, createdAt }) =>
        filter?.({ ...organization, created_at: new Date(createdAt).toISOString() }) ?? true,
    )
    .map((entry) => ({ entry, ...positionOf(entry, sort) }))
    .filter((position) => !after || compare(position, after) > 0)
    .sort(compare);
  const shown = found.slice(0, take);
  const last = shown.at(-1);
  const organizations = shown.map(({ entry }) => entry.organization);
  return found.length > shown.length && last
    ? { organizations, next: cursors.issue(last.createdAt, last.entry.organization.id, last) }
    : { organizations };
}

function positionOf({ organization, createdAt }: Entry, sort: string | undefined): SearchPosition {
  const key = sort === 'name' || sort === 'display_name' ? (organization[sort] ?? '') : '';
  return { key, createdAt };
}

function compare(a: SearchPosition, b: SearchPosition): number {
  if (a.key !== b.key) {
    return a.key < b.key ? -1 : 1;
  }
  return a.createdAt - b.createdAt;
}
