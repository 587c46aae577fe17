import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOrganizationId, organizationTitle } from '../api/organization.ts';
import { hasDashboard } from '../api/tenantDomain.ts';
import type { KnownMatches, KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { LookupResult } from '../organizations/organizationList.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import {
  describeEntries,
  matchedEntries,
  type MetadataEntry,
  type OrganizationQuestion,
} from '../organizations/searchQuery.ts';
import { plainText } from '../text/plainText.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { noteRow, requestRow, type RowButton, rowText, type SearchRow, separatorRow } from '../ui/searchPick.ts';
import { isRealClientId } from './applicationPick.ts';

/** What a tenant has answered to a search for organizations that are not loaded. */
export interface OrganizationsAnswer extends LookupResult {
  readonly domain: string;
  /** Says why nothing was found. */
  readonly failure?: readonly SearchRow[];
}

/** The state of a search, and what its rows do. */
export interface PickContent {
  /** The tenants that are searched. */
  readonly domains: readonly string[];
  readonly withMetadata: boolean;
  /** What is looked for. */
  readonly text: string;
  readonly question: OrganizationQuestion;
  /** The matches among the loaded organizations. */
  readonly found: KnownMatches;
  readonly answers: readonly OrganizationsAnswer[];
  readonly isAsking: boolean;
  readonly known: KnownOrganizations;
  readonly store: OrganizationStore;
  readonly excludedId: string | undefined;
  /** Whether the text can mean no organization, so that tenants are not to be asked for one. */
  readonly isAboutOthers: boolean;
  readonly choose: (organization: KnownOrganization) => unknown;
  /** Asks tenants for what is not loaded. */
  readonly ask: (domains: readonly string[]) => unknown;
  /** Loads the first page of a tenant. */
  readonly open: (domain: string) => unknown;
}

/** The rows of organizations: matches, failures, and what leads to organizations that are not loaded. */
export function organizationRows(content: PickContent): readonly SearchRow[] {
  const { found, answers, excludedId } = content;
  const keys = new Set(found.matches.map(organizationKey));
  const isOffered = ({ organization }: KnownOrganization) => organization.id !== excludedId;
  const loaded = found.matches.filter(isOffered);
  const others = answers
    .flatMap(({ domain, organizations }) => organizations.map((organization) => ({ domain, organization })))
    .filter((match) => !keys.has(organizationKey(match)) && isOffered(match));
  const rowOf = matchRow.bind(undefined, content);
  const { length: shown } = found.matches;
  const isPart = found.total > shown;
  return [
    // What stands at a separator squeezes the first match, so the rest is said below.
    ...(isPart ? [separatorRow(l10n.t('{0} of {1}', formatNumber(shown), formatNumber(found.total)))] : []),
    ...loaded.map(rowOf),
    ...(isPart ? [noteRow(describeFirst(shown, found.total))] : []),
    ...(others.length > 0 ? [separatorRow(l10n.t('Not loaded yet')), ...others.map(rowOf)] : []),
    ...(answers.some(({ hasMore }) => hasMore) ? [noteRow(describeOthers(others.length))] : []),
    ...answers.flatMap(({ failure = [] }) => failure),
    ...restRows(content, loaded.length + others.length === 0),
  ];
}

function matchRow(
  { domains, withMetadata, question, known, choose }: PickContent,
  match: KnownOrganization,
): SearchRow {
  return organizationRow(match, () => choose(match), {
    entries: withMetadata ? matchedEntries(match.organization, question) : [],
    tenant: domains.length > 1 ? known.titleOf(match.domain) : undefined,
  });
}

/** The rows that lead to what is not loaded, or a sentence where there is nothing to choose. */
function restRows(content: PickContent, isInVain: boolean): readonly SearchRow[] {
  const { domains, isAsking, known, store, open } = content;
  const [only, ...others] = domains;
  if (content.isAboutOthers || hasExactMatch(content)) {
    return [];
  }
  if (domains.every((domain) => known.isComplete(domain))) {
    return isInVain ? [noMatchRow(content)] : [];
  }
  const note = isInVain && hasQuestion(content) && !isAsking ? l10n.t('Nothing found so far') : '';
  if (only !== undefined && others.length === 0) {
    const { isOpened, isCutOff, organizations } = store.get(only);
    const row = isCutOff ? cutOffRow : loadAllRow;
    return isOpened ? [separatorRow(note), row(only, organizations.length, describeUnanswered(content))] : [];
  }
  if (!hasQuestion(content)) {
    return domains
      .filter((domain) => !store.get(domain).isOpened)
      .map((domain) => ({
        ...requestRow(l10n.t('Load the organizations of {0}', known.titleOf(domain)), () => open(domain)),
        description: describeRequests(1),
      }));
  }
  const { asked, requests } = costOfAsking(content);
  const unanswered = describeUnansweredTenants(content, asked);
  if (requests > 0) {
    return [separatorRow(''), askRow(content, asked, requests, joined([note, unanswered]))];
  }
  const [label = '', ...details] = [note, unanswered].filter((part) => part !== '');
  return label === '' ? [] : [noteRow(label, details.join(''))];
}

