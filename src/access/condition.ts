import * as l10n from '@vscode/l10n';
import { type Asked, type FactName, type Facts, type FactValues, missingOf, short, valueOf } from './facts.ts';
import { loggedFailure } from './logEvidence.ts';
import { inRow } from '../text/plainText.ts';

/**
 * How far a failed condition explains a failed login. `sure`: the setting alone decides. `likely`: one more fact would be
 * needed, or a text of the log names it. `hint`: the sources disagree, or the deciding fact cannot be read.
 */
export type Certainty = 'sure' | 'likely' | 'hint';

/** The result of a condition. All texts are plain text in the person's language, and can hold foreign text. */
export type Outcome = Passed | Failed | Unknown;

/** The condition holds. */
interface Passed {
  readonly result: 'passed';
  readonly fact: string;
  /** Whether the settings do not decide, and no failure in the log is known to be about it. */
  readonly isOpen?: true;
  /** The answer, in a sentence, where nothing fails and this explains what the person meets. */
  readonly answer?: string;
}

/** The condition does not hold. */
interface Failed {
  readonly result: 'failed';
  readonly certainty: Certainty;
  /** Why the login fails, as the rest of a sentence: "the connection acme-saml is not enabled for the organization". */
  readonly reason: string;
  /** What was read, in a sentence. */
  readonly fact: string;
  /** What would change the result, in a sentence. */
  readonly remedy: string;
  /** The answer, in a sentence, if it is not that the login fails. */
  readonly answer?: string;
  /** The facts that could not be read, where the log alone tells. */
  readonly missing?: readonly FactName[];
}

/** Nothing can be said without these facts. */
interface Unknown {
  readonly result: 'unknown';
  readonly missing: readonly FactName[];
}

/** An outcome together with the condition that it belongs to. */
export type Finding = Outcome & {
  /** The ID of the condition. */
  readonly condition: string;
  readonly title: string;
  /** The URL of the page that documents the rule. */
  readonly documentation: string;
};

/** The facts without which an outcome was reached, or without which there is none. */
export function missingIn(outcome: Outcome): readonly FactName[] {
  return ('missing' in outcome && outcome.missing) || [];
}

/** Something that a login needs. CONTRIBUTING.md tells how to add one. */
export interface Condition {
  /** Identifies the condition in the answers of the language model tool and in tests. */
  readonly id: string;
  /** The page that documents the rule, below `https://auth0.com/docs/`. */
  readonly documentation: string;
  /** What is checked, in a few words: "Connection of the user". */
  readonly title: string;
  /** What usually helps, in a sentence. */
  readonly remedy: string;
  /** @returns `undefined` if the condition does not apply */
  readonly check: (facts: Facts, nowMs: number, asked: Asked) => Outcome | undefined;
}

/** The settings do not decide, but the request of a login, which only the log knows. Passed if they tell something. */
interface Open {
  readonly result: 'open';
  readonly fact?: string;
  readonly answer?: string;
  readonly remedy?: string;
}

/** The usual failure of a condition. */
export interface Failure {
  /** The certainty if the settings or the type of an event decide. The text of an event alone makes it `likely`. */
  readonly certainty: Certainty;
  readonly reason: string;
  readonly remedy: string;
  readonly answer?: string;
}

/** A failure with what differs from the usual one. */
type RuleFailure = Pick<Failed, 'result' | 'fact'> & Partial<Failed>;

interface Rule<Name extends FactName> {
  readonly id: string;
  /** The facts without which nothing can be said. */
  readonly needs: readonly Name[];
  /** Whether the condition is about the user, who must be part of the question, but need not be known. */
  readonly isAboutUser?: boolean;
  /** Whether the facts that are known leave the condition in question. It is not unknown otherwise, but does not apply. */
  readonly applies?: (facts: Facts, asked: Asked) => boolean;
  readonly documentation: string;
  readonly title: string;
  readonly failure: Failure;
  /** @param nowMs the current time, in UNIX ms */
  readonly check: (
    known: Pick<FactValues, Name>,
    facts: Facts,
    nowMs: number,
    asked: Asked,
  ) => Passed | Unknown | RuleFailure | Open | undefined;
}

/**
 * Makes a condition. It is unknown as long as one of the facts that it needs is, unless an event of the log names it: see
 * `events.ts`. It does not apply to an application or a user that was left out or that does not exist.
 */
export function condition<Name extends FactName>(rule: Rule<Name>): Condition {
  const { id, needs, isAboutUser, applies, documentation, title, failure, check } = rule;
  return {
    id,
    documentation,
    title,
    remedy: failure.remedy,
    check: (facts, nowMs, asked) => {
      if (
        (isAboutUser && isPersonMissing(facts)) ||
        needs.some((name) => isOutOfQuestion(name, facts)) ||
        applies?.(facts, asked) === false
      ) {
        return undefined;
      }
      const known = Object.fromEntries(needs.map((name) => [name, valueOf(facts[name])])) as Pick<FactValues, Name>;
      const missing = needs.filter((name) => 'missing' in facts[name]);
      const outcome = missing.length > 0 ? unknown(...missing) : check(known, facts, nowMs, asked);
      const byLog = () => namedFailure(id, failure, facts, nowMs, asked);
      if (outcome?.result === 'failed') {
        return confirmed({ ...failed(failure, outcome.fact), ...outcome }, byLog());
      }
      if (outcome?.result !== 'open' && outcome?.result !== 'unknown') {
        return outcome;
      }
      const named = byLog();
      if (outcome.result === 'open') {
        const { fact = '', remedy } = outcome;
        return named ? { ...named, ...(remedy && { remedy }), fact: inRow([fact, named.fact]) } : passedIfTold(outcome);
      }
      const isLeftOut = needs.some((name) => missingOf(facts[name])?.kind === 'leftOut');
      return named ? { ...named, ...(!isLeftOut && { missing: outcome.missing }) } : isLeftOut ? undefined : outcome;
    },
  };
}

