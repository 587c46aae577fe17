import type { Cursors } from './cursors.ts';
import type { Directory } from './directory.ts';
import { badPath, failure } from './failures.ts';
import type { Organization } from './organization.ts';
import { checkpointRules, offsetPage, offsetRules } from './paging.ts';
import { type Query, type QueryRules, readQuery } from './queryValidation.ts';
import type { ApiRequest, Route } from './route.ts';

const listRules = {
  ...offsetRules,
  ...checkpointRules,
  sort: {
    type: 'string',
    maxLength: 15,
    pattern: /^((display_name)|(created_at)|(name)):(1|-1)$/,
    description:
      'Field to sort by. Use <code>field:order</code> where order is <code>1</code> for ascending and <code>-1</code> for descending. e.g. <code>created_at:1</code>. We currently support sorting by the following fields: <code>name</code>, <code>display_name</code> and <code>created_at</code>',
  },
} as const satisfies QueryRules;

/** In Early Access: a tenant that has never heard of it refuses it as it does any parameter that it does not know. */
const associationRules = {
  ...listRules,
  include_client_association_for: { type: 'string', description: 'ID of a client whose association is included' },
} as const satisfies QueryRules;

type ListQuery = Query<typeof associationRules>;

/** What an organization gains in a list where the association of an application is asked for, if it has one. */
type Associated = (organizationId: string, clientId: string) => object | undefined;

/** https://auth0.com/docs/api/management/v2/organizations */
export function organizationRoutes(
  directory: Directory,
  cursors: Cursors<number>,
  associated: Associated,
): readonly Route[] {
  return [
    {
      path: '/organizations',
      endpoint: 'organizations',
      scopes: ['read:organizations', 'read:organizations_summary'],
      answer: (request) => list(directory, cursors, request, associated),
    },
    {
      path: '/organizations/name/:name',
      endpoint: 'organizationByName',
      scopes: ['read:organizations'],
      answer: (request) => byName(directory, request),
    },
    {
      path: '/organizations/:id',
      endpoint: 'organizationById',
      scopes: ['read:organizations', 'read:organizations_summary'],
      answer: (request) => byId(directory, request),
    },
  ];
}

function list(directory: Directory, cursors: Cursors<number>, request: ApiRequest, associated: Associated): unknown {
  const { features } = request;
  const query: ListQuery = readQuery(
    features.knows('clientAssociations') ? associationRules : listRules,
    request.query,
  );
  const clientId = query.include_client_association_for;
  if (clientId !== undefined) {
    features.require('clientAssociations');
  }
  const show = (organizations: readonly Organization[]) =>
    organizations.map((item) => ({
      ...visible(item, request.scopes),
      ...(clientId !== undefined && associated(item.id, clientId)),
    }));
  if (query.take !== undefined) {
    // The order under `sort` is not documented for checkpoints, so nobody may rely on it: it stays that of creation.
    const after = query.from === undefined ? -Infinity : cursors.read(query.from);
    const { entries, more } = directory.createdAfter(after, query.take);
    const last = entries.at(-1);
    const organizations = show(entries.map((entry) => entry.organization));
    return more && last
      ? { organizations, next: cursors.issue(last.createdAt, last.organization.id, last.createdAt) }
      : { organizations };
  }
  const { items, ...totals } = offsetPage(sorted(directory.organizations, query), query);
  // `from` without `take` is not checkpoint paging, and still changes the shape.
  const wrapped = query.include_totals === true || query.from !== undefined;
  return wrapped ? { organizations: show(items), ...totals } : show(items);
}

function sorted(organizations: readonly Organization[], { sort }: ListQuery): readonly Organization[] {
  const [field, direction] = sort?.split(':') ?? [];
  const ascending =
    field === 'name' || field === 'display_name'
      ? organizations.toSorted((a, b) => compare(a[field] ?? '', b[field] ?? ''))
      : organizations;
  return direction === '-1' ? ascending.toReversed() : ascending;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function byId(directory: Directory, request: ApiRequest): unknown {
  const { id = '' } = request.path;
  if (!/^org_[A-Za-z0-9]{1,46}$/.test(id)) {
    throw badFormat('organization-id', id, 'id (ID of the organization to retrieve)');
  }
  readQuery({}, request.query);
  return found(directory.byId(id), request);
}

function byName(directory: Directory, request: ApiRequest): unknown {
  const { name = '' } = request.path;
  if (!/^[a-z0-9_-]{1,50}$/.test(name)) {
    throw badFormat('organization-name', name, 'name (name of the organization to retrieve)');
  }
  readQuery({}, request.query);
  return found(directory.byName(name), request);
}

function badFormat(format: string, value: string, property: string): Error {
  return badPath(`'Object didn't pass validation for format ${format}: ${value}' on property ${property}`);
}

function found(organization: Organization | undefined, request: ApiRequest): unknown {
  if (!organization) {
    throw failure(404, 'No organization found by that id or name');
  }
  return visible(organization, request.scopes);
}

/** `read:organizations_summary` alone shows less; which fields it shows is not documented. */
function visible(organization: Organization, scopes: ReadonlySet<string>): Partial<Organization> {
  if (scopes.has('read:organizations')) {
    return organization;
  }
  const { id, name, display_name } = organization;
  return display_name === undefined ? { id, name } : { id, name, display_name };
}
