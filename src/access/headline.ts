import * as l10n from '@vscode/l10n';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import { inRow, plainText } from '../text/plainText.ts';
import { type Certainty, type Finding, missingIn } from './condition.ts';
import { type Failure, failuresOf } from './conditions.ts';
import { isLogin, isSilent, isSuccess, organizationInText } from './events.ts';
import { type Explanation, type FailedEvent, type Lead, leadOf } from './explanation.ts';
import {
  clientOf,
  dateMsOf,
  eventsOf,
  hasPerson,
  isTo,
  type Missing,
  namesOfPerson,
  personOf,
  timeOf,
  titled,
  typeOf,
  userIdOf,
  userNameOf,
} from './facts.ts';
import { isOld, shownText } from './logEvidence.ts';

/** How much of a title a sentence shows, in UTF-16 code units. The reason comes after three titles. */
const TITLE_LENGTH = 60;

/**
 * The explanation in one sentence, and more for further reasons, for logins that succeeded and for what could not be
 * checked. Plain text, which holds foreign text. It never claims that a login succeeds, nor that nothing was found where
 * the log has a failure, or was not read, or where most checks could not be made.
 */
export function headline(explanation: Explanation): string {
  const lead = leadOf(explanation);
  const sentences =
    lead?.kind === 'failure'
      ? [
          lead.failure.answer ?? failed(explanation, lead.failure),
          moreReasons(failuresOf(explanation).length - 1),
          ...otherAccounts(explanation),
          notMade(explanation),
        ]
      : lead
        ? [...inLog(explanation, lead), notMade(explanation)]
        : withoutLead(explanation);
  return inRow([...sentences, applicationOf(explanation, lead), ...logins(explanation, lead)]);
}

/** Where neither an application nor a person is asked about: the application of the failure in the log that the answer rests on. */
function applicationOf({ titles, events }: Explanation, lead: Lead | undefined): string {
  const failure =
    lead?.kind === 'failure'
      ? events.find(({ names }) => names.some((one) => one.condition === lead.failure.condition && !one.hasPassed))
      : lead?.event;
  const event = failure?.event ?? {};
  const name = textField(event, 'client_name') || clientOf(event);
  return name && !(titles.application ?? titles.user)
    ? l10n.t('Application in the log: {0}.', plainText(name, TITLE_LENGTH))
    : '';
}

/** That the person has further accounts. */
function otherAccounts({ findings }: Explanation): readonly string[] {
  return findings.flatMap((one) => (one.condition === 'namesakes' && 'fact' in one ? one.fact : []));
}

/** What is said where nothing speaks against the login now. */
function withoutLead(explanation: Explanation): readonly string[] {
  const { missing } = explanation;
  const answer = answerOf(explanation);
  if (answer !== undefined || isMostlyUnknown(explanation)) {
    return [answer ?? '', notMade(explanation)];
  }
  const past = pastFailure(explanation);
  if (past) {
    return [history(past), notMade(explanation)];
  }
  const isLogRead = !missing.events;
  return isLogRead || missing.events.kind === 'leftOut' || missing.events.kind === 'unneeded'
    ? [nothingFound(explanation), notAsked(explanation), ...otherAccounts(explanation), notMade(explanation)]
    : [l10n.t('No setting that was read stops this login.'), notAsked(explanation), notMade(explanation)];
}

function answerOf({ findings }: Explanation): string | undefined {
  return findings.flatMap((finding) => (finding.result === 'passed' ? (finding.answer ?? []) : [])).at(0);
}

function isMostlyUnknown({ findings }: Explanation): boolean {
  return findings.filter(({ result }) => result === 'unknown').length * 2 > findings.length;
}

function pastFailure({ events, possibleEvents }: Explanation): FailedEvent | undefined {
  const all = [...events, ...possibleEvents];
  return all.find(({ isPast }) => isPast) ?? all[0];
}

/** The failure in the log of which the first sentences tell, with its time. */
function toldFailure(explanation: Explanation, lead: Lead | undefined): Item | undefined {
  if (lead) {
    return lead.kind === 'failure' ? undefined : lead.event.event;
  }
  return answerOf(explanation) !== undefined || isMostlyUnknown(explanation)
    ? undefined
    : pastFailure(explanation)?.event;
}

/** A failure that does not hold any more, or that is too old to tell. */
function history({ event, names, followedBy, isPast }: FailedEvent): string {
  if (!isPast) {
    return l10n.t(
      'The newest failure in the log is old, {0}: “{1}”. Nothing that was read shows whether it still happens.',
      timeOf(event),
      describe(event),
    );
  }
  const later = followedBy ?? names.find((name) => name.followedBy)?.followedBy;
  const passed = later ? undefined : names.find(({ hasPassed, isFollowed }) => hasPassed && !isFollowed);
  // An Action can deny a login with a text of Auth0, whatever the settings.
  const what = passed
    ? l10n.t('The log has a failure that is probably history, {0}: “{1}”.', timeOf(event), describe(event))
    : l10n.t('The log has a failure that is history, {0}: “{1}”.', timeOf(event), describe(event));
  return inRow([
    what,
    later && !isLogin(later) ? l10n.t('Since then: {0}, {1}.', meaningOf(later), timeOf(later)) : '',
    passed ? l10n.t('The settings that were read do not show its cause any more: {0}.', passed.title) : '',
  ]);
}

