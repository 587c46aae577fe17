import * as l10n from '@vscode/l10n';
import { canMeanMissingFeature, recover } from '../api/apiError.ts';
import type { ReadPage } from '../api/pageReader.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { dotted } from '../text/plainText.ts';
import { cursorOfList, withListInCursor } from './fallbackRequest.ts';
import { groups } from './groups.ts';
import { memberRoles } from './memberRoles.ts';
import { members } from './members.ts';
import { firstTextField, type Item, type PagesWith, type Section, textField } from './section.ts';

/** The members to whom the role is assigned directly. Other members have the role through a group. */
const roleMembers: Section = {
  name: 'members',
  get title() {
    return l10n.t('Members With This Role');
  },
  icon: members.icon,
  schema: 'member',
  source: {
    path: (organization, role) => `/organizations/${organization}/roles/${role}/members`,
    field: 'members',
    scope: 'read:organization_members',
    documentation: 'organizations/get-organization-role-members',
  },
  isPersonal: true,
  keyOf: members.keyOf,
  present: members.present,
};

const roleGroups: Section = {
  name: 'groups',
  get title() {
    return l10n.t('Groups With This Role');
  },
  icon: groups.icon,
  schema: 'group',
  source: {
    path: (organization, role) => `/organizations/${organization}/roles/${role}/groups`,
    field: 'groups',
    scope: 'read:organization_groups',
    documentation: 'organizations/get-organization-role-groups',
  },
  keyOf: groups.keyOf,
  present: groups.present,
};

/** The roles that can be assigned in an organization: first its own roles, then the roles of the tenant. */
export const roles: Section = {
  ...memberRoles,
  get title() {
    return memberRoles.title;
  },
  idPrefix: 'rol',
  present: (role) => ({
    label: firstTextField(role, 'name', 'id'),
    description: dotted(originOf(role), textField(role, 'description')),
  }),
  source: {
    pages: (pagesWith, { id }) => rolesIn(pagesWith, id),
    path: () => '/roles',
    field: 'roles',
    paging: 'offset',
    scope: 'read:roles',
    documentation: 'roles/get-roles',
  },
  sections: [roleMembers, roleGroups],
};

/** Empty in a tenant without Organization Roles, whose roles have no `type`. */
function originOf(role: Item): string {
  switch (textField(role, 'type')) {
    case 'organization':
      return l10n.t('of this organization');
    case 'tenant':
      return l10n.t('of the tenant');
    default:
      return '';
  }
}

/** The list that a page belongs to. */
type List = 'own' | 'tenant' | 'unfiltered';

/**
 * Reads the roles that an organization owns, then the roles of the tenant. A tenant without Organization Roles (Early
 * Access) refuses or ignores the parameters. Then the unfiltered list is read, which has no organization-owned roles.
 * @see https://auth0.com/docs/manage-users/organizations/organization-roles
 */
export function rolesIn(pagesWith: PagesWith, organizationId: string): ReadPage<Item> {
  const lists: Readonly<Record<List, ReadPage<Item>>> = {
    own: pagesWith({ type: 'organization', owner_id: organizationId }),
    tenant: pagesWith({ type: 'tenant' }),
    unfiltered: pagesWith({}),
  };
  const read = async (list: List, from: string | undefined, context: RequestContext) =>
    withListInCursor(list, await lists[list](from, context));
  return async (from, context) => {
    const { list, cursor } = from === undefined ? { list: 'own', cursor: undefined } : cursorOfList(from);
    if (list !== 'own') {
      return read(list as List, cursor, context);
    }
    const own = await recover(
      lists.own(cursor, context),
      (error) => cursor === undefined && canMeanMissingFeature(error),
      () => undefined,
    );
    if (!own) {
      return read('unfiltered', undefined, context);
    }
    if (own.items.some((role) => role['owner_id'] !== organizationId)) {
      return withListInCursor('unfiltered', own);
    }
    if (own.next !== undefined) {
      return withListInCursor('own', own);
    }
    const tenant = await read('tenant', undefined, context);
    return {
      ...tenant,
      items: [...own.items, ...tenant.items],
      isCutOff: own.isCutOff === true || tenant.isCutOff === true,
    };
  };
}
