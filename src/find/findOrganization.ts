import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { domainArgument, isRow, type OrganizationReference, stringArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import type { KnownOrganization } from '../organizations/knownOrganizations.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { viewId } from '../sidebar/organizationTree.ts';
import { searchedTenants } from '../tenants/pickTenant.ts';
import { back, type Step } from '../ui/ask.ts';
import type { FindSource, Suggestion } from './findBox.ts';
import { OrganizationPick, type OrganizationPickOptions } from './organizationPick.ts';

/** What finds other things than organizations. */
export interface FindSources {
  /** Loaded when the box is first opened. */
  readonly findSources: () => Promise<readonly FindSource[]>;
}

/**
 * Finds an organization, a user or an application while the user types, and opens what is chosen.
 * @param argument the initial search text, or the row of a tenant to search only there
 * @param domain the tenant of a text; without it all connected tenants are searched
 */
export async function findOrganization(
  services: Services<'arrangement' | 'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'> & FindSources,
  argument?: unknown,
  domain?: unknown,
): Promise<void> {
  const domains = searchedTenants(services.tenants, domainArgument(isRow(argument) ? argument : domain));
  const [only, ...others] = domains;
  if (only === undefined) {
    return;
  }
  const title =
    others.length === 0
      ? l10n.t('Find Organization, User or Application in {0}', services.tenants.titleOf(only))
      : l10n.t('Find Organization, User or Application');
  const found = await new OrganizationPick({
    ...pickParts(services),
    domains,
    title,
    box: {
      sources: await services.findSources(),
      suggestions: await suggestedIds(),
      showFilter: (filter, searched) => showFilter(services, filter, searched),
      revealed: (known) => revealed(services, known),
    },
  }).ask(stringArgument(argument) ?? '');
  if (found && found !== back) {
    await services.documents.open(organizationUri(found.domain, found.organization));
  }
}

/** A selection, and the text of the clipboard, that is exactly one ID of an organization. */
async function suggestedIds(): Promise<readonly Suggestion[]> {
  const { activeTextEditor: editor } = vscode.window;
  const selected = editor?.document.getText(editor.selection) ?? '';
  // A browser asks the user for permission each time.
  const copied = vscode.env.uiKind === vscode.UIKind.Web ? '' : await vscode.env.clipboard.readText();
  const places = [
    { place: l10n.t('Selection'), id: selected.trim() },
    { place: l10n.t('Clipboard'), id: copied.trim() },
  ];
  return places.filter(({ id }, index) => isOneId(id) && places.findIndex((other) => other.id === id) === index);
}

/** Longer texts are no ID, and reading them would take time. */
function isOneId(text: string): boolean {
  return text.length < 100 && idsIn(text)[0]?.id === text;
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

/** Shows the row of an organization in the view. `undefined` if it is not loaded there, or the filter hides it. */
function revealed(
  { arrangement, store, tree }: Services<'arrangement' | 'store' | 'tree'>,
  { domain, organization }: KnownOrganization,
): (() => Promise<void>) | undefined {
  return arrangement.apply(domain, store.get(domain).organizations).includes(organization)
    ? async () => {
        await vscode.commands.executeCommand(`${viewId}.focus`);
        await tree.revealOrganization(domain, organization.id, true);
      }
    : undefined;
}

/** The options of a search for an organization. */
export interface OrganizationChoice extends Omit<OrganizationPickOptions, 'box' | 'known' | 'open' | 'step' | 'store'> {
  /** The initial search text. */
  readonly text?: string;
}

/**
 * Lets the user search for an organization by ID, name or display name, whether or not it is loaded.
 * @returns `undefined` when the user cancels, and `back` from one of several questions
 */
export function chooseOrganization(
  services: Services<'known' | 'notifier' | 'store'>,
  choice: OrganizationChoice & { readonly step: Step },
): Promise<OrganizationReference | typeof back | undefined>;
export function chooseOrganization(
  services: Services<'known' | 'notifier' | 'store'>,
  choice: OrganizationChoice,
): Promise<OrganizationReference | undefined>;
export async function chooseOrganization(
  services: Services<'known' | 'notifier' | 'store'>,
  { text = '', ...choice }: OrganizationChoice & { readonly step?: Step },
): Promise<OrganizationReference | typeof back | undefined> {
  const chosen = await new OrganizationPick({ ...pickParts(services), ...choice }).ask(text);
  return chosen === undefined || chosen === back ? chosen : { ...chosen, id: chosen.organization.id };
}

function pickParts({
  known,
  store,
  notifier,
}: Services<'known' | 'notifier' | 'store'>): Pick<OrganizationPickOptions, 'known' | 'open' | 'store'> {
  return { known, store, open: (domain) => loadFirstPage(store, notifier, domain) };
}

/** Lets the user pick an organization of any connected tenant. @returns `undefined` when the user cancels */
export async function pickOrganization(
  services: Services<'known' | 'notifier' | 'store' | 'tenants'>,
  title: string,
  choice: Pick<OrganizationChoice, 'excludedId' | 'takeAll' | 'text'> = {},
): Promise<OrganizationReference | undefined> {
  const domains = searchedTenants(services.tenants);
  return domains.length === 0 ? undefined : chooseOrganization(services, { ...choice, domains, title });
}
