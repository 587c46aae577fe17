import { ApiError, canMeanMissingFeature } from '../api/apiError.ts';
import type { Page, ReadPage } from '../api/pageReader.ts';
import { cursorOfList, withListInCursor } from './fallbackRequest.ts';
import type { Item, PagesWith } from './section.ts';

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
  const read: ReadPageOf = async (list, from, context) => withListInCursor(list, await lists[list](from, context));
  return async (from, context) => {
    const { list, cursor } = from === undefined ? { list: 'own', cursor: undefined } : cursorOfList(from);
    if (list !== 'own') {
      return read(list as List, cursor, context);
    }
    const own = await lists.own(cursor, context).catch((error: unknown) => {
      if (error instanceof ApiError && canMeanMissingFeature(error) && cursor === undefined) {
        return undefined;
      }
      throw error;
    });
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

type ReadPageOf = (list: List, ...rest: Parameters<ReadPage<Item>>) => Promise<Page<Item>>;
