import { failure } from '../failures.ts';
import { offsetPage, unboundedOffsetRules } from '../paging.ts';
import { readQuery } from '../queryValidation.ts';
import type { ApiRequest, Route } from '../route.ts';
import type { Contents } from './contents.ts';
import { fieldFilter, fieldRules, pickFields } from './fields.ts';
import { checkLength, findInside } from './lookup.ts';

const noOrganization = 'No organization found by that id.';

const oneRules = fieldRules([
  'app_metadata',
  'user_metadata',
  'client_id',
  'connection_id',
  'created_at',
  'expires_at',
  'id',
  'invitation_url',
  'invitee',
  'inviter',
  'organization_id',
  'roles',
]);

const listRules = {
  ...unboundedOffsetRules,
  include_totals: {
    type: 'boolean',
    description:
      'When true, return results inside an object that also contains the start and limit.  When false (default), a direct array of results is returned.  We do not yet support returning the total invitations count',
  },
  ...oneRules,
  sort: {
    type: 'string',
    pattern: /^created_at:(1|-1)$/,
    description:
      'Field to sort by. Use field:order where order is 1 for ascending and -1 for descending Defaults to created_at:-1',
  },
} as const;

/** https://auth0.com/docs/api/management/v2/organizations/get-invitations */
export function invitationRoutes(contents: Contents): readonly Route[] {
  const scopes = ['read:organization_invitations'];
  return [
    {
      path: '/organizations/:id/invitations',
      scopes,
      answer: (request) => list(contents, request),
    },
    {
      path: '/organizations/:id/invitations/:invitation_id',
      endpoint: 'invitationById',
      scopes,
      answer: (request) => {
        checkLength(request, 'id', 'Organization identifier');
        const query = readQuery(oneRules, request.query);
        const { invitations } = findInside(contents, request.path['id'], noOrganization);
        const invitation = invitations.find(({ id }) => id === request.path['invitation_id']);
        if (!invitation) {
          throw failure(404, 'The invitation does not exist.', { errorCode: 'inexistent_invitation' });
        }
        return pickFields(invitation, fieldFilter(query));
      },
    },
  ];
}

function list(contents: Contents, request: ApiRequest): unknown {
  checkLength(request, 'id', 'Organization identifier');
  const query = readQuery(listRules, request.query);
  const { invitations } = findInside(contents, request.path['id'], noOrganization);
  const sorted = query.sort === 'created_at:1' ? invitations.toReversed() : invitations;
  const { items, start, limit } = offsetPage(sorted, query);
  const shown = items.map((invitation) => pickFields(invitation, fieldFilter(query)));
  // Their number is not told: https://github.com/auth0/node-auth0/issues/987
  return query.include_totals === true ? { invitations: shown, start, limit } : shown;
}
