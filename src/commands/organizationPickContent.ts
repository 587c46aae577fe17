import * as vscode from 'vscode';
import { formatNumber } from '../messages/formatNumber.ts';
import type { KnownMatches, KnownOrganization, KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { matchedEntries, type OrganizationQuestion } from '../organizations/organizationQuestion.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { SearchScope } from './organizationPickButtons.ts';
import {
  askTenantsItem,
  cutOffItem,
  loadAllItem,
  organizationItem,
  type PickItem,
  separator,
  withTenant,
} from './organizationPickItems.ts';
import type { TenantAnswer, TenantLookups } from './tenantLookups.ts';

/** The state of a search of which the quick pick shows the result. */
export interface PickContent {
  readonly scope: SearchScope;
  readonly question: OrganizationQuestion;
  /** The matches among the loaded organizations. */
  readonly found: KnownMatches;
  readonly lookups: Pick<TenantLookups, 'answers' | 'isAsking'>;
  /** The tenant of the quick pick. */
  readonly domain: string;
  readonly known: KnownOrganizations;
  readonly store: OrganizationStore;
  readonly excludedId: string | undefined;
}

/** The items of the quick pick: matches, failures, and what leads to organizations that are not loaded. */
export function pickItems(content: PickContent): readonly PickItem[] {
  const { found, lookups, excludedId } = content;
  const keys = new Set(found.matches.map(keyOfMatch));
  const isOffered = ({ organization }: KnownOrganization) => organization.id !== excludedId;
  const loaded = found.matches.filter(isOffered);
  const others = lookups.answers
    .flatMap(({ domain, organizations }) => organizations.map((organization) => ({ domain, organization })))
    .filter((match) => !keys.has(keyOfMatch(match)) && isOffered(match));
  const itemOf = matchItem.bind(undefined, content);
  return [
    ...(found.total > found.matches.length ? [separator(describeFirst(found.matches.length, found.total))] : []),
    ...loaded.map(itemOf),
    ...(others.length > 0 ? [separator(describeOthers(content, others.length)), ...others.map(itemOf)] : []),
    ...lookups.answers.flatMap((answer) => failureItems(content, answer)),
    ...restItems(content, loaded.length + others.length === 0),
  ];
}

/** Identifies an item when the items are replaced. */
export function keyOf(item: PickItem): string {
  if ('organization' in item) {
    return keyOfMatch(item);
  }
  return 'domain' in item ? `${item.domain ?? ''} ${item.label}` : item.label;
}

function keyOfMatch({ domain, organization }: KnownOrganization): string {
  return `${domain} ${organization.id}`;
}

function matchItem({ scope, question, known }: PickContent, match: KnownOrganization): PickItem {
  return organizationItem(
    match,
    scope.withMetadata ? matchedEntries(match.organization, question) : [],
    scope.inAllTenants ? known.titleOf(match.domain) : undefined,
  );
}

function failureItems({ scope, known }: PickContent, { domain, failure }: TenantAnswer): readonly PickItem[] {
  if (!failure) {
    return [];
  }
  return [scope.inAllTenants ? withTenant(failure, known.titleOf(domain)) : failure];
}

/** The items that lead to what is not loaded. */
function restItems(content: PickContent, isInVain: boolean): readonly PickItem[] {
  const { scope, question, lookups, domain, store } = content;
  const hasQuestion = question.words.length + question.conditions.length > 0;
  const note = isInVain && hasQuestion && !lookups.isAsking ? vscode.l10n.t('Nothing found so far') : '';
  if (scope.inAllTenants) {
    const { asked, requests } = costOfAsking(content);
    const label = joined([note, hasQuestion ? describeUnansweredTenants(content, asked) : '']);
    return [
      ...(requests > 0 || label !== '' ? [separator(label)] : []),
      ...(requests > 0 ? [askTenantsItem(asked, requests)] : []),
    ];
  }
  const { isComplete, isCutOff, isOpened, organizations } = store.get(domain);
  if (isComplete || !isOpened) {
    return [];
  }
  const item = isCutOff ? cutOffItem : loadAllItem;
  return [separator(note), item(domain, organizations.length, describeUnanswered(content))];
}

function joined(notes: readonly string[]): string {
  return notes.filter((part) => part !== '').join(' · ');
}

/** Says which part of the question a tenant cannot answer. */
function describeUnanswered(content: PickContent): string {
  if (content.lookups.answers.some(({ isAnswered, failure }) => !isAnswered && !failure)) {
    return vscode.l10n.t('The tenant cannot answer this: only what is loaded was searched');
  }
  return describeMetadata(content);
}

function describeMetadata({ scope, question }: PickContent): string {
  return scope.withMetadata && question.words.length > 0
    ? vscode.l10n.t('Metadata was searched only in what is loaded')
    : '';
}

/** Says what is not searched in the tenants that are not loaded completely. @param asked tenants that can be asked yet */
function describeUnansweredTenants(content: PickContent, asked: readonly string[]): string {
  const { lookups, known } = content;
  const incomplete = known.domains.filter((domain) => !known.isComplete(domain));
  if (incomplete.length === 0 || lookups.isAsking) {
    return '';
  }
  const done = lookups.answers.filter(({ isAnswered, failure }) => isAnswered || failure);
  const answering = new Set([...asked, ...done.map(({ domain }) => domain)]);
  return incomplete.every((domain) => answering.has(domain))
    ? describeMetadata(content)
    : vscode.l10n.t('Of tenants that cannot answer this, only what is loaded was searched');
}

/** The tenants that are not loaded completely nor asked yet, and the most requests that asking them takes. */
function costOfAsking({ question, lookups, known, store }: PickContent) {
  const done = new Set(lookups.answers.map(({ domain }) => domain));
  const costs = known.domains
    .filter((domain) => !lookups.isAsking && !done.has(domain) && !known.isComplete(domain))
    .map((domain) => ({ domain, requests: store.get(domain).lookup.costOf(question) }))
    .filter(({ requests }) => requests > 0);
  return {
    asked: costs.map(({ domain }) => domain),
    requests: costs.reduce((sum, { requests }) => sum + requests, 0),
  };
}

function describeFirst(shown: number, total: number): string {
  return vscode.l10n.t('The first {0} of {1}: type to narrow', formatNumber(shown), formatNumber(total));
}

function describeOthers({ lookups: { answers } }: PickContent, count: number): string {
  return answers.some(({ hasMore }) => hasMore)
    ? vscode.l10n.t('Not loaded yet, the first {0} found in the tenant: type to narrow', formatNumber(count))
    : vscode.l10n.t('Not loaded yet, found in the tenant');
}
