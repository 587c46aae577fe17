import { type Organization, organizationTitle } from '../api/organization.ts';
import { firstTextField, type Item } from '../sections/section.ts';
import type { Certainty, Finding } from './condition.ts';
import { conditions, findingsOf } from './conditions.ts';
import { type AccessQuestion, applicationTitle, type FactName, type Facts, type Missing, valueOf } from './facts.ts';
import { concerns, isOvercome, type Name, namesOf } from './loginEvents.ts';

/**
 * Explains a login.
 * @param readAtMs when the facts were read, in UNIX ms
 * @param requests the number of requests that were made
 * @param known the organization as far as it is known without the facts
 */
export function explain(
  question: AccessQuestion,
  facts: Facts,
  readAtMs: number,
  requests: number,
  known: Organization = { id: question.organizationId },
): Explanation {
  const events = (valueOf(facts.events) ?? []).filter((event) => concerns(event, question, facts));
  const relevant: Facts = { ...facts, ...('value' in facts.events && { events: { value: events } }) };
  const findings = findingsOf(relevant, readAtMs);
  return {
    question,
    titles: titlesOf(question, facts, known),
    findings: inOrder(findings),
    events: events.map((event) => failedEvent(event, findings, facts)),
    missing: missingFacts(facts, findings),
    facts,
    readAtMs,
    requests,
  };
}

function titlesOf({ clientId, userId }: AccessQuestion, facts: Facts, known: Organization): Explanation['titles'] {
  const application = valueOf(facts.application) ?? {};
  const user = valueOf(facts.user) ?? {};
  return {
    organization: organizationTitle(valueOf(facts.organization) ?? known),
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

/** A failed event of the log, and the conditions that its code or its text names. */
export interface FailedEvent {
  readonly event: Item;
  readonly names: readonly NamedCondition[];
}

/** A condition that an event names. */
interface NamedCondition extends Name {
  readonly title: string;
  /** Whether the condition has passed in spite of the event, so that a setting may have been changed since. */
  readonly hasPassed: boolean;
}

/** The answer to the question why a login fails. */
export interface Explanation {
  readonly question: AccessQuestion;
  /** The titles of the organization, the application and the user: foreign text. */
  readonly titles: { readonly organization: string; readonly application?: string; readonly user?: string };
  readonly findings: readonly Finding[];
  readonly events: readonly FailedEvent[];
  /** Why facts are missing. */
  readonly missing: Partial<Readonly<Record<FactName, Missing>>>;
  readonly facts: Facts;
  /** When the facts were read, in UNIX ms. */
  readonly readAtMs: number;
  /** The number of requests that were made. */
  readonly requests: number;
}

export type Failure = Extract<Finding, { result: 'failed' }>;

/** The failed findings: certain ones first, then in the order of a login. */
export function failuresOf({ findings }: Pick<Explanation, 'findings'>): readonly Failure[] {
  const failed = findings.filter((finding) => finding.result === 'failed');
  const grades: readonly Certainty[] = ['sure', 'likely', 'hint'];
  return grades.flatMap((grade) => failed.filter(({ certainty }) => certainty === grade));
}
