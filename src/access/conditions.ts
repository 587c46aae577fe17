import type { Condition, Finding } from './condition.ts';
import type { Facts } from './facts.ts';
import { organizationConditions } from './organizationConditions.ts';

/**
 * Everything that is checked, in the order in which Auth0 meets it during a login: the first failed condition is the one
 * that the person meets.
 */
export const conditions: readonly Condition[] = [...organizationConditions];

/** Checks all conditions. @param nowMs the current time, in UNIX ms */
export function findingsOf(facts: Facts, nowMs: number): readonly Finding[] {
  return conditions.flatMap(({ check, id, title, sources, documentation }) => {
    const outcome = check(facts, nowMs);
    return outcome ? [{ ...outcome, condition: id, title: title(), sources, documentation }] : [];
  });
}
