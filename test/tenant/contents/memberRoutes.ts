import { insufficientScope } from '../authorize.ts';
import type { Cursors } from '../cursors.ts';
import { badQuery, failure } from '../failures.ts';
import {
  checkpointPage,
  checkpointRules,
  offsetAnswer,
  offsetPage,
  offsetRules,
  unboundedCheckpointRules,
} from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { Contents, Membership } from './contents.ts';
import { fieldFilter, fieldRules, pickFields } from './fields.ts';
import { checkLength, checkpointAnswer, findInside, findPerson } from './lookup.ts';

const listScopes = ['read:organization_members', 'read:organization_member_roles'] as const;
const noOrganization = 'The organization does not exist.';

const listRules = {
  ...offsetRules,
  ...checkpointRules,
  ...fieldRules(['user_id', 'email', 'picture', 'name', 'roles']),
};

const sourceRules = {
  ...unboundedCheckpointRules,
  role_id: { type: 'string', description: 'Role whose source groups are returned' },
} as const;

/** https://auth0.com/docs/api/management/v2/organizations/get-organization-members and what is below it. */
export function memberRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  return [
    {
      path: '/organizations/:id/members',
      endpoint: 'members',
      scopes: listScopes,
      answer: (request) => list(contents, cursors, request),
    },
    {
      path: '/organizations/:id/members/:user_id/roles',
      endpoint: 'memberRoles',
      scopes: ['read:organization_member_roles'],
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        const query = readQuery(offsetRules, request.query);
        const { entry } = findInside(contents, request.path['id'], noOrganization);
        const person = findPerson(contents, request.path['user_id']);
        return offsetAnswer('roles', contents.rolesOf(entry, person), query);
      },
    },
    {
      path: '/organizations/:id/members/:user_id/effective-roles',
      scopes: ['read:organization_member_effective_roles'],
      feature: 'effectiveRoles',
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        const query = readQuery(unboundedCheckpointRules, request.query);
        const inside = findInside(contents, request.path['id'], 'Organization not found.');
        const person = findPerson(contents, request.path['user_id']);
        const roles = contents.effectiveRolesOf(inside, person);
        return checkpointAnswer('roles', inside, roles, ({ id }) => id, query, cursors);
      },
    },
    {
      path: '/organizations/:id/members/:user_id/effective-roles/sources/groups',
      scopes: ['read:organization_member_role_source_groups'],
      feature: 'effectiveRoles',
      answer: (request) => {
        const { role_id: roleId, ...query } = readQuery(sourceRules, request.query);
        if (roleId === undefined) {
          throw badQuery(`'Missing required property: role_id'`);
        }
        const inside = findInside(contents, request.path['id'], 'Organization not found.');
        const person = findPerson(contents, request.path['user_id']);
        const role = contents.tenant.roleOf(roleId, inside.entry.organization.id);
        if (!role) {
          throw failure(404, 'The role does not exist.');
        }
        const groups = contents.sourceGroupsOf(inside, person, role);
        return checkpointAnswer('groups', inside, groups, ({ id }) => id, query, cursors);
      },
    },
  ];
}

function list(contents: Contents, cursors: Cursors<number>, request: ApiRequest): unknown {
  checkLength(request, 'id', 'Organization identifier');
  const query = readQuery(listRules, request.query);
  const isSent = fieldFilter(query);
  // Roles are only sent when they are named.
  const withRoles = query.include_fields !== false && query.fields?.split(',').includes('roles') === true;
  if (!request.scopes.has(listScopes[0]) || (withRoles && !request.scopes.has(listScopes[1]))) {
    throw insufficientScope(listScopes);
  }
  const { entry } = findInside(contents, request.path['id'], noOrganization);
  const show = ({ person }: Membership) => {
    const roles = withRoles ? contents.rolesOf(entry, person).map(({ id, name }) => ({ id, name })) : [];
    return pickFields({ ...contents.people.at(person), ...(withRoles && { roles }) }, isSent);
  };
  const memberships = contents.members(entry);
  if (query.take !== undefined) {
    const { items, ...next } = checkpointPage(memberships, query, {
      cursors,
      idOf: ({ person }) => contents.people.at(person).user_id,
      endsEmpty: true,
    });
    return { members: items.map(show), ...next };
  }
  const { items, ...totals } = offsetPage(memberships, query);
  // `from` without `take` is not checkpoint paging, and still changes the shape.
  const wrapped = query.include_totals === true || query.from !== undefined;
  return wrapped ? { members: items.map(show), ...totals } : items.map(show);
}