/** Whether the organization with an ID is found, which is in one tenant alone. */
function hasExactMatch({ text, found, answers }: PickContent): boolean {
  const organizations = [
    ...found.matches.map(({ organization }) => organization),
    ...answers.flatMap((answer) => answer.organizations),
  ];
  return organizations.some(({ id }) => id === text);
}

/** @param requests the most requests that this takes @param remark what was not searched, empty if nothing */
function askRow({ known, ask }: PickContent, asked: readonly string[], requests: number, remark: string): SearchRow {
  const label = l10n.t('Ask {0} for what is not loaded', describeTenants(known, asked));
  return { ...requestRow(label, () => ask(asked), remark), key: 'ask', description: describeRequests(requests) };
}

/** More names of tenants do not fit into a row. */
const MAX_NAMED = 3;

/** The names of tenants, or their number. */
export function describeTenants(known: Pick<KnownOrganizations, 'titleOf'>, domains: readonly string[]): string {
  return domains.length > MAX_NAMED
    ? l10n.t('{0} tenants', formatNumber(domains.length))
    : new Intl.ListFormat(vscode.env.language).format(domains.map((domain) => known.titleOf(domain)));
}

function hasQuestion({ question: { words, conditions } }: PickContent): boolean {
  return words.length + conditions.length > 0;
}

/** More of a text says no more in a row. In UTF-16 code units. */
const MAX_TEXT_LENGTH = 60;

/** Says that tenants of which everything is loaded have no match, and what to try. */
function noMatchRow(content: PickContent): SearchRow {
  const { domains, excludedId, known, withMetadata } = content;
  const text = plainText(content.text.trim(), MAX_TEXT_LENGTH);
  const tenants = describeTenants(known, domains);
  if (!hasQuestion(content)) {
    return noteRow(
      excludedId === undefined ? l10n.t('No organizations') : l10n.t('No other organization of {0}', tenants),
    );
  }
  return noteRow(
    excludedId === undefined
      ? l10n.t('No organization of {0} matches “{1}”', tenants, text)
      : l10n.t('No other organization of {0} matches “{1}”', tenants, text),
    // Fits on a line of a quick pick. What is new since the list was read is found after Refresh.
    withMetadata
      ? l10n.t('Try a part of a word, or Refresh.')
      : l10n.t('Try a part of a word, search metadata too with the button above, or Refresh.'),
  );
}

function joined(notes: readonly string[]): string {
  return notes.filter((part) => part !== '').join(' · ');
}

/** Says which part of the question a tenant cannot answer. */
function describeUnanswered(content: PickContent): string {
  if (content.answers.some(({ isAnswered, failure }) => !isAnswered && !failure)) {
    return l10n.t('The tenant cannot answer this: only what is loaded was searched');
  }
  return describeMetadata(content);
}

function describeMetadata({ withMetadata, question, text }: PickContent): string {
  return withMetadata && question.words.length > 0 && !isOrganizationId(text)
    ? l10n.t('Metadata was searched only in what is loaded')
    : '';
}

/** Says what is not searched in the tenants that are not loaded completely. @param asked tenants that can be asked yet */
function describeUnansweredTenants(content: PickContent, asked: readonly string[]): string {
  const { answers, isAsking, domains, known } = content;
  const incomplete = domains.filter((domain) => !known.isComplete(domain));
  if (incomplete.length === 0 || isAsking) {
    return '';
  }
  const done = answers.filter(({ isAnswered, failure }) => isAnswered || failure);
  const answering = new Set([...asked, ...done.map(({ domain }) => domain)]);
  return incomplete.every((domain) => answering.has(domain))
    ? describeMetadata(content)
    : l10n.t('Of tenants that cannot answer this, only what is loaded was searched');
}

/** The tenants that are not loaded completely nor asked yet, and the most requests that asking them takes. */
function costOfAsking({ question, answers, isAsking, domains, known, store }: PickContent) {
  const done = new Set(answers.map(({ domain }) => domain));
  const costs = domains
    .filter((domain) => !isAsking && !done.has(domain) && !known.isComplete(domain))
    .map((domain) => ({ domain, requests: store.get(domain).lookup.costOf(question) }))
    .filter(({ requests }) => requests > 0);
  return {
    asked: costs.map(({ domain }) => domain),
    requests: costs.reduce((sum, { requests }) => sum + requests, 0),
  };
}