/** What an event tells that ends failures, in a few words. */
function meaningOf(event: Item): string {
  const words = new Map([
    ['scp', l10n.t('the password was changed')],
    ['sv', l10n.t('the email address was verified')],
    ['ublkdu', l10n.t('a block was released')],
    ['gd_auth_succeed', l10n.t('MFA was passed')],
  ]);
  return words.get(typeOf(event)) ?? typeOf(event);
}

/** With as many events, one of the searches of the log can have ended before older ones: pages of so many can be full. */
const SURELY_ALL = 50;

/** What the log tells of logins to the organization: of the person first, and of others where the person has none. */
function logins(explanation: Explanation, lead: Lead | undefined): readonly string[] {
  const { question, facts, missing } = explanation;
  const userId = personOf(question, facts);
  const isHere = (event: Item) => isTo(event, question);
  const all = eventsOf(facts).filter(isLogin);
  const told = toldFailure(explanation, lead);
  // Where nobody is asked about, a failure that is told is of somebody, whose logins these are then.
  const ownId = hasPerson(question) || !told ? userId : userIdOf(told);
  const own = all.filter((event) => (!hasPerson(question) && !told) || userIdOf(event) === ownId);
  const [here] = own.filter(isHere);
  const [others] = all.filter(isHere);
  const [newest] = own;
  const isAll = eventsOf(facts).length < SURELY_ALL;
  const isElsewhere = newest && newest !== here && textField(newest, 'organization_id') === '';
  return [
    isElsewhere ? l10n.t('A login without an organization succeeded, {0}.', timeOf(newest)) : '',
    here
      ? dateMsOf(here) > dateMsOf(told ?? {})
        ? l10n.t('After this failure, a login succeeded, {0}.', timeOf(here))
        : l10n.t('An earlier login succeeded, {0}.', timeOf(here))
      : others
        ? ownId
          ? l10n.t('Somebody else has logged in, {0}.', timeOf(others))
          : l10n.t('Somebody has logged in, {0}.', timeOf(others))
        : !lead && hasPerson(question) && 'value' in facts.events && !missing.events
          ? explanation.events.length + explanation.possibleEvents.length === 0
            ? inRow([
                isAll ? l10n.t('The log has neither a failed login nor a login of it.') : '',
                elsewhere(explanation),
              ])
            : isAll
              ? l10n.t('The log has no login of it that succeeded.')
              : ''
          : '',
  ];
}

/** What is not checked since the question leaves it out, which says nothing about it. */
function notAsked({ question }: Explanation): string {
  if (question.clientId !== undefined) {
    return hasPerson(question) ? '' : l10n.t('What depends on the user was not checked: none was asked about.');
  }
  return hasPerson(question)
    ? l10n.t('What depends on the application was not checked: none was asked about.')
    : l10n.t('What depends on the application or on the user was not checked: neither was asked about.');
}

/** How many checks could not be made, with each cause once. Checks of the same title are one to the reader. */
function notMade({ findings, missing }: Explanation): string {
  const unknown = findings.filter(({ result }) => result === 'unknown');
  const countOf = (checks: readonly Finding[]) => new Set(checks.map(({ title }) => title)).size;
  const unread = findings.flatMap(missingIn);
  const causes = [...unread.map((name) => missing[name]), missing.events];
  const scopes = new Set(causes.flatMap((cause) => (cause?.kind === 'scope' ? cause.scopes : [])));
  const cause = inRow(
    [
      scopes.size === 0 ? '' : l10n.t('the access token lacks {0}', [...scopes].join(', ')),
      causes.some((one) => one && isAccident(one)) ? l10n.t('requests failed, or lists were cut off') : '',
      causes.some((one) => one?.kind === 'absent') ? l10n.t('answers lack fields') : '',
    ],
    '; ',
  );
  if (unknown.length === 0) {
    return cause && l10n.t('Not everything could be read: {0}.', cause);
  }
  return l10n.t('{0} of {1} checks could not be made: {2}.', countOf(unknown), countOf(findings), cause || '…');
}

function isAccident({ kind }: Missing): boolean {
  return ['failed', 'cutOff', 'limit', 'feature'].includes(kind);
}

