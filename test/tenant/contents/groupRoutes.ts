import type { Cursors } from '../cursors.ts';
import { failure } from '../failures.ts';
import { unboundedCheckpointRules } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { checkpointAnswer, findInside } from './lookup.ts';

const noOrganization = 'Organization not found.';

/** https://auth0.com/docs/api/management/v2/organizations/get-organization-groups */
export function groupRoutes(contents: Contents, cursors: Cursors<number>): readonly Route[] {
  return [
    {
      path: '/organizations/:organization_id/groups',
      scopes: ['read:organization_groups'],
      feature: 'groups',
      answer: (request) => {
        const query = readQuery(unboundedCheckpointRules, request.query);
        const inside = findInside(contents, request.path['organization_id'], noOrganization);
        return checkpointAnswer('groups', inside, inside.groups, ({ id }) => id, query, cursors);
      },
    },
    {
      path: '/organizations/:organization_id/groups/:group_id/roles',
      scopes: ['read:organization_group_roles'],
      feature: 'groups',
      answer: (request) => {
        const query = readQuery(unboundedCheckpointRules, request.query);
        const { organization_id, group_id } = request.path;
        const inside = findInside(contents, organization_id, noOrganization);
        const group = inside.groups.findIndex(({ id }) => id === group_id);
        if (group === -1) {
          throw failure(404, 'Group not found.');
        }
        return checkpointAnswer('roles', inside, contents.rolesOfGroup(group), ({ id }) => id, query, cursors);
      },
    },
  ];
}
