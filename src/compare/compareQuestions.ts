import * as l10n from '@vscode/l10n';
import { organizationTitle } from '../api/organization.ts';
import {
  domainArgument,
  inFront,
  isRow,
  organizationArgument,
  type OrganizationReference,
  targetTenant,
} from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { pickOrganization } from '../find/findOrganization.ts';
import { sectionCosts } from '../sections/sectionPages.ts';
import { chooseTenant, offerToConnect, pickTenant } from '../tenants/pickTenant.ts';
import { jointCostText } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainName, withoutIcons } from '../text/plainText.ts';
import { type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask } from '../ui/longTask.ts';
import { showInformation } from '../ui/notifications.ts';
import type { Pair } from './comparable.ts';
import {
  type CompareState,
  emptyPairScan,
  pairSections,
  progressOfPairs,
  type ScanKey,
  type StoredPairScan,
} from './comparePairs.ts';
import type { ComparedTenants } from './comparisonSummary.ts';
import type { MetadataKey } from './matchOrganizations.ts';
import { comparedSections, costsFor } from './readSides.ts';

/** What organizations of two tenants are matched by: their names, or the values of a metadata key. */
export interface MatchedBy {
  readonly metadataKey: string | undefined;
}

/**
 * How much of the organizations of two tenants is compared: their fields alone, or also the sections of each pair; or first
 * a metadata key is chosen to match them by.
 */
export type ComparisonExtent = 'organizations' | 'continue' | 'anew' | 'matchByMetadata';

const metadataPrefix = 'metadata.';

/**
 * What organizations are matched by: their names, unless the arguments of the command say otherwise.
 * @param keys those that can be chosen
 * @param given `metadata.` and a key, or `metadata` to let the user choose
 * @returns `undefined` when the user cancels
 */
export async function chooseMatch(
  titles: Pair<string>,
  keys: readonly MetadataKey[],
  given: unknown,
): Promise<MatchedBy | undefined> {
  if (given === 'metadata' && keys.length === 0) {
    void showInformation(l10n.t('The organizations that were read have no metadata key in common.'));
    return undefined;
  }
  if (given !== 'metadata') {
    const isByKey = typeof given === 'string' && given.startsWith(metadataPrefix);
    return { metadataKey: isByKey ? given.slice(metadataPrefix.length) : undefined };
  }
  const choices: readonly Choice<MatchedBy>[] = [
    ...keys.map(({ key, counts }) => ({
      value: { metadataKey: key },
      label: `metadata.${withoutIcons(plainName(key))}`,
      detail: titles.map((title, side) => `${withoutIcons(title)}: ${formatNumber(counts[side] ?? 0)}`).join(' · '),
    })),
    {
      value: { metadataKey: undefined },
      label: l10n.t('Name'),
      detail: l10n.t('Unique in each tenant'),
    },
  ];
  const placeholder = l10n.t('Which organizations belong together? Those with the same…');
  return choose(choices, { title: l10n.t('Compare {0}', titles.join(' ↔ ')), placeholder });
}

/** What can be compared of pairs of organizations, and what it costs. */
export interface ComparisonExtents {
  readonly title: string;
  readonly scanKey: ScanKey;
  /** The label of comparing with sections, and of continuing with it. */
  readonly labels: { readonly all: string; readonly rest: string };
  /** The sections of each pair that are read, by domain. */
  readonly sections: ReadonlyMap<string, readonly string[]>;
}

/** Tenants that are matched in another way are another comparison. */
export function scanKeyOf(domains: Pair<string>, { metadataKey }: MatchedBy): ScanKey {
  return { domains, key: JSON.stringify([domains, metadataKey]) };
}

/** The extents of a comparison of two tenants. */
export function extentsOfTenants(domains: Pair<string>, titles: Pair<string>, matchedBy: MatchedBy): ComparisonExtents {
  return {
    title: l10n.t('Compare {0}', titles.join(' ↔ ')),
    scanKey: scanKeyOf(domains, matchedBy),
    labels: {
      all: l10n.t('With Connections and Domains'),
      rest: l10n.t('Continue With Connections and Domains'),
    },
    sections: new Map(domains.map((domain) => [domain, pairSections])),
  };
}

/**
 * Lets the user choose what is compared, and says what each choice costs. Does not ask if no organizations belong
 * together.
 * @param given `organizations` or `sections`, used without asking
 * @returns `undefined` when the user cancels
 */