/** A failure in the log of which no check tells. */
function inLog(
  explanation: Explanation,
  { kind, event: failure }: { readonly kind: 'event' | 'possibleEvent'; readonly event: FailedEvent },
): readonly string[] {
  const { event } = failure;
  const what = describe(event);
  const perhaps = l10n.t('The log has a failure that may be about this login, {0}: “{1}”.', timeOf(event), what);
  if (kind === 'possibleEvent') {
    const others = explanation.possibleEvents.filter(({ isPast }) => !isPast).length - 1;
    return [
      perhaps,
      otherAccount(explanation, event) || pointer(failure),
      others === 0 ? '' : l10n.t('Further failures that may be about it: {0}.', others),
    ];
  }
  // It can be of a login without an organization, or to another one.
  if (!textField(event, 'organization_id') && !organizationInText(event)) {
    return [perhaps, pointer(failure)];
  }
  const organization = titled(explanation.titles.organization);
  const { user } = subjectOf(explanation);
  const person = user || titled(firstTextField(event, 'user_name', 'user_id'));
  return [
    person === ''
      ? l10n.t('The log has a failed login to {0}, {1}: “{2}”.', organization, timeOf(event), what)
      : l10n.t('The log has a failed login of {0} to {1}, {2}: “{3}”.', person, organization, timeOf(event), what),
    pointer(failure),
  ];
}

/** That a failure is of another account than the asked one, empty if it is not: what it points to is no matter of the asked one. */
function otherAccount({ question, facts }: Explanation, event: Item): string {
  const [id, asked] = [userIdOf(event), personOf(question, facts)];
  return id === '' || asked === undefined || id === asked
    ? ''
    : l10n.t('It is of another account, “{0}”.', plainText(id, TITLE_LENGTH));
}

/** The newest failure of the person that is about another organization or application. */
function elsewhere({ question, facts, readAtMs }: Explanation): string {
  const userId = personOf(question, facts);
  const names = namesOfPerson(question, facts).map((name) => name.toLowerCase());
  // Without an account, all that the log has of a person is what was typed.
  const isOwn = (one: Item) => (userId === undefined ? names.includes(userNameOf(one)) : userIdOf(one) === userId);
  const event = eventsOf(facts).find((one) => !isSuccess(one) && !isSilent(one) && isOwn(one));
  if (!event || isOld(event, readAtMs)) {
    return '';
  }
  const places = [
    firstTextField(event, 'organization_name', 'organization_id'),
    firstTextField(event, 'client_name', 'client_id'),
  ].filter(Boolean);
  return l10n.t(
    'The user has failed elsewhere, {0}, “{1}”: “{2}”.',
    timeOf(event),
    plainText(places.join(', '), TITLE_LENGTH),
    describe(event),
  );
}

function describe(event: Item): string {
  return shownText(event) || typeOf(event);
}

/** What a failure points to that has not passed, and what helps. */
function pointer({ event, names }: FailedEvent): string {
  const name = names.find(({ hasPassed }) => !hasPassed);
  if (name) {
    return inRow([l10n.t('It points to: {0}.', name.title), name.remedy ?? '']);
  }
  if (firstTextField(event, 'user_id', 'user_name', 'connection', 'connection_id', 'strategy_type') === '') {
    return l10n.t(
      'No check tells why. The event names neither a user nor a connection: Auth0 can have refused it before the login began.',
    );
  }
  // A passwordless connection has neither.
  const type = textField(event, 'strategy_type');
  return l10n.t(
    'No check tells why: an Action or {0} can have refused it.',
    type === 'database'
      ? l10n.t('a custom database')
      : ['enterprise', 'social'].includes(type)
        ? l10n.t('the identity provider')
        : l10n.t('the connection'),
  );
}

function moreReasons(count: number): string {
  if (count === 0) {
    return '';
  }
  return count === 1 ? l10n.t('1 more reason below.') : l10n.t('{0} more reasons below.', count);
}

/** The person, empty without one, and the organization with the application. */
function subjectOf({ titles }: Explanation): { readonly user: string; readonly place: string } {
  const organization = titled(titles.organization);
  const application = titled(titles.application ?? '');
  const place = application ? l10n.t('{0} through {1}', organization, application) : organization;
  return { user: titled(titles.user ?? ''), place };
}

function failed(explanation: Explanation, { certainty, reason }: Failure): string {
  const { user, place } = subjectOf(explanation);
  const sentences: Readonly<Record<Certainty, string>> =
    user === ''
      ? {
          sure: l10n.t('Logins to {0} fail: {1}.', place, reason),
          likely: l10n.t('Probably logins to {0} fail: {1}.', place, reason),
          hint: l10n.t('It may be that logins to {0} fail: {1}.', place, reason),
        }
      : {
          sure: l10n.t('{0} cannot log in to {1}: {2}.', user, place, reason),
          likely: l10n.t('Probably {0} cannot log in to {1}: {2}.', user, place, reason),
          hint: l10n.t('It may be that {0} cannot log in to {1}: {2}.', user, place, reason),
        };
  return sentences[certainty];
}

function nothingFound(explanation: Explanation): string {
  const { user, place } = subjectOf(explanation);
  return user === ''
    ? l10n.t('Nothing was found that stops logins to {0}.', place)
    : l10n.t('Nothing was found that stops {0} from logging in to {1}.', user, place);
}