/** What is only possible by the settings is probable where the log tells it as well. */
function confirmed(failure: Failed, byLog: Failed | undefined): Failed {
  return failure.certainty === 'hint' && byLog && byLog.certainty !== 'hint'
    ? { ...failure, certainty: 'likely', fact: `${failure.fact} ${byLog.fact}` }
    : failure;
}

/**
 * A condition that only the log tells: it fails if an event names it, and does not apply if none does.
 * @param about whether it concerns the asked person alone
 * @param documentation see `Condition`
 */
export function logCondition(
  id: string,
  documentation: string,
  title: string,
  failure: Failure,
  about: 'person' | 'login' = 'person',
): Condition {
  return condition({
    id,
    isAboutUser: about === 'person',
    documentation,
    title,
    failure,
    needs: ['events'],
    check: () => ({ result: 'open' }),
  });
}

/** What is said of a setting whose value is none of those that are known. */
export function unknownValue(field: string, value: string): string {
  return l10n.t('{0} has an unknown value: {1}.', field, short(value));
}

/** A page about how an organization is set up. @returns see `Condition.documentation` */
export function configuring(page: string): string {
  return `manage-users/organizations/configure-organizations/${page}`;
}

const failureOf =
  (certainty: Certainty) =>
  (reason: string, remedy: string, answer = ''): Failure => ({ certainty, reason, remedy, ...(answer && { answer }) });

/** The usual failure of a condition that decides alone. */
export const certain = failureOf('sure');

/** The usual failure of a condition that needs one more fact, or that only the log tells. */
export const probable = failureOf('likely');

/** The usual failure of a condition that can decide. */
export const possible = failureOf('hint');

/** The condition holds. @param fact what was read, in a sentence */
export function passed(fact: string): Passed {
  return { result: 'passed', fact };
}

/** Nothing can be said without these facts. */
export function unknown(...missing: readonly FactName[]): Unknown {
  return { result: 'unknown', missing };
}

/** The settings do not decide. @param fact what they tell, in a sentence */
export function open(fact: string): Open {
  return { result: 'open', fact };
}

/** The condition does not hold. @param fact what was read, in a sentence @param more what differs from the usual failure */
export function fails(fact: string, more: Partial<Failed> = {}): RuleFailure {
  return { result: 'failed', fact, ...more };
}

/** Makes a failure no more than probable. */
export function probableIf(isProbable: boolean): Partial<Failed> {
  return isProbable ? { certainty: 'likely' } : {};
}

/** The usual failure of a condition. @param fact what was read, in a sentence */
export function failed(failure: Failure, fact: string): Failed {
  return { result: 'failed', fact, ...failure };
}

/**
 * The failure of a condition if events name it.
 * @param nowMs the current time, in UNIX ms
 */
export function namedFailure(
  id: string,
  failure: Failure,
  facts: Facts,
  nowMs: number,
  asked: Asked,
): Failed | undefined {
  const logged = loggedFailure(id, facts, nowMs, asked);
  if (!logged) {
    return undefined;
  }
  const certainty = logged.by === 'text' && failure.certainty === 'sure' ? 'likely' : failure.certainty;
  return { ...failed(failure, logged.fact), certainty: logged.isOld ? 'hint' : certainty };
}

function passedIfTold({ fact, remedy: _, ...open }: Open): Outcome | undefined {
  return fact === undefined ? undefined : { ...open, result: 'passed', fact, isOpen: true };
}

const ofOrganization: readonly FactName[] = ['organization'];
const ofBoth: readonly FactName[] = ['organization', 'application'];

/** The organization, the application or the user that a fact is about. */
const holders: Partial<Readonly<Record<FactName, readonly FactName[]>>> = {
  connections: ofOrganization,
  discoveryDomains: ofOrganization,
  invitations: ofOrganization,
  applications: ofOrganization,
  association: ofBoth,
  clientGrants: ofBoth,
  applicationConnections: ['application'],
  connectionDetails: ofBoth,
  openApplications: ofBoth,
  namesakes: ['user'],
  memberships: ['user'],
};

/** Whether another finding decides, or whether the fact is about a user who was left out or does not exist. */
function isOutOfQuestion(name: FactName, facts: Facts): boolean {
  const subjects = [name, ...(holders[name] ?? [])];
  return (
    missingOf(facts[name])?.kind === 'unneeded' ||
    subjects.some((subject) => missingOf(facts[subject])?.kind === 'notFound') ||
    (subjects.includes('user') && (missingOf(facts.user)?.kind === 'leftOut' || valueOf(facts.user) === null))
  );
}

/** Whether nobody is asked about, or whether it does not matter who it is. */
export function isPersonMissing({ user }: Pick<Facts, 'user'>): boolean {
  return ['leftOut', 'unneeded', 'notFound'].includes(missingOf(user)?.kind ?? '');
}