export async function chooseExtent(
  services: Services<'store' | 'tenants'> & CompareState,
  { comparison, matchByMetadata }: Pick<ComparedTenants, 'comparison' | 'matchByMetadata'>,
  { title, scanKey, labels, sections }: ComparisonExtents,
  given: unknown,
): Promise<ComparisonExtent | undefined> {
  const { task, scan } = storedPairScan(services, scanKey);
  const { asked, total } = progressOfPairs(comparison, scan);
  if (total === 0 || given === 'organizations') {
    return 'organizations';
  }
  if (given === 'sections' || task.isRunning) {
    return 'continue';
  }
  const cost = (pairs: number) => {
    const costs = [...sections].map(([domain, names]) => [domain, sectionCosts(names, pairs)] as const);
    return jointCostText(services.tenants, new Map(costs));
  };
  const alone: Choice<ComparisonExtent> = {
    value: 'organizations',
    label: l10n.t('Organizations Alone'),
    detail: l10n.t('Fields of organizations that were read, without a request'),
  };
  const rest: Choice<ComparisonExtent> = {
    value: 'continue',
    label: labels.rest,
    description: l10n.t('{0} of {1}', formatNumber(total - asked), formatNumber(total)),
    detail: cost(total - asked),
  };
  const anew: Choice<ComparisonExtent> = {
    value: 'anew',
    label: labels.all,
    detail: cost(total),
  };
  const placeholder = l10n.t('Pairs of organizations: {0}', formatNumber(total));
  const match: Choice<ComparisonExtent> = { value: 'matchByMetadata', label: l10n.t('Match by Metadata…') };
  const choices = [alone, ...(asked > 0 ? [rest] : []), anew, ...(matchByMetadata ? [match] : [])];
  return choose(choices, { title, placeholder });
}

/** The comparison of sections that runs or was stopped, or an empty one. It goes when one of its tenants is disconnected. */
export function storedPairScan(
  { comparing: { pairScans }, store }: Services<'store'> & CompareState,
  { domains, key }: ScanKey,
): StoredPairScan {
  const first = store.get(domains[0]);
  const ofFirst = pairScans.get(first) ?? new Map<string, StoredPairScan>();
  const known = ofFirst.get(key);
  if (known?.isCurrent()) {
    return known;
  }
  const stored: StoredPairScan = {
    task: new LongTask(),
    isCurrent: stillListed(store, domains),
    scan: emptyPairScan(),
  };
  pairScans.set(first, ofFirst.set(key, stored));
  return stored;
}

/** Tells whether tenants still have the lists of now: another one takes the place of that of a tenant that is disconnected. */
export function stillListed(store: OrganizationStore, domains: readonly string[]): () => boolean {
  const lists = domains.map((domain) => store.get(domain));
  return () => domains.every((domain, place) => store.get(domain) === lists[place]);
}

/** The organizations to compare. */
export type ComparedOrganizations = Pair<OrganizationReference>;

/**
 * The two organizations of a command that compares. Asks for what is missing.
 * @param argument a row, the URI of a document or `{ domain, id }`; without it the two selected rows, or else see
 *   `inFront`
 * @param other the second organization in the same forms, or the selected rows, which VS Code passes to commands in the
 *   context menu of a row; without it the user is asked
 * @returns `undefined` when the user cancels, or after a message that they cannot be compared
 */
export async function chooseSides(
  services: Services<'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
  other: unknown,
): Promise<ComparedOrganizations | undefined> {
  const [given, counterpart] = sidesIn(services, argument, other);
  const first = given ?? (await pickOrganization(services, l10n.t('Compare: Choose the First Organization')));
  const second = counterpart ?? (first && (await pickCounterpart(services, first)));
  // A document and an ID tell less than what is loaded.
  const known = (side: OrganizationReference): OrganizationReference => ({
    ...side,
    organization: services.store.find(side.domain, side.id) ?? side.organization,
  });
  return first && second && (await canCompare(services, [first, second])) ? [known(first), known(second)] : undefined;
}

/** The organizations of the arguments or of the selection. Two selected rows take precedence. */
function sidesIn(
  { tree }: Services<'tree'>,
  argument: unknown,
  other: unknown,
): readonly [first?: OrganizationReference | undefined, second?: OrganizationReference | undefined] {
  const rows: readonly unknown[] = Array.isArray(other) ? other : argument === undefined ? tree.selection : [];
  if (rows.length === 2 && rows.every((row) => isRow(row) && row.kind === 'organization')) {
    return [organizationArgument(rows[0]), organizationArgument(rows[1])];
  }
  return argument === undefined
    ? [inFront(tree, organizationArgument)[0]]
    : [organizationArgument(argument), organizationArgument(other)];
}

/** An organization often has the same name in another tenant, so the search there begins with the name. */
function pickCounterpart(
  services: Services<'known' | 'notifier' | 'store' | 'tenants'>,
  { domain, organization: given }: OrganizationReference,
): Promise<OrganizationReference | undefined> {
  // A document and an ID tell less than what is loaded.
  const organization = services.store.find(domain, given.id) ?? given;
  const title = l10n.t('Compare {0} With', plainName(organizationTitle(organization)));
  const hasOthers = services.tenants.domains.some((other) => other !== domain);
  return pickOrganization(services, title, {
    excludedId: organization.id,
    text: hasOthers ? (organization.name ?? '') : '',
  });
}

