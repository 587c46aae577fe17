import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { organizationTitle } from '../api/organization.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { hasDashboard } from '../api/tenantDomain.ts';
import type { KnownOrganization } from '../organizations/knownOrganizations.ts';
import { listCostText } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { describeEntries, type MetadataEntry } from '../organizations/searchQuery.ts';
import { dotted } from '../text/plainText.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { withProgress } from '../ui/notifications.ts';
import { noteRow, requestRow, type RowButton, rowButton, rowText, type SearchRow } from '../ui/searchRow.ts';

/** A list can have further pages. */
export function describeLeastRequests(requests: number): string {
  return requests > 1 ? l10n.t('at least {0} requests', formatNumber(requests)) : l10n.t('at least 1 request');
}

/** What the row of an organization says and offers besides its names. */
interface Remarks {
  /** Whether a button explains its logins. */
  readonly explains?: boolean;
  /** Shows it in the sidebar, if it has a row there. */
  readonly reveal?: (() => unknown) | undefined;
  /** The entries of metadata because of which it is found. */
  readonly entries?: readonly MetadataEntry[];
  /** The title of its tenant, if the row has to name it. */
  readonly tenant?: string | undefined;
}

/** The row of an organization in a quick pick. */
export function organizationRow(
  found: KnownOrganization,
  choose: () => unknown,
  { entries = [], tenant = '', explains = false, reveal }: Remarks = {},
): SearchRow {
  const { organization } = found;
  const { id, name = '' } = organization;
  const names = name === organizationTitle(organization) ? '' : name;
  return {
    key: organizationKey(found),
    label: rowText(organizationTitle(organization)),
    // The end of a long row is cut off, and organizations of two tenants can have the same names.
    description: rowText(dotted(tenant, names, describeEntries(entries), id)),
    // `OrganizationSearch` has filtered the rows. Unlike VS Code's filter, the search ignores accents and word order.
    alwaysShow: true,
    buttons: buttonsFor(found, explains, reveal),
    choose,
  };
}

/** Identifies the row of an organization. */
export function organizationKey({ domain, organization }: KnownOrganization): string {
  return `${domain} ${organization.id}`;
}

/** The buttons of the row of an organization, for actions other than opening. */
function buttonsFor(
  { domain, organization }: KnownOrganization,
  explains: boolean,
  reveal: Remarks['reveal'],
): readonly RowButton[] {
  const row = { kind: 'organization', domain, organization };
  const button = (icon: string, tooltip: string, command: string) =>
    rowButton(icon, tooltip, () => vscode.commands.executeCommand(`organizationInspector.${command}`, row));
  return [
    ...(explains ? [button('question', l10n.t('Explain Failed Login…'), 'explainAccess')] : []),
    ...(reveal ? [rowButton('list-tree', l10n.t('Reveal in Sidebar'), reveal)] : []),
    button('copy', l10n.t('Copy Organization ID'), 'copyOrganizationId'),
    button('insert', l10n.t('Insert Organization ID'), 'insertOrganizationId'),
    ...(hasDashboard(domain) ? [button('link-external', l10n.t('Open in Auth0 Dashboard'), 'openInDashboard')] : []),
  ];
}

/**
 * Loads the rest of a list, or reads the list again where loading has ended without a proof that it is whole.
 * @param remark what was not searched, empty if nothing. A separator would take the place of the label
 */
export function restRow(
  domain: string,
  { isCutOff, organizations: { length: loaded } }: Pick<OrganizationList, 'isCutOff' | 'organizations'>,
  remark: string,
): SearchRow {
  const [label, command] = isCutOff
    ? [describeCutOff(), 'refresh']
    : [l10n.t('Load all organizations and search'), 'loadAllOrganizations'];
  const choose = () => vscode.commands.executeCommand(`organizationInspector.${command}`, domain);
  const detail = dotted(remark, listCostText());
  return { ...requestRow(label, choose, detail), description: loaded > 0 ? describeLoaded(loaded) : '' };
}

export function describeLoaded(count: number): string {
  return count === 1 ? l10n.t('1 is loaded') : l10n.t('{0} are loaded', formatNumber(count));
}

/** Says what asking costs. @param requests the most requests that it takes */
export function describeRequests(requests: number): string {
  return requests === 1 ? l10n.t('1 request') : l10n.t('at most {0} requests', formatNumber(requests));
}

/**
 * Asks tenants at a person's request, with one progress that names them.
 * @param signal ends the requests, as Cancel does
 * @throws what `ask` throws
 */
export function askWithProgress<T>(
  tenants: Pick<Tenants, 'titleOf'>,
  domains: readonly string[],
  signal: AbortSignal,
  ask: (context: RequestContext) => Promise<T>,
): Promise<T> {
  return withProgress(l10n.t('Asking {0}', describeTenants(tenants, domains)), (context) =>
    ask({ ...context, signal: AbortSignal.any([context.signal, signal]) }),
  );
}

/** Says which tenants are asked now. */
export function askingRow(tenants: Pick<Tenants, 'titleOf'>, domains: readonly string[]): SearchRow {
  return noteRow(l10n.t('Asking {0}…', describeTenants(tenants, domains)));
}

/** More names of tenants do not fit into a row. */
export const MAX_NAMED = 3;

/** More of a text says no more in a row. In UTF-16 code units. */
export const MAX_TEXT_LENGTH = 60;

/** The names of tenants, or their number. */
export function describeTenants(tenants: Pick<Tenants, 'titleOf'>, domains: readonly string[]): string {
  return domains.length > MAX_NAMED
    ? l10n.t('{0} tenants', formatNumber(domains.length))
    : listOf(domains.map((domain) => tenants.titleOf(domain)));
}

/** Names as a list in a sentence. */
export function listOf(names: readonly string[]): string {
  return new Intl.ListFormat(vscode.env.language).format(names);
}

/** Says that a tenant may have more matches than it has sent. */
export function describeMore(): string {
  return l10n.t('The tenant can have more: type to narrow');
}

/** Says how many organizations of a tenant use something. */
export function useOf(name: string): (found: readonly unknown[], place: string) => string {
  return ({ length }, place) =>
    length === 1
      ? l10n.t('{0} uses {1}.', place, name)
      : l10n.t('{0} organizations of {1} use {2}.', formatNumber(length), place, name);
}
