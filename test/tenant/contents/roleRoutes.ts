import type { Cursors } from '../cursors.ts';
import { badQuery, failure } from '../failures.ts';
import {
  checkpointPage,
  checkpointRules,
  offsetAnswer,
  unboundedCheckpointRules,
  unboundedOffsetRules,
} from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { fieldFilter, fieldRules, pickFields } from './fields.ts';
import { checkpointAnswer, findInside } from './lookup.ts';
import type { OwnedRole, Role } from './model.ts';

const noOrganization = 'Organization not found.';

const listRules = {
  ...unboundedOffsetRules,
  name_filter: { type: 'string', description: 'Optional filter on name (case-insensitive)' },
} as const;

/**
 * Early Access.
 * @see https://auth0.com/docs/manage-users/organizations/organization-roles
 */
const ownerRules = {
  ...listRules,
  ...checkpointRules,
  type: { type: 'string', pattern: /^(tenant|organization)$/, description: 'Type of roles to return' },
  owner_id: { type: 'string', maxLength: 50, description: 'Owner of roles. Required when type is organization' },
} as const;

const memberRules = { ...unboundedCheckpointRules, ...fieldRules(['user_id', 'email', 'picture', 'name']) };

/**
 * The roles of the tenant and of its organizations, and who has one of them in an organization. What is not found is not
 * documented, and said as for the groups that a role comes from.
 * @see https://auth0.com/docs/api/management/v2/roles/get-roles
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-role-members
 */
export function roleRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  return [
    {
      path: '/roles',
      scopes: ['read:roles'],
      answer: (request) => listRoles(contents, cursors, request),
    },
    {
      path: '/organizations/:id/roles/:role_id/members',
      scopes: ['read:roles', 'read:organization_members'],
      feature: 'organizationRoles',
      answer: (request) => listMembers(contents, cursors, request),
    },
    {
      path: '/organizations/:organization_id/roles/:role_id/groups',
      scopes: ['read:roles', 'read:organization_groups'],
      feature: 'organizationRoles',
      answer: (request) => {
        const query = readQuery(unboundedCheckpointRules, request.query);
        const inside = findInside(contents, request.path['organization_id'], noOrganization);
        const groups = contents.groupsWith(inside, findRole(contents, request));
        return checkpointAnswer('groups', inside, groups, ({ id }) => id, query, cursors);
      },
    },
  ];
}

function listRoles(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  const { query: sent, features } = request;
  if (!features.has('organizationRoles')) {
    const query = readQuery(listRules, sent);
    return offsetAnswer('roles', contents.tenant.roles.filter(named(query.name_filter)), query);
  }
  const { type, owner_id: ownerId, ...query } = readQuery(ownerRules, sent);
  if (type === 'organization' && ownerId === undefined) {
    throw badQuery(`'Missing required property: owner_id'`);
  }
  const ofTenant = contents.tenant.roles.map((role): OwnedRole => ({ ...role, type: 'tenant' }));
  const found = [
    ...(type === 'organization' ? [] : ofTenant),
    ...(type === 'tenant' ? [] : contents.tenant.ownRoles(ownerId)),
  ].filter(named(query.name_filter));
  if (query.take === undefined) {
    return offsetAnswer('roles', found, query);
  }
  const dated = found.map((role, createdAt) => ({ createdAt, role }));
  const { items, ...next } = checkpointPage(dated, query, { cursors, idOf: ({ role }) => role.id });
  return { roles: items.map(({ role }) => role), ...next };
}

function named(filter = ''): (role: Pick<Role, 'name'>) => boolean {
  return ({ name }) => name.toLowerCase().includes(filter.toLowerCase());
}

function listMembers(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  const { take, ...query } = readQuery(memberRules, request.query);
  const isSent = fieldFilter(query);
  const { entry } = findInside(contents, request.path['id'], noOrganization);
  const memberships = contents.membersWith(entry, findRole(contents, request));
  // More than the maximum is not refused, as it is elsewhere, but cut.
  const page = { ...query, ...(take !== undefined && { take: Math.min(take, checkpointRules.take.maximum) }) };
  const { items, ...next } = checkpointPage(memberships, page, {
    cursors,
    idOf: ({ person }) => contents.people.at(person).user_id,
  });
  return { members: items.map(({ person }) => pickFields(contents.people.at(person), isSent)), ...next };
}

function findRole(contents: Contents, { path }: ApiRequest): Pick<Role, 'id'> {
  const role = contents.tenant.roleOf(path['role_id'] ?? '', path['id'] ?? path['organization_id'] ?? '');
  if (!role) {
    throw failure(404, 'The role does not exist.');
  }
  return role;
}
