import * as l10n from '@vscode/l10n';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { firstTextField, type Item } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
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

/** How much of a title a sentence shows, in UTF-16 code units. The reason comes after three titles. */
const TITLE_LENGTH = 60;

export type Failure = Extract<Finding, { result: 'failed' }>;

/** The failed findings: certain ones first, then in the order of a login. */
export function failuresOf({ findings }: Pick<Explanation, 'findings'>): readonly Failure[] {
  const failed = findings.filter((finding) => finding.result === 'failed');
  const grades: readonly Certainty[] = ['sure', 'likely', 'hint'];
  return grades.flatMap((grade) => failed.filter(({ certainty }) => certainty === grade));
}

/**
 * The explanation in one sentence, and one more for further reasons and for unknown findings. Plain text, which holds
 * foreign text. It never claims that a login succeeds.
 */
export function headline(explanation: Explanation): string {
  const [first, ...others] = failuresOf(explanation);
  const unknown = explanation.findings.filter(({ result }) => result === 'unknown').length;
  return [first ? failed(explanation, first) : nothingFound(explanation), moreReasons(others.length), notMade(unknown)]
    .filter(Boolean)
    .join(' ');
}

function moreReasons(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1 ? l10n.t('1 more reason below.') : l10n.t('{0} more reasons below.', count);
}

function notMade(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1 ? l10n.t('1 check could not be made.') : l10n.t('{0} checks could not be made.', count);
}

function shortTitles({ titles }: Explanation): Explanation['titles'] {
  const { organization, application, user } = titles;
  return {
    organization: plainText(organization, TITLE_LENGTH),
    ...(application !== undefined && { application: plainText(application, TITLE_LENGTH) }),
    ...(user !== undefined && { user: plainText(user, TITLE_LENGTH) }),
  };
}

function failed(explanation: Explanation, { certainty, reason }: Failure): string {
  const { organization, application, user } = shortTitles(explanation);
  if (user === undefined) {
    return application === undefined
      ? loginsFail[certainty](organization, reason)
      : loginsThroughFail[certainty](organization, application, reason);
  }
  return application === undefined
    ? userFails[certainty](user, organization, reason)
    : userThroughFails[certainty](user, organization, application, reason);
}

type Sentences = Readonly<Record<Certainty, (...texts: string[]) => string>>;

const userThroughFails: Sentences = {
  sure: (...texts) => l10n.t('{0} cannot log in to {1} through {2}: {3}.', ...texts),
  likely: (...texts) => l10n.t('Probably {0} cannot log in to {1} through {2}: {3}.', ...texts),
  hint: (...texts) => l10n.t('It may be that {0} cannot log in to {1} through {2}: {3}.', ...texts),
};

const userFails: Sentences = {
  sure: (...texts) => l10n.t('{0} cannot log in to {1}: {2}.', ...texts),
  likely: (...texts) => l10n.t('Probably {0} cannot log in to {1}: {2}.', ...texts),
  hint: (...texts) => l10n.t('It may be that {0} cannot log in to {1}: {2}.', ...texts),
};

const loginsThroughFail: Sentences = {
  sure: (...texts) => l10n.t('Logins to {0} through {1} fail: {2}.', ...texts),
  likely: (...texts) => l10n.t('Probably logins to {0} through {1} fail: {2}.', ...texts),
  hint: (...texts) => l10n.t('It may be that logins to {0} through {1} fail: {2}.', ...texts),
};

const loginsFail: Sentences = {
  sure: (...texts) => l10n.t('Logins to {0} fail: {1}.', ...texts),
  likely: (...texts) => l10n.t('Probably logins to {0} fail: {1}.', ...texts),
  hint: (...texts) => l10n.t('It may be that logins to {0} fail: {1}.', ...texts),
};

function nothingFound(explanation: Explanation): string {
  const { organization, application, user } = shortTitles(explanation);
  if (user === undefined) {
    return application === undefined
      ? l10n.t('Nothing was found that stops logins to {0}.', organization)
      : l10n.t('Nothing was found that stops logins to {0} through {1}.', organization, application);
  }
  return application === undefined
    ? l10n.t('Nothing was found that stops {0} from logging in to {1}.', user, organization)
    : l10n.t('Nothing was found that stops {0} from logging in to {1} through {2}.', user, organization, application);
}