function describeFirst(shown: number, total: number): string {
  return l10n.t('The first {0} of {1}: type to narrow', formatNumber(shown), formatNumber(total));
}

function describeOthers(count: number): string {
  return l10n.t('The first {0} found in the tenant: type to narrow', formatNumber(count));
}

/** The form of the IDs of connections. */
const connectionId = /^con_[A-Za-z0-9]{16}$/;

/**
 * Offers to find out which organizations use the application or the connection with an ID.
 * @param tenantOf the title of a tenant, empty if the row need not name it
 */
export function usageRows(text: string, domains: readonly string[], tenantOf: (domain: string) => string) {
  const command = connectionId.test(text)
    ? 'findOrganizationsOfConnection'
    : isRealClientId(text)
      ? 'findOrganizationsOfApplication'
      : undefined;
  return command === undefined
    ? []
    : domains.map((domain) => {
        const choose = () => vscode.commands.executeCommand(`organizationInspector.${command}`, domain, text);
        const label =
          command === 'findOrganizationsOfConnection'
            ? l10n.t('Find the organizations that use this connection')
            : l10n.t('Find the organizations that use this application');
        const row = requestRow(`$(organization) ${label}`, choose);
        return { ...row, key: `${domain} ${text}`, description: rowText(tenantOf(domain)), choose };
      });
}

/** What the row of an organization says besides its names. */
interface Remarks {
  /** The entries of metadata because of which it is found. */
  readonly entries?: readonly MetadataEntry[];
  /** The title of its tenant, if the row has to name it. */
  readonly tenant?: string | undefined;
}

/** The row of an organization in a quick pick. */
export function organizationRow(
  found: KnownOrganization,
  choose: () => unknown,
  { entries = [], tenant = '' }: Remarks = {},
): SearchRow {
  const { organization } = found;
  const { id, name = '' } = organization;
  const names = name === organizationTitle(organization) ? '' : name;
  const remarks = [names, tenant, describeEntries(entries)].filter((part) => part !== '').join(' · ');
  const isOnlyNamed = remarks === names;
  return {
    key: organizationKey(found),
    label: rowText(organizationTitle(organization)),
    description: rowText(isOnlyNamed ? `${names} ${id}`.trim() : `${remarks} · ${id}`),
    // `OrganizationSearch` has filtered the rows. Unlike VS Code's filter, the search ignores accents and word order.
    alwaysShow: true,
    buttons: buttonsFor(found),
    choose,
  };
}

/** Identifies the row of an organization. */
function organizationKey({ domain, organization }: KnownOrganization): string {
  return `${domain} ${organization.id}`;
}

/** The buttons of the row of an organization, for actions other than opening. */
function buttonsFor({ domain, organization }: KnownOrganization): readonly RowButton[] {
  const row = { kind: 'organization', domain, organization };
  const button = (icon: string, tooltip: string, command: string): RowButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    act: () => vscode.commands.executeCommand(`organizationInspector.${command}`, row),
  });
  return [
    button('question', l10n.t('Explain Access…'), 'explainAccess'),
    button('copy', l10n.t('Copy Organization ID'), 'copyOrganizationId'),
    button('insert', l10n.t('Insert Organization ID'), 'insertOrganizationId'),
    ...(hasDashboard(domain) ? [button('link-external', l10n.t('Open in Auth0 Dashboard'), 'openInDashboard')] : []),
  ];
}

/** Loads the rest of a list. @param remark what was not searched, empty if nothing. A separator would take the place of the label */
export function loadAllRow(domain: string, loaded: number, remark = ''): SearchRow {
  return {
    ...requestRow(l10n.t('Load all organizations and search'), () => runFor('loadAllOrganizations', domain), remark),
    ...(loaded > 0 && { description: describeLoaded(loaded) }),
  };
}

/** In place of `loadAllRow` where loading has ended without a proof that the list is whole. A choice reads it again. */
function cutOffRow(domain: string, loaded: number, remark = ''): SearchRow {
  return {
    ...requestRow(describeCutOff(), () => runFor('refresh', domain), remark),
    ...(loaded > 0 && { description: describeLoaded(loaded) }),
  };
}

function runFor(command: string, domain: string): Thenable<unknown> {
  return vscode.commands.executeCommand(`organizationInspector.${command}`, domain);
}

function describeLoaded(count: number): string {
  return count === 1 ? l10n.t('1 is loaded') : l10n.t('{0} are loaded', formatNumber(count));
}

/** Says what asking costs. @param requests the most requests that it takes */
export function describeRequests(requests: number): string {
  return requests === 1 ? l10n.t('1 request') : l10n.t('at most {0} requests', formatNumber(requests));
}
