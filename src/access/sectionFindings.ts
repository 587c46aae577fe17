import type { Organization } from '../management/organization.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import type { Item } from '../sections/section.ts';
import { findingsOf } from './conditions.ts';
import { factNames } from './factRequests.ts';
import type { Fact, FactName, Facts } from './facts.ts';
import { type Failure, failuresOf } from './headline.ts';

/** The facts that sections of an organization hold, and the names of the sections. */
const factSections = {
  connections: 'connections',
  discoveryDomains: 'discovery-domains',
  invitations: 'invitations',
  applications: 'clients',
} as const satisfies Partial<Readonly<Record<FactName, string>>>;

const leftOut = Object.fromEntries(
  factNames.map((name): [FactName, Fact<never>] => [name, { missing: { kind: 'leftOut' } }]),
) as unknown as Facts;

/** The hints that are shown: the setting itself is certain, and waits for somebody. In others, the sources disagree. */
const shownHints: readonly string[] = ['discoveryDomains'];

/**
 * The failed conditions that rest on an organization and its loaded sections alone, certain ones first.
 * @param listOf the list of a section, `undefined` if no page of it is loaded. A list that does not end proves nothing
 * @param nowMs the current time, in UNIX ms
 */
export function sectionFindings(
  organization: Organization,
  listOf: (section: string) => PagedList<Item> | undefined,
  nowMs: number,
): readonly Failure[] {
  const read = Object.entries(factSections).flatMap(([name, section]): [string, Fact<readonly Item[]>][] => {
    const list = listOf(section);
    return list?.isComplete && !list.isCutOff ? [[name, { value: list.items }]] : [];
  });
  const facts: Facts = { ...leftOut, organization: { value: organization }, ...Object.fromEntries(read) };
  return failuresOf({ findings: findingsOf(facts, nowMs) }).filter(
    ({ certainty, condition }) => certainty !== 'hint' || shownHints.includes(condition),
  );
}
