import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import { loadFirstPage } from '../organizations/loadPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenantTypes.ts';
import { plainText } from '../text/plainText.ts';
import { stringArgument, type OrganizationReference } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { OrganizationPick } from './organizationPick.ts';

/**
 * Searches for an organization while the user types an ID, name or display name, and opens the chosen organization.
 * @param text the initial search text
 * @param domain the tenant; without it the user is asked if several tenants are connected
 */
export async function findOrganization(services: ExtensionServices, text?: unknown, domain?: unknown): Promise<void> {
  const named = await pickTenant(services.tenants, vscode.l10n.t('Find Organization'), stringArgument(domain));
  if (named === undefined) {
    return;
  }
  const tenant = plainText(tenantTitle(services.tenants.find(named) ?? { domain: named }));
  const title = vscode.l10n.t('Find Organization in {0}', tenant);
  const organization = await chooseOrganization(services, { domain: named, title, text: stringArgument(text) ?? '' });
  if (organization) {
    await services.documents.open(organizationUri(named, organization));
  }
}

/** The options of a search for an organization. */
export interface OrganizationChoice {
  readonly domain: string;
  readonly title: string;
  /** The initial search text. */
  readonly text: string;
  /** The ID of an organization to leave out. */
  readonly excludedId?: string;
}

/**
 * Lets the user search for an organization of a tenant by ID, name or display name, whether or not it is loaded.
 * @returns `undefined` when the user cancels
 */
export async function chooseOrganization(
  { store, notifier }: ExtensionServices,
  { domain, title, text, excludedId }: OrganizationChoice,
): Promise<Organization | undefined> {
  const list = store.get(domain);
  // Not awaited: new rows in the sidebar take the focus from a quick pick that opens later.
  const opened = loadFirstPage(store, notifier, domain);
  const askTenant = (key: string, signal: AbortSignal) => findQuietly(list, key, signal);
  return new OrganizationPick({ domain, title, list, store, opened, askTenant, excludedId }).ask(text);
}

/** The user did not start these requests, so failures are only in the log. */
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

/**
 * Lets the user pick an organization, after the tenant if several tenants are connected.
 * @param searchAt returns the initial search text for a tenant, and the ID to leave out
 */
export async function pickOrganization(
  services: ExtensionServices,
  title: string,
  searchAt: (domain: string) => Pick<OrganizationChoice, 'text' | 'excludedId'> = () => ({ text: '' }),
): Promise<OrganizationReference | undefined> {
  const domain = await pickTenant(services.tenants, title);
  if (domain === undefined) {
    return undefined;
  }
  const organization = await chooseOrganization(services, { domain, title, ...searchAt(domain) });
  return organization && { domain, organization, id: organization.id };
}
