import * as l10n from '@vscode/l10n';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import { type Certainty, type Finding, shownText } from './condition.ts';
import { conditions, findingsOf } from './conditions.ts';
import { type AccessQuestion, applicationTitle, type FactName, type Facts, type Missing, valueOf } from './facts.ts';
import {
  isAboutRequest,
  isOvercome,
  lastLoginIn,
  type Name,
  namesOf,
  relationOf,
  successesIn,
  timeOf,
} from './loginEvents.ts';

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
  const related = (relation: 'sure' | 'perhaps') =>
    (valueOf(facts.events) ?? []).filter((event) => relationOf(event, question, facts) === relation);
  const events = related('sure');
  const successes = successesIn(facts).filter((event) => textField(event, 'user_id') === question.userId);
  const relevant: Facts = {
    ...facts,
    ...('value' in facts.events && { events: { value: [...events, ...successes] } }),
  };
  const findings = findingsOf(relevant, readAtMs, question);
  return {
    question,
    titles: titlesOf(question, facts, known),
    findings: inOrder(findings),
    events: events.map((event) => failedEvent(event, findings, relevant)),
    possibleEvents: related('perhaps').map((event) => failedEvent(event, findings, relevant)),
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
  const findingOf = ({ condition }: Name) => findings.find((finding) => finding.condition === condition);
  const named = namesOf(event);
  const applying = named.filter((name) => findingOf(name));
  const names = (applying.length > 0 ? applying : named).map((name) => {
    const { condition, by } = name;
    const finding = findingOf(name);
    const title = conditions.find(({ id }) => id === condition)?.title() ?? condition;
    // Another organization may have been sent than the one that was checked.
    const isChecked = finding?.result === 'passed' && !finding.isOpen && !isAboutRequest(event);
    const isFollowed = isOvercome(condition, event, facts);
    return { condition, title, by, hasPassed: isChecked || isFollowed, isFollowed };
  });
  return { event, names, isPast: names.length === 0 ? isOvercome(undefined, event, facts) : isEach(names) };
}

function isEach(names: readonly NamedCondition[]): boolean {
  return names.every(({ hasPassed }) => hasPassed);
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
  /** Whether the state now, or a login since, shows that it is history. */
  readonly isPast: boolean;
}

/** A condition that an event names. */
interface NamedCondition extends Name {
  readonly title: string;
  /** Whether the condition has passed in spite of the event, so that a setting may have been changed since. */
  readonly hasPassed: boolean;
  /** Whether a login or another event has overcome it since. */
  readonly isFollowed: boolean;
}

/** The answer to the question why a login fails. */
export interface Explanation {
  readonly question: AccessQuestion;
  /** The titles of the organization, the application and the user: foreign text. */
  readonly titles: { readonly organization: string; readonly application?: string; readonly user?: string };
  readonly findings: readonly Finding[];
  /** The failures in the log that are about this login, newest first. */
  readonly events: readonly FailedEvent[];
  /** The failures in the log that can be about this login or about another one, newest first. */
  readonly possibleEvents: readonly FailedEvent[];
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
 * foreign text. It never claims that a login succeeds, nor that nothing was found where the log has a failure or where most
 * checks could not be made.
 */
export function headline(explanation: Explanation): string {
  const [first, ...others] = failuresOf(explanation);
  const unknown = explanation.findings.filter(({ result }) => result === 'unknown').length;
  const inLog = first && first.certainty !== 'hint' ? undefined : failureInLog(explanation);
  const sentences =
    inLog ??
    (first
      ? [failed(explanation, first), moreReasons(others.length), notMade(unknown), loginSince(explanation, first)]
      : (perhapsInLog(explanation) ?? withoutFailure(explanation, unknown)));
  return sentences.filter(Boolean).join(' ');
}

/** What is said where no check has failed. @param unknown how many could not be made */
function withoutFailure(explanation: Explanation, unknown: number): readonly string[] {
  const total = explanation.findings.length;
  const sentences =
    unknown * 2 > total ? [mostNotMade(explanation, unknown, total)] : [nothingFound(explanation), notMade(unknown)];
  return [...sentences, lastLogin(explanation)];
}

function lastLogin({ question, facts }: Explanation): string {
  const login = lastLoginIn(question, facts);
  return login ? l10n.t('The log has a login that succeeded, {0}.', timeOf(login)) : '';
}

/** A login speaks against what is only probable. */
function loginSince(explanation: Explanation, { certainty }: Failure): string {
  return certainty === 'sure' ? '' : lastLogin(explanation);
}

function mostNotMade({ missing }: Explanation, unknown: number, total: number): string {
  const scopes = Object.values(missing).flatMap((reason) => (reason.kind === 'scope' ? reason.scopes : []));
  return scopes.length === 0
    ? l10n.t('{0} of {1} checks could not be made.', unknown, total)
    : l10n.t(
        '{0} of {1} checks could not be made: the access token lacks {2}.',
        unknown,
        total,
        [...new Set(scopes)].join(', '),
      );
}

/** The newest failure of the login in the log of which no check tells, unless the check that it points to has passed. */
function failureInLog(explanation: Explanation): readonly string[] | undefined {
  const { organization, user } = shortTitles(explanation);
  const open = explanation.events.find(({ isPast }) => !isPast);
  if (!open) {
    return undefined;
  }
  const { event } = open;
  const person = user ?? plainText(firstTextField(event, 'user_name', 'user_id'), TITLE_LENGTH);
  const what = describe(event);
  return [
    person === ''
      ? l10n.t('The log has a failed login to {0}, {1}: “{2}”.', organization, timeOf(event), what)
      : l10n.t('The log has a failed login of {0} to {1}, {2}: “{3}”.', person, organization, timeOf(event), what),
    pointer(open),
  ];
}

function describe(event: Item): string {
  return shownText(event) || textField(event, 'type');
}

/** What a failure points to that has not passed. */
function pointer({ names }: FailedEvent): string {
  const name = names.find(({ hasPassed }) => !hasPassed);
  return name ? l10n.t('It points to: {0}.', name.title) : l10n.t('No check tells why.');
}

/** The newest failure in the log that can be about this login. */
function perhapsInLog({ possibleEvents }: Explanation): readonly string[] | undefined {
  const [first, ...others] = possibleEvents.filter(({ isPast }) => !isPast);
  if (!first) {
    return undefined;
  }
  return [
    l10n.t(
      'The log has a failure that may be about this login, {0}: “{1}”.',
      timeOf(first.event),
      describe(first.event),
    ),
    pointer(first),
    others.length === 0 ? '' : l10n.t('Further failures that may be about it: {0}.', others.length),
  ];
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
