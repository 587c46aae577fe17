import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import type { Item } from '../sections/section.ts';
import { type Failure, failuresOf, findingsOf } from './conditions.ts';
import { factNames } from './factRequests.ts';
import type { Fact, FactName, Facts } from './facts.ts';

/** A failed condition of which sections of an organization tell. */
export interface SectionFinding extends Pick<Failure, 'certainty' | 'fact' | 'remedy'> {
  /** What fails, in a few words. */
  readonly label: string;
}

/** The facts that sections of an organization hold, and the names of the sections. */
const factSections = {
  connections: 'connections',
  applications: 'clients',
} as const satisfies Partial<Readonly<Record<FactName, string>>>;

const leftOut = Object.fromEntries(
  factNames.map((name): [FactName, Fact<never>] => [name, { missing: { kind: 'leftOut' } }]),
) as unknown as Facts;

const labels: Readonly<Record<string, () => string>> = {
  connectionsEnabled: () => l10n.t('no connection enabled'),
  connectionsVisible: () => l10n.t('no connection on the login page'),
  associatedApplications: () => l10n.t('no application for members'),
  associatedUsage: () => l10n.t('application without organizations'),
};

/**
 * The failed conditions that rest on an organization and its loaded sections alone, certain ones first.
 * @param listOf the list of a section, `undefined` if no page of it is loaded. A list that does not end proves nothing
 * @param nowMs the current time, in UNIX ms
 */
export function sectionFindings(
  organization: Organization,
  listOf: (section: string) => PagedList<Item> | undefined,
  nowMs: number,
): readonly SectionFinding[] {
  const read = Object.entries(factSections).flatMap(([name, section]): [string, Fact<readonly Item[]>][] => {
    const list = listOf(section);
    return list?.isComplete ? [[name, { value: list.items }]] : [];
  });
  const facts: Facts = { ...leftOut, organization: { value: organization }, ...Object.fromEntries(read) };
  return failuresOf({ findings: findingsOf(facts, nowMs) })
    .filter(({ certainty }) => certainty !== 'hint')
    .map(({ condition, certainty, reason, fact, remedy }) => ({
      certainty,
      label: labels[condition]?.() ?? reason,
      fact,
      remedy,
    }));
}
