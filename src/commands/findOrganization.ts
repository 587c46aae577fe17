import * as vscode from 'vscode';
import { documentAddress, organizationUri } from '../documents/documentUri.ts';
import { isApiError } from '../management/apiError.ts';
import { type Organization, readOrganization } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { loadFirstPage } from '../organizations/loadPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { isRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import { plainText } from '../text/plainText.ts';
import { activeDocumentUri, type OrganizationReference, rowArguments, stringArgument } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { OrganizationPick } from './organizationPick.ts';
import { organizationsInDocument } from './organizationsInDocument.ts';

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
  { lists, notifier }: ExtensionServices,
  { domain, title, text, without }: OrganizationChoice,
): Promise<Organization | undefined> {
  const list = lists.get(domain);
  // Shown while the list is read: its rows in the sidebar would take the focus back from what comes after them.
  const opened = loadFirstPage(lists, notifier, domain);
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

/**
 * The organizations that a command is for. None of the ways costs a request where the organization is loaded.
 * @param argument a row, an organization, the URI of a document, an array of rows or organizations, or `'selection'`
 *   for the selected rows, even while one of our documents is in the active editor
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
 * @param retry runs the command again for a document whose organization could not be read, which the person is told;
 *   without it no more is needed than the ID, which costs no request
 */
export async function organizationArguments(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
  retry?: (document: vscode.Uri) => unknown,
): Promise<readonly Organization[]> {
  const organizations = rowArguments(argument, selection).flatMap(organizationOf);
  if (organizations.length > 0) {
    return organizations;
  }
  const uri = argument instanceof vscode.Uri ? argument : argument === 'selection' ? undefined : activeDocumentUri();
  if (uri) {
    return readDocument(services, uri, retry);
  }
  const selected = services.tree.selection.flatMap(organizationOf);
  if (selected.length > 0) {
    return selected;
  }
  const picked = await pickOrganization(services, vscode.l10n.t('Choose an Organization'));
  return picked ? [picked.organization] : [];
}

async function readDocument(
  services: ExtensionServices,
  uri: vscode.Uri,
  retry: ((document: vscode.Uri) => unknown) | undefined,
): Promise<readonly Organization[]> {
  try {
    return await organizationsInDocument(services, uri, retry ? 'all' : 'id');
  } catch (error) {
    const { domain = '', id = domain } = documentAddress(uri) ?? {};
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be read', id),
      documentation: documentationOf.get,
      retry: () => retry?.(uri),
    });
    return [];
  }
}

function organizationOf(candidate: unknown): readonly Organization[] {
  if (isRow(candidate)) {
    return candidate.kind === 'organization' ? [candidate.organization] : [];
  }
  const organization = readOrganization(candidate);
  return organization ? [organization] : [];
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
