import { isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import { openList } from '../organizations/openList.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { Services } from './services.ts';

/** Where a person looks for an organization. */
export interface Search {
  readonly domain: string;
  readonly title: string;
  /** What to begin with. */
  readonly text: string;
  /** The ID of an organization that is not offered. */
  readonly without?: string;
}

/**
 * Lets a person find an organization of a tenant while its ID, name or display name is typed, loaded or not.
 * @returns `undefined` when the person gives up
 */
export async function chooseOrganization(
  { lists, notifier }: Services,
  { domain, title, text, without }: Search,
): Promise<Organization | undefined> {
  const { OrganizationPick } = await import('./organizationPick.ts');
  const list = lists.get(domain);
  // Shown while the list is read: its rows in the sidebar would take the focus back from what comes after them.
  const opened = openList(lists, notifier, domain);
  const askTenant = (key: string, signal: AbortSignal) => findQuietly(list, key, signal);
  return new OrganizationPick({ domain, title, list, lists, opened, askTenant, without }).ask(text);
}

/** Nobody has asked for these requests, so what fails is in the log alone. */
async function findQuietly(
  list: OrganizationList,
  text: string,
  signal: AbortSignal,
): Promise<readonly Organization[]> {
  try {
    return await list.lookup.find(text, { signal, priority: 'background' });
  } catch (error) {
    if (isApiError(error)) {
      return [];
    }
    throw error;
  }
}
