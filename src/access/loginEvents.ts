import { readString } from '../api/jsonFields.ts';
import { dateField, type Item, objectField, textField } from '../sections/section.ts';
import { regExpSource } from '../text/plainText.ts';
import type { User } from '../users/usersClient.ts';
import type { ApplicationKind } from './factRequests.ts';
import { type AccessQuestion, connectionsOfUser, type Facts, valueOf } from './facts.ts';

/** A condition that an event names. */
export interface Name {
  /** The ID of the condition. */
  readonly condition: string;
  /** `code`: the type of the event decides. `text`: only its description names the condition. */
  readonly by: 'code' | 'text';
}

/** What the type of an event tells. */
interface EventKind {
  /** The condition that the type names. */
  readonly condition?: string;
  /** Whether the text of the event tells why the login failed. It goes before the type. */
  readonly hasText?: true;
  /** Who fails, if not users alone. */
  readonly of?: 'machines' | 'both';
}

const mfa: EventKind = { condition: 'mfa' };
const withText: EventKind = { hasText: true };

/**
 * The types of events that tell of a failed login, or of what ends one. The search of the log, what an event is about and
 * what it names follow from this table.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
const kinds: Readonly<Record<string, EventKind>> = {
  f: withText,
  fp: { condition: 'password' },
  fu: { condition: 'userName' },
  fcoa: withText,
  fens: withText,
  fsa: withText,
  fdelsa: withText,
  fpar: withText,
  organization_access_denied: { condition: 'association', of: 'both' },
  actions_execution_failed: { condition: 'action', of: 'both' },
  // Exchanges of a password, of a further factor, of a refresh token, and of the code after the login page.
  fepft: withText,
  fepotpft: withText,
  feacft: withText,
  fdeleacft: withText,
  fede: withText,
  fecte: withText,
  fertft: withText,
  ferrt: withText,
  feccft: { hasText: true, of: 'machines' },
  // Blocked accounts and breached passwords.
  limit_wc: { condition: 'accountBlocked' },
  limit_sul: { condition: 'accountBlocked' },
  limit_mu: { condition: 'addressBlocked' },
  pwd_leak: { condition: 'breachedPassword' },
  signup_pwd_leak: { condition: 'breachedPassword' },
  // Invitations and signups.
  fi: { condition: 'invitationAddress', hasText: true },
  fs: withText,
  // Further factors.
  feoobft: mfa,
  feotpft: mfa,
  fercft: mfa,
  gd_auth_failed: mfa,
  gd_auth_rejected: mfa,
  gd_auth_fail_email_verification: mfa,
  gd_otp_rate_limit_exceed: mfa,
  gd_recovery_failed: mfa,
  gd_recovery_rate_limit_exceed: mfa,
  gd_send_pn_failure: mfa,
  gd_send_sms_failure: mfa,
  gd_send_voice_failure: mfa,
  gd_send_email_verification_failure: mfa,
  gd_start_enroll_failed: mfa,
  gd_webauthn_challenge_failed: mfa,
  gd_webauthn_enrollment_failed: mfa,
};

/** The type of events that tell of a login that succeeded, in which the person has proved who that is. */
const login = 's';

/** The conditions that an event other than a login overcomes: a changed password, and a block that was released. */
const overcomeByEvent: Readonly<Record<string, readonly string[]>> = {
  scp: ['password', 'accountBlocked', 'breachedPassword'],
  ublkdu: ['accountBlocked'],
};

/** The types of events of a user that make failures before them history. */
export const successTypes: readonly string[] = [login, ...Object.keys(overcomeByEvent)];

/** Whether an event tells that nobody is logged in yet, which applications ask for in the background. */
function isSilent(event: Item): boolean {
  return textField(event, 'type') === 'fsa' && /^login.required/i.test(textField(event, 'description').trim());
}

/** The types of events that tell why users cannot log in, or why an application without users gets no token. */
export function failureTypes(kind: ApplicationKind): readonly string[] {
  return Object.keys(kinds).filter((type) => [kind, 'both'].includes(kinds[type]?.of ?? 'users'));
}

/**
 * The texts of events and the conditions that they name. `{id}` stands for one word, `{user}` for the ID of a user, which
 * can have spaces behind the provider, `{organization}` for the ID or the name of the organization, `{text}` for anything.
 * A text is compared as a whole, because names in it can be hostile.
 * Auth0 does not promise these texts.
 * @see https://github.com/auth0/auth0-server-python/commit/8e8e2ac
 */
