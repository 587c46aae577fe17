import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import type { Item } from '../sections/section.ts';
import { applicationConditions, applicationsConditions, associationConditions } from './applicationConditions.ts';
import type { Certainty, Condition, Finding } from './condition.ts';
import { connectionConditions, discoveryConditions } from './connectionConditions.ts';
import { factNames, kindOf } from './factRequests.ts';
import type { Asked, Fact, FactName, Facts } from './facts.ts';
import { invitationConditions, invitationPossible } from './invitationConditions.ts';
import { membershipConditions, organizationConditions } from './membershipConditions.ts';
import { machineConditions, requestConditions } from './requestConditions.ts';
import { lastConditions, userConditions } from './userConditions.ts';

/** What only a login of a user needs, and not an application without users. */
const loginConditions: readonly Condition[] = [
  ...requestConditions,
  ...associationConditions,
  ...applicationsConditions,
  ...discoveryConditions,
  ...connectionConditions,
  ...userConditions,
  ...invitationConditions,
  ...membershipConditions,
  invitationPossible,
  ...lastConditions,
];

/**
 * Everything that is checked, in the order in which Auth0 meets it during a login: the first failed condition is the one
 * that the person meets.
 */
export const conditions: readonly Condition[] = [
  ...organizationConditions,
  ...applicationConditions,
  ...machineConditions,
  ...loginConditions.map((condition): Condition => ({
    ...condition,
    check: (facts, nowMs, asked) =>
      kindOf(facts.application) === 'machines' ? undefined : condition.check(facts, nowMs, asked),
  })),
];

/**
 * Checks all conditions.
 * @param facts with the events that concern the question alone, and no others
 * @param nowMs the current time, in UNIX ms
 */
export function findingsOf(facts: Facts, nowMs: number, asked: Asked = {}): readonly Finding[] {
  return conditions.flatMap(({ check, id, title, documentation }) => {
    const outcome = check(facts, nowMs, asked);
    return outcome
      ? [
          {
            ...outcome,
            condition: id,
            title,
            documentation: `https://auth0.com/docs/${documentation}`,
          },
        ]
      : [];
  });
}

export type Failure = Extract<Finding, { result: 'failed' }>;

/** The failed findings: certain ones first, then in the order of a login. */
export function failuresOf({ findings }: { readonly findings: readonly Finding[] }): readonly Failure[] {
  const failed = findings.filter((finding) => finding.result === 'failed');
  const grades: readonly Certainty[] = ['sure', 'likely', 'hint'];
  return grades.flatMap((grade) => failed.filter(({ certainty }) => certainty === grade));
}

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
