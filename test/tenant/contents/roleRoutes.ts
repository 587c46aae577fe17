import type { Cursors } from '../cursors.ts';
import { failure } from '../failures.ts';
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
import type { Role } from './model.ts';

const noOrganization = 'Organization not found.';

const listRules = {
  ...unboundedOffsetRules,
  name_filter: { type: 'string', description: 'Optional filter on name (case-insensitive)' },
} as const;

const memberRules = { ...unboundedCheckpointRules, ...fieldRules(['user_id', 'email', 'picture', 'name']) };

/**
 * The roles of the tenant, and who has one of them in an organization. Of the parameters of the list those are missing
 * that are in Early Access. What is not found is not documented, and said as for the groups that a role comes from.
 * @see https://auth0.com/docs/api/management/v2/roles/get-roles
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-role-members
 */
export function roleRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  return [
    {
      path: '/roles',
      endpoint: 'roles',
      scopes: ['read:roles'],
      answer: (request) => {
        const query = readQuery(listRules, request.query);
        const filter = query.name_filter?.toLowerCase() ?? '';
        const found = contents.roles.filter(({ name }) => name.toLowerCase().includes(filter));
        return offsetAnswer('roles', found, query);
      },
    },
    {
      path: '/organizations/:id/roles/:role_id/members',
      endpoint: 'roleMembers',
      scopes: ['read:roles', 'read:organization_members'],
      feature: 'organizationRoles',
      answer: (request) => listMembers(contents, cursors, request),
    },
    {
      path: '/organizations/:organization_id/roles/:role_id/groups',
      endpoint: 'roleGroups',
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

function findRole({ roles }: Contents, { path }: ApiRequest): Role {
  const role = roles.find(({ id }) => id === path['role_id']);
  if (!role) {
    throw failure(404, 'The role does not exist.');
  }
  return role;
}
