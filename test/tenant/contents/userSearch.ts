import { failure } from '../failures.ts';
import { type LuceneRules, parseLucene } from '../lucene.ts';
import type { LuceneField } from '../luceneValues.ts';
import { offsetPage, offsetRules, refusalOfUsers } from '../paging.ts';
import { type QueryRules, readQuery } from '../queryValidation.ts';
import type { Contents } from './contents.ts';
import { fieldFilter, fieldRules, pickFields } from './fields.ts';
import { type User, userFields } from './users.ts';

const description = 'Query in Lucene query string syntax';

const searchRules = {
  ...offsetRules,
  page: { type: 'integer', minimum: 0, description: offsetRules.page.description },
  per_page: { ...offsetRules.per_page, minimum: 0 },
  // Unlike that of a single user, the list states no names.
  fields: { type: 'string', description: fieldRules(userFields).fields.description },
  include_fields: fieldRules(userFields).include_fields,
  q: { type: 'string', description },
  search_engine: { type: 'string', pattern: /^v[123]$/, description: 'The version of the search engine' },
  sort: { type: 'string', pattern: /^([a-zA-Z0-9_\\.]+):(1|-1)$/, description: 'Field to sort by' },
  connection: { type: 'string', description: 'Connection filter' },
  primary_order: { type: 'boolean', description: 'Whether to order by the primary sort field only' },
} as const satisfies QueryRules;

const anyCase: LuceneField = { isCaseSensitive: false, wildcards: 'both' };
const exactCase: LuceneField = { isCaseSensitive: true, wildcards: 'both' };
const date: LuceneField = { isCaseSensitive: true, wildcards: 'end', hasRanges: true };

const fields: ReadonlyMap<string, LuceneField> = new Map([
  ...['email', 'name', 'given_name', 'family_name', 'nickname'].map((name) => [name, anyCase] as const),
  ...['created_at', 'updated_at', 'last_login'].map((name) => [name, date] as const),
  ...[
    'user_id',
    'username',
    'phone_number',
    'blocked',
    'email_verified',
    'email.domain',
    'identities.connection',
    'identities.provider',
    'organization_id',
  ].map((name) => [name, exactCase] as const),
]);

/** @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax */
const luceneRules: LuceneRules = {
  description,
  field: (name) => {
    if (name.startsWith('user_metadata.')) return { isCaseSensitive: true, wildcards: 'none' };
    return name.startsWith('app_metadata.') ? exactCase : fields.get(name);
  },
  hasNegation: true,
};

/** https://auth0.com/docs/api/management/v2/users/get-users */
export function searchUsers(contents: Contents, sent: URLSearchParams): unknown {
  const query = readQuery(searchRules, sent);
  const { q, sort, search_engine: engine = 'v3' } = query;
  if (engine !== 'v3') {
    throw failure(
      400,
      engine === 'v1'
        ? 'You are not allowed to use search_engine=v1.'
        : 'You are not allowed to use search_engine=v2. Use search_engine=v3 instead.',
    );
  }
  const filter = q === undefined ? () => true : parseLucene(q, luceneRules);
  const found = [...contents.memberships()]
    .map(([person, organizationIds]) => ({ user: contents.userAt(person), organizationIds }))
    .filter(({ user, organizationIds }) =>
      filter({ ...user, organization_id: organizationIds, 'email.domain': user.email?.split('@').at(-1) }),
    )
    .map(({ user }) => user)
    .sort(orderOf(sort));
  const isSent = fieldFilter(query);
  const { items, ...totals } = offsetPage(found, query, refusalOfUsers);
  const users = items.map((user) => pickFields(user, isSent));
  return query.include_totals === true ? { ...totals, length: users.length, users } : users;
}

function orderOf(sort: string | undefined): (a: User, b: User) => number {
  const [field = '', direction] = sort?.split(':') ?? [];
  const keyOf = (user: User) => String(Reflect.get(user, field) ?? '');
  return (a, b) => {
    if (keyOf(a) === keyOf(b)) return 0;
    return keyOf(a) < keyOf(b) === (direction === '1') ? -1 : 1;
  };
}