/** Whether these are two organizations of connected tenants. If not, a message says so. */
export async function canCompare({ tenants }: Services<'tenants'>, sides: ComparedOrganizations): Promise<boolean> {
  const [first, second] = sides;
  if (first.domain === second.domain && first.id === second.id) {
    void showInformation(l10n.t('Choose another organization: this one would be compared with itself.'));
    return false;
  }
  for (const { domain } of sides) {
    if ((await pickTenant(tenants, l10n.t('Compare Organizations'), domain)) === undefined) {
      return false;
    }
  }
  return true;
}

/** How much is read of organizations: themselves alone, or also the sections that `value` names. */
export interface SectionsExtent extends Choice<readonly string[]> {
  /** What the arguments of commands call it. */
  readonly extent: string;
}

/** How much is compared of two organizations. */
export function organizationExtents(): readonly SectionsExtent[] {
  return [
    { extent: 'organizations', value: [], label: l10n.t('Organizations Alone') },
    { extent: 'withoutMembers', value: comparedSections(false), label: l10n.t('Everything, Without Members') },
    { extent: 'withMembers', value: comparedSections(true), label: l10n.t('Everything, With Members') },
  ];
}

/**
 * The names of the sections to read, none for organizations alone. Lets the user choose, and says what each choice costs.
 * @param given an extent, used without asking
 * @param costOf what reading sections with these names costs
 * @returns `undefined` when the user cancels
 */
export async function chooseSections(
  extents: readonly SectionsExtent[],
  given: unknown,
  title: string,
  costOf: (names: readonly string[]) => string,
): Promise<readonly string[] | undefined> {
  const known = extents.find(({ extent }) => extent === given);
  if (known) {
    return known.value;
  }
  const choices = extents.map((one) => ({ ...one, detail: costOf(one.value) }));
  return choose(choices, { title, placeholder: l10n.t('All is read anew.') });
}

/** What reading two organizations with sections costs. */
export function costOfBoth(tenants: Tenants, compared: ComparedOrganizations, names: readonly string[]): string {
  if (names.length === 0) {
    return l10n.t('Requests: {0}', compared.length);
  }
  const [first, second] = compared.map(({ domain }) => domain);
  const costs = costsFor(names, first === second ? 2 : 1);
  return jointCostText(tenants, new Map(compared.map(({ domain }) => [domain, costs])));
}

/**
 * Two tenants that are alone leave nothing to ask: the upper one comes first. Where what is in front has told the first one,
 * the question for the second one leads to another first one.
 * @param first see `compareTenants`
 * @param second the domain of the second tenant, if it is given
 */
export async function chooseTwoTenants(
  services: Services<'tenants' | 'tree'>,
  first: unknown,
  second: string | undefined,
): Promise<Pair<string> | undefined> {
  const { tenants } = services;
  const upper = tenants.domains.length === 2 ? tenants.domains.find((domain) => domain !== second) : undefined;
  const given = domainArgument(first) ?? upper;
  const target = await targetTenant(services, l10n.t('Compare: Choose the First Tenant'), given);
  // What is in front of the person, which is of the second tenant, does not tell the first one.
  const isSecond = given === undefined && target !== undefined && target === second;
  const one = isSecond && tenants.domains.length > 1 ? await askForFirst(tenants, second) : target;
  if (one === undefined) {
    return undefined;
  }
  const others = tenants.all.filter(({ domain }) => domain !== one);
  if (others.length === 0 || second === one) {
    void offerToConnect(
      l10n.t('{0} would be compared with itself: connect another tenant, or choose one.', tenants.titleOf(one)),
    );
    return undefined;
  }
  const counterpart = l10n.t('Compare {0} With', tenants.titleOf(one));
  if (given !== undefined || second !== undefined) {
    const two = await pickTenant(tenants, counterpart, second, others);
    return two === undefined ? undefined : [one, two];
  }
  const another = l10n.t('Another First Tenant…');
  const two = await chooseTenant(tenants, counterpart, others, another);
  if (two !== another) {
    return two === undefined ? undefined : [one, two];
  }
  const chosen = await askForFirst(tenants, one);
  return chosen === undefined ? undefined : chooseTwoTenants(services, chosen, second);
}

/** @param other the tenant that cannot be chosen */
function askForFirst(tenants: Tenants, other: string | undefined): Promise<string | undefined> {
  const offered = tenants.all.filter(({ domain }) => domain !== other);
  return chooseTenant(tenants, l10n.t('Compare: Choose the First Tenant'), offered);
}
