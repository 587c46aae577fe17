import { type Organization, organizationTitle } from '../api/organization.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import type { WholeList } from '../users/usersClient.ts';
import { type Finding, missingIn } from './condition.ts';
import { conditions, type Failure, failuresOf, findingsOf } from './conditions.ts';
import { endOf, isLogin, isSuccess, type Name, namesOf, organizationInText } from './events.ts';
import {
  type AccessQuestion,
  addressOf,
  applicationTitle,
  type Asked,
  dateMsOf,
  eventsOf,
  type Fact,
  type FactName,
  type Facts,
  hasPerson,
  isTo,
  type Missing,
  personOf,
  userIdOf,
  valueOf,
} from './facts.ts';
import { isNaming, isOld, type Relation, relationOf } from './logEvidence.ts';

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
  const read = eventsOf(facts);
  const relations = new Map(read.map((event) => [event, relationOf(event, question, facts, readAtMs)]));
  const related = (relation: Relation) => read.filter((event) => relations.get(event) === relation);
  const successes = read.filter(isSuccess);
  const relevant: Facts = {
    ...facts,
    ...('value' in facts.events && { events: { ...facts.events, value: [...related('sure'), ...successes] } }),
  };
  const asked: Asked = { ...question, possibleEvents: related('perhaps') };
  const login = successes.find((event) => isLoginHere(event, question, facts, readAtMs));
  // Nobody knows by which of several accounts somebody logs in who is asked about by an address.
  const hasSeveral = question.userId === undefined && (valueOf(facts.namesakes) ?? []).length > 1;
  const findings = findingsOf(relevant, readAtMs, asked).map((finding) =>
    hasSeveral && isOfAccount(finding)
      ? { ...finding, certainty: 'likely' as const }
      : refuted(finding, related('sure'), isOfMissingUser(finding, relevant) ? undefined : login),
  );
  const failedEvent = (event: Item) => failedEventOf(event, findings, relevant, question);
  return {
    question,
    titles: titlesOf(question, facts, known),
    findings: inOrder(findings),
    events: related('sure').map(failedEvent),
    possibleEvents: related('perhaps').map(failedEvent),
    missing: missingFacts(facts, findings),
    facts,
    readAtMs,
    requests,
  };
}

/** How long a login shows that the settings do not stop everybody, in ms: they can have been changed since. */
const LOGIN_MS = 24 * 60 * 60 * 1000;

/** Whether the person, or anybody if none is asked about, has lately logged in to the organization, through the application. */
function isLoginHere(event: Item, question: AccessQuestion, facts: Facts, nowMs: number): boolean {
  return (
    isLogin(event) &&
    nowMs - dateMsOf(event) < LOGIN_MS &&
    isTo(event, question) &&
    (!hasPerson(question) || userIdOf(event) === personOf(question, facts))
  );
}

/** What is only probable by the settings is no more than possible where a login shows otherwise. */
function refuted(finding: Finding, events: readonly Item[], login: Item | undefined): Finding {
  const isOfLog = events.some((event) => isNaming(event, finding.condition));
  return login && finding.result === 'failed' && finding.certainty === 'likely' && !isOfLog
    ? { ...finding, certainty: 'hint' }
    : finding;
}

/** Whether a failure is that the tenant does not have the user now, which is newer than each login in the log. */
function isOfMissingUser({ condition }: Finding, { user }: Facts): boolean {
  return condition === 'userExists' || (condition === 'signup' && valueOf(user) === null);
}

/** Whether a failure is certain of one account, which another account of the person may not have. */
function isOfAccount({ condition, ...finding }: Finding): boolean {
  const isSure = finding.result === 'failed' && finding.certainty === 'sure';
  const ofAccount = ['member', 'ownInvitation', 'anyMembership', 'userBlocked', 'userConnection', 'domainConnection'];
  return isSure && ofAccount.includes(condition);
}

function titlesOf(question: AccessQuestion, facts: Facts, known: Organization): Explanation['titles'] {
  const { clientId, userId } = question;
  const application = valueOf(facts.application) ?? {};
  // Where the profile could not be read, events have the address.
  const event = eventsOf(facts).find((one) => userIdOf(one) === userId) ?? {};
  const name = firstTextField(valueOf(facts.user) ?? {}, 'name', 'email') || textField(event, 'user_name');
  return {
    organization: organizationTitle(valueOf(facts.organization) ?? known),
    ...(clientId !== undefined && { application: applicationTitle(application) || clientId }),
    ...(hasPerson(question) && {
      user: [name, userId, addressOf(question, facts), question.invitationId].find(Boolean) ?? '',
    }),
  };
}