const byText = (
  [
    // Before the next text, which matches it as well.
    ['user {user} belongs to connection {id} that is not part of the {organization} organization', 'userConnection'],
    ['user {user} is not part of the {organization} organization', 'member'],
    ['user is blocked', 'userBlocked'],
    ['client requires organization membership, but user does not belong to any organization', 'anyMembership'],
    ['public signup is disabled', 'signup'],
    ['the specified account is not allowed to accept the current invitation', 'invitationAddress'],
    ['invitation not found or already used', 'invitationUsable'],
    ['invalid invitation ticket ({text})', 'invitationTicket'],
    ['invalid_user_invitation_ticket', 'invitationTicket'],
    ['parameter organization is required for this client', 'organizationSent', 'grantOrganization'],
    ['parameter organization is not allowed for this client', 'organizationUsage'],
    ['parameter organization is invalid: {organization}', 'organizationExists', 'thirdPartyAccess'],
    ['authorization request parameter organization must be an organization id', 'organizationName'],
    ['organization name must have between 1 and 50 characters', 'organizationNameForm'],
    ['organization must only contain lowercase characters, {text}', 'organizationNameForm'],
    ['the organization you entered is invalid', 'organizationTyped'],
    ['no connections enabled for the organization', 'connectionsEnabled'],
    ['no connections enabled for the organization are visible', 'connectionsVisible'],
    ['no connections enabled for the client', 'applicationConnections'],
    ['client is missing the organizations feature', 'plan'],
    ['{words} organizations feature is not enabled {words}', 'plan'],
    ['{words} organization member limit {words}', 'plan'],
    ['{words} quota exceeded {words}', 'plan'],
    ['client is not authorized to access "{text}"{text}', 'clientGrants'],
  ] as const
).map(([text, ...conditions]) => ({ pattern: patternOf(text), conditions }));

/** The conditions that a later login by the same connection shows to be overcome, wherever it led. */
const overcomeByLogin = ['password', 'userName', 'accountBlocked', 'addressBlocked', 'breachedPassword'];

/** The conditions that an event names. Its type decides, except that an invitation fails for more reasons than its type tells. */
export function namesOf(event: Item): readonly Name[] {
  const type = textField(event, 'type');
  const { condition: code, hasText } = kindOfType(type);
  const texts = hasText ? (matchOf(event)?.conditions ?? []) : [];
  const named = texts.map((condition): Name => ({ condition, by: condition === code ? 'code' : 'text' }));
  return named.length > 0 || code === undefined ? named : [{ condition: code, by: 'code' }];
}

