import { applicationConditions, applicationsConditions, associationConditions } from './applicationConditions.ts';
import type { Asked, Certainty, Condition, Finding } from './condition.ts';
import { connectionConditions, discoveryConditions } from './connectionConditions.ts';
import { kindOf } from './factRequests.ts';
import type { Facts } from './facts.ts';
import { invitationConditions, invitationPossible } from './invitationConditions.ts';
import { machineConditions } from './machineConditions.ts';
import { membershipConditions, organizationConditions } from './membershipConditions.ts';
import { requestConditions } from './requestConditions.ts';
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
  return conditions.flatMap(({ check, id, title, sources, documentation }) => {
    const outcome = check(facts, nowMs, asked);
    return outcome
      ? [
          {
            ...outcome,
            condition: id,
            title,
            sources,
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