/** The order of a login within each rank. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const ranks = ['sure', 'likely', 'hint', 'unknown', 'passed'] as const;
  const rankOf = (finding: Finding) => (finding.result === 'failed' ? finding.certainty : finding.result);
  return ranks.flatMap((rank) => findings.filter((finding) => rankOf(finding) === rank));
}

function failedEventOf(event: Item, findings: readonly Finding[], facts: Facts, question: AccessQuestion): FailedEvent {
  const findingOf = ({ condition }: Name) => findings.find((finding) => finding.condition === condition);
  const userId = personOf(question, facts);
  // The checks are about the asked person, not about another account, and about this organization, not another that was sent.
  const isOfPerson = userId === undefined || ['', userId].includes(userIdOf(event));
  const own = ['', question.organizationId, valueOf(facts.organization)?.name];
  const isChecked = isOfPerson && own.includes(organizationInText(event));
  const named = namesOf(event);
  const applying = named.filter((name) => findingOf(name));
  const names = (applying.length > 0 ? applying : named).map((name): NamedCondition => {
    const { condition, by } = name;
    const finding = findingOf(name);
    const rule = conditions.find((one) => one.id === condition);
    const end = endOf(condition, event, facts, userId);
    const hasPassed = isChecked && finding?.result === 'passed' && !finding.isOpen;
    return {
      condition,
      title: rule?.title ?? condition,
      remedy: rule?.remedy ?? '',
      by,
      hasPassed: hasPassed || end !== undefined,
      isFollowed: end !== undefined && end !== 'setting',
      ...(typeof end === 'object' && { followedBy: end }),
    };
  });
  const end = names.length === 0 ? endOf(undefined, event, facts, userId) : undefined;
  const isPast = names.length === 0 ? end !== undefined : names.every(({ hasPassed }) => hasPassed);
  return { event, names, isPast, ...(typeof end === 'object' && { followedBy: end }) };
}

/** Why facts are missing. A list that was cut off, or an answer that lacks a field, is a fact that can decide nothing. */
function missingFacts(facts: Facts, findings: readonly Finding[]): Explanation['missing'] {
  const names = Object.keys(facts) as FactName[];
  const unread = names.flatMap((name): (readonly [FactName, Missing])[] => {
    const fact = facts[name];
    const missing = 'missing' in fact ? fact.missing : fact.partly;
    return missing ? [[name, missing]] : [];
  });
  const undecided = findings
    .flatMap(missingIn)
    .filter((name) => 'value' in facts[name] && !facts[name].partly)
    .map((name) => [name, { kind: isBeginning(facts[name]) ? 'cutOff' : 'absent' }] as const);
  return Object.fromEntries([...unread, ...undecided]);
}

/** Whether a fact is the beginning of a list, and not a whole one whose items lack what tells them apart. */
function isBeginning(fact: Fact<unknown>): boolean {
  const { items, complete } = (valueOf(fact) ?? {}) as Partial<WholeList<Item>>;
  return complete === false && !!items?.every(({ id }) => typeof id === 'string');
}

/** A failed event of the log, and the conditions that its code or its text names. */
export interface FailedEvent {
  readonly event: Item;
  readonly names: readonly NamedCondition[];
  /** Whether the state now, or a login since, shows that it is history. */
  readonly isPast: boolean;
  /** The later event that makes it history, if it names no condition. */
  readonly followedBy?: Item;
}

/** A condition that an event names. */
interface NamedCondition extends Name {
  readonly title: string;
  /** What usually helps, in a sentence. */
  readonly remedy?: string;
  /** Whether the condition has passed in spite of the event, so that a setting may have been changed since. */
  readonly hasPassed: boolean;
  /** Whether a login or another event has overcome it since. */
  readonly isFollowed: boolean;
  /** That event, if it was read. */
  readonly followedBy?: Item;
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
  /** Why facts, or parts of them, are missing. */
  readonly missing: Partial<Readonly<Record<FactName, Missing>>>;
  readonly facts: Facts;
  /** When the facts were read, in UNIX ms. */
  readonly readAtMs: number;
  /** The number of requests that were made. */
  readonly requests: number;
}

/** What an answer rests on: a failed check, or an event of the log of which no check tells. */
export type Lead =
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'event' | 'possibleEvent'; readonly event: FailedEvent };

/**
 * What the answer rests on: a failed check, before a failure in the log of which no check tells, before what is only
 * possible. `undefined` if nothing speaks against the login now.
 */
export function leadOf(explanation: Explanation): Lead | undefined {
  const { events, possibleEvents, readAtMs } = explanation;
  const [failure] = failuresOf(explanation);
  const telling = ({ event, isPast }: FailedEvent) => !isPast && !isOld(event, readAtMs);
  const isChecked = ({ names }: FailedEvent) =>
    names.some(({ condition }) =>
      explanation.findings.some((finding) => finding.condition === condition && finding.result === 'failed'),
    );
  // The failure of a login in which an Action has broken down names nothing itself, and is logged at its side.
  const broken = events.filter(({ names }) => names.some(({ condition }) => condition === 'action'));
  const isOfAction = (one: FailedEvent) =>
    one.names.length === 0 &&
    broken.some(({ event: other }) => Math.abs(dateMsOf(other) - dateMsOf(one.event)) < 10_000);
  const event = events.find((one) => telling(one) && !isChecked(one) && !isOfAction(one));
  const possible = possibleEvents.find(telling);
  // A failure since then of which no check tells is nearer than what an older one points to.
  const naming = events.findIndex(({ names }) => names.some(({ condition }) => condition === failure?.condition));
  const isOlder = failure?.certainty === 'likely' && event !== undefined && naming > events.indexOf(event);
  if (failure && !isOlder && (failure.certainty !== 'hint' || !event)) {
    return { kind: 'failure', failure };
  }
  return event ? { kind: 'event', event } : possible && { kind: 'possibleEvent', event: possible };
}