/** What a type tells, nothing if it is not in the table. */
function kindOfType(type: string): EventKind {
  return (Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? {};
}

/** Whether there are events that name a condition. */
export function isNameable(condition: string): boolean {
  return (
    Object.values(kinds).some((kind) => kind.condition === condition) ||
    byText.some(({ conditions }) => conditions.some((named) => named === condition))
  );
}

/** The texts of an event that tell what failed. */
export function textsOf(event: Item): readonly string[] {
  const { message } = objectField(objectField(event, 'details'), 'error');
  return [textField(event, 'description'), readString(message) ?? ''].map((text) => text.trim()).filter(Boolean);
}

/** When an event happened, in UTC, the same in all languages. Empty if the event does not tell. */
export function timeOf(event: Item): string {
  const date = dateField(event, 'date');
  return date ? `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '';
}

/**
 * Whether a failure is history, since the person has logged in since, or has done what overcomes it. A login overcomes a
 * password or a block of its own connection, and everything else of its own organization and application.
 * @param condition what the event names, `undefined` if it names nothing
 * @param facts with the successes of the person alone
 */
export function isOvercome(condition: string | undefined, event: Item, facts: Facts): boolean {
  const date = dateField(event, 'date');
  const isLater = (other: Item | null | undefined, field: string) => {
    const time = dateField(other ?? {}, field);
    return date !== undefined && time !== undefined && time > date;
  };
  const user = valueOf(facts.user) ?? {};
  const hasOneConnection = connectionsOfUser(user).length === 1;
  const isOfConnection = condition !== undefined && overcomeByLogin.includes(condition);
  return (
    (isOfConnection && hasOneConnection && isLater(user, 'last_login')) ||
    successesIn(facts).some((success) => {
      const [connection, ofLogin] = [textField(event, 'connection'), textField(success, 'connection')];
      const others = overcomeByEvent[textField(success, 'type')];
      const isSameConnection = hasOneConnection || (connection !== '' && connection === ofLogin);
      const isSameLogin =
        textField(success, 'organization_id') === valueOf(facts.organization)?.id &&
        [textField(success, 'client_id'), ''].includes(textField(event, 'client_id'));
      const overcomes = others
        ? condition !== undefined && others.includes(condition)
        : isOfConnection
          ? isSameConnection
          : isSameLogin;
      return overcomes && isLater(success, 'date');
    })
  );
}

/** The events of the log that tell that a login has succeeded, or that overcome failures, newest first. */
export function successesIn({ events }: Facts): readonly Item[] {
  return (valueOf(events) ?? []).filter((event) => successTypes.includes(textField(event, 'type')));
}

/** The newest login of the user to the organization of the question in the log. */
export function lastLoginIn({ clientId, organizationId, userId }: AccessQuestion, facts: Facts): Item | undefined {
  return successesIn(facts).find(
    (event) =>
      textField(event, 'type') === login &&
      textField(event, 'user_id') === userId &&
      textField(event, 'organization_id') === organizationId &&
      (clientId === undefined || textField(event, 'client_id') === clientId),
  );
}

/** The result of a comparison with the texts that name conditions. */
interface Match {
  readonly conditions: readonly string[];
  /** The organization that the text names. */
  readonly organization: string | undefined;
}

/** The text of an event that names conditions. */
function matchOf(event: Item): Match | undefined {
  for (const text of textsOf(event)) {
    for (const { pattern, conditions } of byText) {
      const match = pattern.exec(text);
      if (match) {
        return { conditions, organization: match.groups?.['organization'] };
      }
    }
  }
  return undefined;
}

/** A pattern for a whole text of an event, behind the code of an error or not. */
function patternOf(text: string): RegExp {
  const placeholders: Readonly<Record<string, string>> = {
    '{id}': '\\S{1,300}',
    '{user}': '(?:[\\w-]+\\|[^\\n\\r]{1,300}?|\\S{1,300})',
    '{organization}': '(?<organization>\\S{1,100}?)',
    '{text}': '.{0,300}',
    // Not the beginning of a sentence about a user, whose name can hold the words that follow.
    '{words} ': "(?!user\\b)[\\w .,'-]{0,80}",
    ' {words}': "[\\w .,'-]{0,80}",
  };
  const source = text
    .split(/(\{words\} | \{words\}|\{\w+\})/)
    .map((part) => placeholders[part] ?? regExpSource(part).replaceAll(' ', '\\s+'))
    .join('');
  return new RegExp(
    `^(?:(?:access_denied|invalid_request|unauthorized_client|unauthorized)\\W{1,3})?${source}[.!]?$`,
    'is',
  );
}

/** The conditions that hold for all applications, through whichever one the account was blocked. */
const ofAccount = ['accountBlocked', 'addressBlocked', 'breachedPassword'];

/**
 * Whether an event is about the login of the question. `perhaps`: nobody can tell whose login it is, or it is the login of
 * another account with the same address. The ID of an organization in a failed login can be any text that the application
 * sent, such as the name.
 * @returns `undefined` if it is about something else
 */
export function relationOf(
  event: Item,
  { organizationId, clientId, userId }: AccessQuestion,
  facts: Facts,
): 'sure' | 'perhaps' | undefined {
  if (isSilent(event) || successTypes.includes(textField(event, 'type'))) {
    return undefined;
  }
  const organizations = [textField(event, 'organization_id'), matchOf(event)?.organization ?? ''].filter(Boolean);
  const titles = [organizationId, valueOf(facts.organization)?.name];
  const client = textField(event, 'client_id');
  const isOfClient = client !== '' && client === clientId;
  const id = textField(event, 'user_id');
  const isElsewhere = !organizations.every((organization) => titles.includes(organization));
  if (isElsewhere && isOfClient && isAboutRequest(event)) {
    // What was sent in place of an organization can have been meant for this one.
    return ['', userId ?? id].includes(id) ? 'perhaps' : undefined;
  }
  if (isElsewhere || (clientId !== undefined && client !== '' && !isOfClient && !isOfAccount(event))) {
    return undefined;
  }
  if (userId === undefined) {
    return organizations.length > 0 ? 'sure' : isOfClient ? 'perhaps' : undefined;
  }
  const user = valueOf(facts.user);
  const name = textField(event, 'user_name').toLowerCase();
  const isOfName = name !== '' && namesOfUser(user).some((own) => own.toLowerCase() === name);
  const [connection, own] = [textField(event, 'connection'), connectionsOfUser(user ?? {})];
  const isOfOther = id !== '' ? id !== userId : connection !== '' && own.length > 0 && !own.includes(connection);
  // Of a person, an event of another organization or application tells what is of the account alone.
  const isTied = organizations.length > 0 || isOfClient || isOfPerson(event);
  if (id === userId || (isOfName && !isOfOther)) {
    return isTied ? 'sure' : 'perhaps';
  }
  // Without the names of the user, nobody knows whose name it is.
  return isOfName || (id === '' && (name === '' || !user) && (organizations.length > 0 || isOfClient))
    ? 'perhaps'
    : undefined;
}

/** What a user can type to log in. */
export function namesOfUser(user: User | null | undefined): readonly string[] {
  const names = ['email', 'username', 'phone_number'].map((field) => textField(user ?? {}, field));
  return [...new Set(names.filter(Boolean))];
}

/** The conditions about what an application sends, or a person types, as the organization. */
const ofRequest = ['organizationExists', 'organizationName', 'organizationNameForm', 'organizationTyped'];

/** Whether an event is about what was sent or typed as the organization. */
export function isAboutRequest(event: Item): boolean {
  return namesOf(event).some(({ condition }) => ofRequest.includes(condition));
}

function isOfPerson(event: Item): boolean {
  return namesOf(event).some(({ condition }) => condition === 'mfa' || overcomeByLogin.includes(condition));
}

function isOfAccount(event: Item): boolean {
  return namesOf(event).some(({ condition }) => ofAccount.includes(condition));
}
