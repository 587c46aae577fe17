import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import { loadFirstPage } from '../organizations/loadPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import { plainText } from '../text/plainText.ts';
import { stringArgument, type OrganizationReference } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { OrganizationPick } from './organizationPick.ts';

/**
 * Finds an organization while its ID, name or display name is typed, and opens it.
 * @param text what to begin with
 * @param domain the tenant, which is asked for when there are several
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

/** Where a person looks for an organization. */
export interface OrganizationChoice {
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
  { store, notifier }: ExtensionServices,
  { domain, title, text, without }: OrganizationChoice,
): Promise<Organization | undefined> {
  const list = store.get(domain);
  // Shown while the list is read: its rows in the sidebar would take the focus back from what comes after them.
  const opened = loadFirstPage(store, notifier, domain);
  const askTenant = (key: string, signal: AbortSignal) => findQuietly(list, key, signal);
  return new OrganizationPick({ domain, title, list, store, opened, askTenant, without }).ask(text);
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

/**
 * The organization that a person picks, after the tenant where several are connected.
 * @param searchAt how the search in a tenant begins, and what it does not offer
 */
export async function pickOrganization(
  services: ExtensionServices,
  title: string,
  searchAt: (domain: string) => Pick<OrganizationChoice, 'text' | 'without'> = () => ({ text: '' }),
): Promise<OrganizationReference | undefined> {
  const domain = await pickTenant(services.tenants, title);
  if (domain === undefined) {
    return undefined;
  }
  const organization = await chooseOrganization(services, { domain, title, ...searchAt(domain) });
  return organization && { domain, organization, id: organization.id };
}
