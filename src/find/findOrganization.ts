import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ApiError } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { type OrganizationReference, stringArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { loadFirstPage, type OrganizationStore } from '../organizations/organizationStore.ts';
import { viewId } from '../sidebar/organizationTree.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { back, type Step } from '../ui/ask.ts';
import type { AskTenant } from './askTenants.ts';
import { OrganizationPick } from './organizationPick.ts';
import { failedLookupItem } from './organizationPickItems.ts';

/**
 * Searches for an organization while the user types an ID, name or display name, and opens the chosen organization.
 * @param text the initial search text
 * @param domain the tenant; without it the user is asked if several tenants are connected
 */
export async function findOrganization(
  services: Services<'arrangement' | 'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  text?: unknown,
  domain?: unknown,
): Promise<void> {
  const named = await pickTenant(services.tenants, l10n.t('Find Organization'), stringArgument(domain));
  if (named === undefined) {
    return;
  }
  const tenant = services.tenants.titleOf(named);
  const title = l10n.t('Find Organization in {0}', tenant);
  const found = await new OrganizationPick({
    ...pickParts(services, named),
    title,
    titleOfAll: l10n.t('Find Organization in All Tenants'),
    excludedId: undefined,
    showFilter: (filter, searched) => showFilter(services, filter.trim(), searched),
  }).ask(stringArgument(text) ?? '');
  if (found && found !== back) {
    await services.documents.open(organizationUri(found.domain, found.organization));
  }
}

/**
 * Shows in the view the organizations that answer a question, which a person has asked of these tenants. Those with
 * matches are expanded; without any match, the first one that is loaded says so.
 */
async function showFilter(
  { arrangement, store, tree }: Services<'arrangement' | 'store' | 'tree'>,
  filter: string,
  searched: readonly string[],
): Promise<void> {
  await arrangement.change({ filter });
  const matching = searched.filter((domain) => arrangement.apply(domain, store.get(domain).organizations).length > 0);
  const shown = matching.length > 0 ? matching : searched.filter((domain) => store.get(domain).isOpened).slice(0, 1);
  await vscode.commands.executeCommand(`${viewId}.focus`);
  // The last one that is revealed keeps the focus.
  for (const domain of shown.toReversed()) {
    await tree.reveal(domain);
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
  services: Services<'known' | 'notifier' | 'store'>,
  choice: OrganizationChoice,
): Promise<Organization | undefined> {
  const chosen = await chooseOrganizationOrBack(services, choice);
  return chosen === back ? undefined : chosen;
}

/** The same as one of several questions. @returns `back`, or `undefined` when the user cancels */
export async function chooseOrganizationOrBack(
  services: Services<'known' | 'notifier' | 'store'>,
  { domain, title, text, excludedId, step }: OrganizationChoice & { readonly step?: Step },
): Promise<Organization | typeof back | undefined> {
  const parts = { ...pickParts(services, domain), title, titleOfAll: title, excludedId, showFilter: undefined, step };
  const chosen = await new OrganizationPick(parts).ask(text);
  return chosen === back ? back : chosen?.organization;
}

function pickParts({ known, store, notifier }: Services<'known' | 'notifier' | 'store'>, domain: string) {
  // Not awaited: new rows in the sidebar take the focus from a quick pick that opens later.
  const opened = loadFirstPage(store, notifier, domain);
  return { domain, known, store, opened, askTenant: askTenantOf(store) };
}

/** The user did not start these requests, so a failure is a row of the quick pick. */
function askTenantOf(store: OrganizationStore): AskTenant {
  return async (domain, question, signal) => {
    try {
      return { domain, ...(await store.get(domain).lookup.find(question, { signal, priority: 'background' })) };
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      const failure = await failedLookupItem(error, domain);
      return { domain, organizations: [], hasMore: false, isAnswered: false, failure };
    }
  };
}

/**
 * Lets the user pick an organization, after the tenant if several tenants are connected.
 * @param searchAt returns the initial search text for a tenant, and the ID to leave out
 */
export async function pickOrganization(
  services: Services<'known' | 'notifier' | 'store' | 'tenants'>,
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
