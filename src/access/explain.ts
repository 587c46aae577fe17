import { organizationTitle } from '../management/organization.ts';
import { firstTextField, type Item } from '../sections/section.ts';
import type { Finding } from './condition.ts';
import { conditions, findingsOf } from './conditions.ts';
import type { AccessQuestion, Explanation, FailedEvent } from './explanation.ts';
import { type FactName, type Facts, type Missing, valueOf } from './facts.ts';
import { isOvercome, namesOf } from './loginEvents.ts';
import { concerns } from './relevantEvents.ts';
import { applicationTitle } from './subjects.ts';

/**
 * Explains a login.
 * @param readAtMs when the facts were read, in UNIX ms
 * @param requests the number of requests that were made
 */
export function explain(question: AccessQuestion, facts: Facts, readAtMs: number, requests: number): Explanation {
  const events = (valueOf(facts.events) ?? []).filter((event) => concerns(event, question, facts));
  const relevant: Facts = { ...facts, ...('value' in facts.events && { events: { value: events } }) };
  const findings = findingsOf(relevant, readAtMs);
  return {
    question,
    titles: titlesOf(question, facts),
    findings: inOrder(findings),
    events: events.map((event) => failedEvent(event, findings, facts)),
    missing: missingFacts(facts, findings),
    facts,
    readAtMs,
    requests,
  };
}

function titlesOf({ organizationId, clientId, userId }: AccessQuestion, facts: Facts): Explanation['titles'] {
  const organization = valueOf(facts.organization);
  const application = valueOf(facts.application) ?? {};
  const user = valueOf(facts.user) ?? {};
  return {
    organization: organization ? organizationTitle(organization) : organizationId,
    ...(clientId !== undefined && { application: applicationTitle(application) || clientId }),
    ...(userId !== undefined && { user: firstTextField(user, 'name', 'email') || userId }),
  };
}

/** The order of a login within each rank. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const ranks = ['sure', 'likely', 'hint', 'unknown', 'passed'] as const;
  const rankOf = (finding: Finding) => (finding.result === 'failed' ? finding.certainty : finding.result);
  return ranks.flatMap((rank) => findings.filter((finding) => rankOf(finding) === rank));
}

function failedEvent(event: Item, findings: readonly Finding[], facts: Facts): FailedEvent {
  const names = namesOf(event).map(({ condition, by }) => {
    const finding = findings.find((other) => other.condition === condition);
    const title = conditions.find(({ id }) => id === condition)?.title() ?? condition;
    return { condition, title, by, hasPassed: finding?.result === 'passed' || isOvercome(condition, event, facts) };
  });
  return { event, names };
}

/** Why facts are missing. A list that was cut off is a fact, but can leave a condition unknown. */
function missingFacts(facts: Facts, findings: readonly Finding[]): Explanation['missing'] {
  const names = Object.keys(facts) as FactName[];
  const unread = names.flatMap((name): (readonly [FactName, Missing])[] => {
    const fact = facts[name];
    return 'missing' in fact ? [[name, fact.missing]] : [];
  });
  const cutOff = findings
    .flatMap((finding) => (finding.result === 'unknown' ? finding.missing : []))
    .filter((name) => 'value' in facts[name])
    .map((name) => [name, { kind: 'cutOff' }] as const);
  return Object.fromEntries([...unread, ...cutOff]);
}
