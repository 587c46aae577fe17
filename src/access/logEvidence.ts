import * as l10n from '@vscode/l10n';
import type { Query } from '../api/managementApi.ts';
import { withoutDevice } from '../sections/eventSecrets.ts';
import { connectionName, firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import { inRow, plainSentence } from '../text/plainText.ts';
import {
  endOf,
  failureTypes,
  isAbout,
  isSilent,
  isSuccess,
  loginTypes,
  namesOf,
  organizationInText,
  successTypes,
  textsOf,
} from './events.ts';
import { type ApplicationKind, kindOf } from './factRequests.ts';
import {
  type AccessQuestion,
  addressOf,
  type Asked,
  clientOf,
  connectionsOfUser,
  dateMsOf,
  enabledOf,
  eventsOf,
  type Facts,
  hasPerson,
  inviteeOf,
  namesOfPerson,
  personOf,
  short,
  timeOf,
  typeOf,
  userIdOf,
  userNameOf,
  valueOf,
} from './facts.ts';

const HOUR_MS = 60 * 60 * 1000;

/** How long a failure in the log tells of the state now, in ms. Many a setting changes within a week. */
const TELLING_MS = 7 * 24 * HOUR_MS;

/** How long a limit that ends by itself tells of it, in ms, by the type of its event: it lasts a minute, or hours. */
const lastingMs: Readonly<Record<string, number>> = { limit_sul: HOUR_MS, limit_mu: 24 * HOUR_MS };

/** How much of the text of an event a sentence shows, in UTF-16 code units. */
const EVENT_TEXT_LENGTH = 160;

/** What the log tells of a condition that a login did not meet. */
export interface LoggedFailure {
  /** The deciding event, in a sentence. It holds foreign text. */
  readonly fact: string;
  /** What names the condition: the type of the event, or its text. */
  readonly by: 'code' | 'text';
  readonly isOld: boolean;
}

/**
 * The failure in the log that names a condition, `undefined` if none does.
 * @param id the ID of the condition
 * @param nowMs the current time, in UNIX ms
 */
export function loggedFailure(id: string, facts: Facts, nowMs: number, asked: Asked): LoggedFailure | undefined {
  const naming = eventsNaming(id, facts, asked);
  const telling = naming.filter(({ event }) => !isOld(event, nowMs));
  const [decisive] = [...telling.filter(({ by }) => by === 'code'), ...telling, ...naming];
  return (
    decisive && {
      fact: describeEvent(decisive.event, naming.length),
      by: decisive.by,
      isOld: telling.length === 0,
    }
  );
}

/** Whether an event of the log names a condition. @param id the ID of the condition */
export function isNamed(id: string, facts: Facts, asked: Asked): boolean {
  return eventsNaming(id, facts, asked).length > 0;
}

/** Whether an event that may be about the login names a condition. @param id the ID of the condition */
export function mayBeNamed(id: string, facts: Facts, { possibleEvents = [], ...asked }: Asked): boolean {
  return isNamed(id, { ...facts, events: { value: [...possibleEvents, ...eventsOf(facts)] } }, asked);
}

/** Whether a failure in the log is too old to tell of the state now. @param nowMs the current time, in UNIX ms */
export function isOld(event: Item, nowMs: number): boolean {
  const oldestMs = nowMs - (lastingMs[typeOf(event)] ?? TELLING_MS);
  return dateMsOf(event) < oldestMs;
}

/** Whether an event names a condition. @param id the ID of the condition */
export function isNaming(event: Item, id: string): boolean {
  return namesOf(event).some(({ condition }) => condition === id);
}

function eventsNaming(id: string, facts: Facts, asked: Asked) {
  return eventsOf(facts).flatMap((event) => {
    const name = isSuccess(event) ? undefined : namesOf(event).find(({ condition: named }) => named === id);
    return name && !endOf(id, event, facts, personOf(asked, facts)) ? [{ event, by: name.by }] : [];
  });
}

/** @param count how many such events there are */
function describeEvent(event: Item, count: number): string {
  const name = firstTextField(objectField(event, 'details'), 'action_name') || textField(event, 'connection');
  const what = inRow([short(typeOf(event)), timeOf(event), short(name)], ', ');
  const text = shownText(event);
  if (count > 1) {
    return text === ''
      ? l10n.t('The log has {0} such events, the newest of type {1}.', count, what)
      : l10n.t('The log has {0} such events, the newest of type {1}: “{2}”', count, what, text);
  }
  return text === ''
    ? l10n.t('The log has an event of type {0}.', what)
    : l10n.t('The log has an event of type {0}: “{1}”', what, text);
}

/** The text of an event that tells what failed, without addresses. Empty if it has none. Foreign text. */
export function textOf(event: Item): string {
  return withoutDevice(event, [...new Set(textsOf(event))].join(' – '));
}

/** The same, short enough for a sentence. */
export function shownText(event: Item): string {
  return plainSentence(textOf(event), EVENT_TEXT_LENGTH);
}

/** How an event is related to a question. `perhaps`: nobody can tell whose login it is. */
export type Relation = 'sure' | 'perhaps';

/** How long a rate limit of the whole tenant tells of a login, in ms. */
const TENANT_MS = HOUR_MS;

/**
 * Whether an event is about the login of the question. The ID of an organization in a failed login can be any text that
 * the application sent, such as the name.
 * @returns `undefined` if it is about something else
 */
export function relationOf(event: Item, question: AccessQuestion, facts: Facts, nowMs: number): Relation | undefined {
  if (isSilent(event) || isSuccess(event)) {
    return undefined;
  }
  if (isAbout(event, 'tenant')) {
    const isOfOther = ![question.clientId, ''].includes(clientOf(event));
    return nowMs - dateMsOf(event) < TENANT_MS && !isOfOther ? 'perhaps' : undefined;
  }
  const { organizationId, clientId } = question;
  const organizations = [textField(event, 'organization_id'), organizationInText(event)].filter(Boolean);
  const own = [organizationId, valueOf(facts.organization)?.name];
  const client = clientOf(event);
  const isOfClient = client !== '' && client === clientId;
  const person = personIn(event, question, facts);
  if (!organizations.every((organization) => own.includes(organization))) {
    // What was sent in place of an organization can have been meant for this one.
    return isOfClient && isAbout(event, 'request') && person !== 'other' ? 'perhaps' : undefined;
  }
  if (clientId !== undefined && client !== '' && !isOfClient && !(person === 'asked' && isAbout(event, 'account'))) {
    return undefined;
  }
  // Of a person, an event that names no organization and no application tells what is of the person alone.
  const isTied = organizations.length > 0 || isOfClient;
  switch (person) {
    case 'asked':
      return (isTied || isAbout(event, 'account', 'credentials', 'factor')) && !isOfOtherConnection(event, facts)
        ? 'sure'
        : 'perhaps';
    case 'namesake':
      return 'perhaps';
    case 'nobody':
      return isTied ? 'perhaps' : undefined;
    case 'anybody':
      // A machine that sends no organization may want a token for another one, unless it is refused for that.
      return organizations.length > 0 ||
        (isNaming(event, 'grantOrganization') && kindOf(facts.application) === 'machines')
        ? 'sure'
        : isOfClient
          ? 'perhaps'
          : undefined;
    case 'other':
      return isOfSameAddress(event, question, facts) ? 'perhaps' : undefined;
  }
}

/** Whether what was typed, or a block of an account, is of a connection that the organization does not have. */
function isOfOtherConnection(event: Item, facts: Facts): boolean {
  const [connection, enabled] = [textField(event, 'connection'), enabledOf(valueOf(facts.connections) ?? [])];
  return (
    isAbout(event, 'account', 'credentials') &&
    !isNaming(event, 'addressBlocked') &&
    connection !== '' &&
    enabled.length > 0 &&
    enabled.every((one) => !['', connection].includes(connectionName(one)))
  );
}

/**
 * Whom an event is about. `namesake`: somebody who has typed what the asked person types, or another account with the
 * same address. `nobody`: the event does not tell. `anybody`: no person is asked about.
 */
function personIn(
  event: Item,
  question: AccessQuestion,
  facts: Facts,
): 'asked' | 'namesake' | 'nobody' | 'other' | 'anybody' {
  if (!hasPerson(question)) {
    return 'anybody';
  }
  const [id, userId] = [userIdOf(event), personOf(question, facts)];
  if (id !== '' && id === userId) {
    return 'asked';
  }
  const address = addressOf(question, facts).toLowerCase();
  if (address !== '' && inviteeOf(event) === address) {
    return 'asked';
  }
  const name = userNameOf(event);
  const names = namesOfPerson(question, facts).map((one) => one.toLowerCase());
  const user = valueOf(facts.user) ?? {};
  const isOfConnection = id === '' && connectionsOfUser(facts).includes(textField(event, 'connection'));
  if (name !== '' && names.includes(name)) {
    // A block is of what was typed, and of the connection: Auth0 names no account.
    return isOfConnection && isAbout(event, 'account') ? 'asked' : 'namesake';
  }
  // Without the names of the person, nobody knows whose name it is. A directory takes its own, also behind a domain.
  const isOfDirectory = isOfConnection && textField(event, 'strategy') === 'ad';
  const isOwn = isOfDirectory && ['', ...name.split(/[\\@]/)].includes(textField(user, 'nickname').toLowerCase());
  return id === '' && (name === '' || names.length === 0 || isOwn) ? 'nobody' : 'other';
}

/** Whether an event tells that an IP address is blocked from which the asked person has failed. */
function isOfSameAddress(event: Item, question: AccessQuestion, facts: Facts): boolean {
  const ip = textField(event, 'ip');
  return (
    isNaming(event, 'addressBlocked') &&
    ip !== '' &&
    eventsOf(facts).some((other) => textField(other, 'ip') === ip && personIn(other, question, facts) === 'asked')
  );
}

/**
 * How people type a name. The search of the log is case-sensitive, keyboards begin with a capital letter, and names in
 * addresses have one each, as in Jane.Roe@example.com.
 */
function spellingsOf(name: string): readonly string[] {
  const small = name.toLowerCase();
  const capital = (letters: RegExp) => small.replace(letters, (letter) => letter.toUpperCase());
  return [name, small, capital(/^./u), capital(/(?<![^._-])\p{L}(?=.*@)/gu), name.toUpperCase()];
}

/** How the refusals begin of what was sent as the organization, and as the address to return to. */
const refused = 'parameter organization';
const mismatch = 'Callback URL mismatch';

/**
 * The parameters that list events, newest first, without the questions of applications in the background whether
 * somebody is logged in: everything of the person, whom the failures of others would push out, the failures of the
 * organization, and logins to it. The events of blocked accounts and of further factors name no organization, and some
 * name a person by the text that was typed alone. A request that names no organization, or a wrong one, is refused before
 * anybody knows either, and a wrong address to return to before the application is kept.
 * @param names what the person can type to log in
 * @param userId the ID of the person, if there is an account
 * @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax
 */
export function loginQueries(
  { organizationId, clientId }: Pick<AccessQuestion, 'organizationId' | 'clientId'>,
  names: readonly string[],
  kind: ApplicationKind,
  userId?: string,
): readonly Query[] {
  const term = (field: string, value: string) => `${field}:${quotedTerm(value)}`;
  const spellings = [...new Set(names.flatMap(spellingsOf))];
  const ofPerson = [
    ...(userId === undefined ? [] : [term('user_id', userId)]),
    ...spellings.map((name) => term('user_name', name)),
  ];
  const containing = (text: string) => `description:*${escapedTerm(text)}*`;
  const failures = failureTypes(kind);
  const inOrganization = term('organization_id', organizationId);
  const ofClient = clientId === undefined ? '' : term('client_id', clientId);
  const ofOrganization = [
    inOrganization,
    'type:api_limit',
    ...(ofClient === ''
      ? []
      : [
          `(${ofClient} AND (NOT organization_id:org_* OR ${containing(refused)}))`,
          ...(kind === 'machines' ? [] : [containing(mismatch)]),
        ]),
  ];
  const searches = [
    { subjects: kind === 'machines' ? [] : ofPerson, types: [...failures, ...successTypes] },
    { subjects: ofOrganization, types: failures },
    { subjects: [inRow([inOrganization, ofClient], ' AND ')], types: loginTypes[kind] },
  ];
  return searches
    .filter(({ subjects }) => subjects.length > 0)
    .map(({ subjects, types }) => ({
      q: `(${subjects.join(' OR ')}) AND type:(${types.join(' OR ')}) AND NOT ${term('description', 'Login required')}`,
      sort: 'date:-1',
    }));
}
