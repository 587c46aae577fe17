import { failedEvents } from '../sections/eventWords.ts';
import { type Item, objectField, textField, textListField } from '../sections/section.ts';
import { regExpSource } from '../text/plainText.ts';
import type { ApplicationKind } from './factRequests.ts';
import {
  clientOf,
  connectionsOfUser,
  dateMsOf,
  type Facts,
  isOfInvitee,
  typeOf,
  usageOf,
  userIdOf,
  valueOf,
} from './facts.ts';

/** A condition that an event names. */
export interface Name {
  /** The ID of the condition. */
  readonly condition: string;
  /** `code`: the type of the event decides. `text`: only its description names the condition. */
  readonly by: 'code' | 'text';
}

/**
 * What a failure is about, besides a login to this organization through this application.
 * `account`: every login of the account, through any application. `credentials`: what the person has typed, wherever.
 * `factor`: a further factor of the person. `request`: what was sent or typed as the organization.
 * `connection`: a login with one connection. `tenant`: everybody, at that time.
 */
type Subject = 'account' | 'credentials' | 'factor' | 'request' | 'connection' | 'tenant';

/** The failures that point to one condition. */
interface EventKind {
  /** The types of events of which each points to the condition, unless its text points to another one. */
  readonly codes?: readonly string[];
  /** The texts of events that point to it. `byText` explains the placeholders. */
  readonly texts?: readonly string[];
  readonly about?: Subject;
  /** The types of later events of the person that make the failure history, besides logins. */
  readonly endedBy?: readonly string[];
  /** Whether the settings that were read have been changed since, so that it cannot come again. */
  readonly isMended?: (event: Item, facts: Facts) => boolean;
  /** Whether only the settings end it: a login with another request proves nothing. */
  readonly isOfSettings?: true;
}

const missingOrganization = ['parameter organization is required for this client'];
const invalidOrganization = ['parameter organization is invalid: {organization}'];

/**
 * The failures in the log, by the ID of the condition that they point to. The search of the log, what an event is about,
 * what it names and what makes it history follow from this table. Auth0 does not promise the texts.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 * @see https://github.com/auth0/auth0-server-python/commit/8e8e2ac
 */
const kinds: Readonly<Record<string, EventKind>> = {
  // Before the membership, whose text matches as well.
  userConnection: {
    texts: ['user {user} belongs to connection {id} that is not part of the {organization} organization'],
    about: 'connection',
  },
  member: { texts: ['user {user} is not part of the {organization} organization'] },
  userBlocked: { texts: ['user is blocked'] },
  anyMembership: {
    texts: ['client requires organization membership, but user does not belong to any organization'],
  },
  emailVerified: {
    texts: ['{text}verify your email{text}', '{text}email {text}not verified{text}'],
    endedBy: ['sv'],
  },
  signup: { texts: ['public signup is disabled'] },
  invitationAddress: {
    codes: ['fi'],
    texts: ['the specified account is not allowed to accept the current invitation'],
  },
  invitationUsable: { texts: ['invitation not found or already used'] },
  invitationTicket: { texts: ['invalid invitation ticket ({text})', 'invalid_user_invitation_ticket'] },
  organizationSent: { texts: missingOrganization },
  grantOrganization: { texts: missingOrganization },
  organizationUsage: { texts: ['parameter organization is not allowed for this client'] },
  organizationExists: { texts: invalidOrganization, about: 'request' },
  thirdPartyAccess: { texts: invalidOrganization },
  organizationName: {
    texts: ['authorization request parameter organization must be an organization id'],
    about: 'request',
  },
  organizationNameForm: {
    texts: [
      'organization name must have between 1 and 50 characters',
      'organization must only contain lowercase characters, {text}',
    ],
    about: 'request',
  },
  organizationTyped: { texts: ['the organization you entered is invalid'], about: 'request' },
  callbackUrl: {
    isOfSettings: true,
    texts: ['callback url mismatch. {url} is not in the list of allowed callback urls'],
    isMended: (event, facts) => {
      const url = matchOf(event)?.groups['url'] ?? '';
      const { id, name = '' } = valueOf(facts.organization) ?? {};
      // The placeholder stands for the organization that the request names.
      const own = textField(event, 'organization_id') === id && name ? name : '{organization_name}';
      const allowed = textListField(valueOf(facts.application) ?? {}, 'callbacks');
      return allowed.some((one) => isSameUrl(url, one.replaceAll('{organization_name}', own)));
    },
  },
  samlAudience: { texts: ['audience is invalid{text}'], about: 'connection' },
  samlTime: { texts: ['assertion has expired{text}', 'assertion is not yet valid{text}'], about: 'connection' },
  samlCertificate: {
    texts: ['invalid thumbprint{text}', 'unable to verify the signature{text}'],
    about: 'connection',
  },
  assignment: { texts: ['{text}user is not assigned to the client application{text}'], about: 'connection' },
  connectionsEnabled: { texts: ['no connections enabled for the organization'] },
  connectionsVisible: { texts: ['no connections enabled for the organization are visible'] },
  applicationConnections: { texts: ['no connections enabled for the client'] },
  connectionRequested: { texts: ['the connection is not enabled'] },
  plan: {
    texts: [
      'client is missing the organizations feature',
      '{words} organizations feature is not enabled {words}',
      '{words} organization member limit {words}',
      '{words} quota exceeded {words}',
    ],
  },
  clientGrants: {
    texts: ['client is not authorized to access "{audience}"{text}'],
    isMended: (event, { clientGrants }) =>
      (valueOf(clientGrants) ?? []).some(
        (grant) =>
          textField(grant, 'audience') === matchOf(event)?.groups['audience'] &&
          textField(grant, 'client_id') === clientOf(event) &&
          usageOf(grant) !== 'deny',
      ),
  },
  association: { codes: ['organization_access_denied'] },
  action: { codes: ['actions_execution_failed', 'flows_execution_failed', 'forms_submission_failed'] },
  codeExchange: { codes: ['feacft', 'fdeleacft'] },
  password: { codes: ['fp'], texts: ['wrong email or password'], about: 'credentials', endedBy: ['scp'] },
  userName: { codes: ['fu'], about: 'credentials' },
  accountBlocked: { codes: ['limit_wc'], about: 'account', endedBy: ['scp', 'ublkdu'] },
  accountLimited: { codes: ['limit_sul'], about: 'account', endedBy: ['ublkdu'] },
  addressBlocked: { codes: ['limit_mu'], about: 'account' },
  breachedPassword: { codes: ['pwd_leak', 'signup_pwd_leak'], about: 'account', endedBy: ['scp'] },
  refreshToken: { codes: ['ferrt', 'fertft'], about: 'factor' },
  rateLimit: { codes: ['api_limit'], about: 'tenant' },
  mfa: {
    codes: ['feoobft', 'feotpft', 'fercft', ...Object.keys(failedEvents).filter((type) => type.startsWith('gd_'))],
    about: 'factor',
    endedBy: ['gd_auth_succeed'],
  },
};

/** The types of events whose text alone tells why a login, or an exchange after the login page, has failed. */
const withText = [
  ...['f', 'fc', 'fco', 'fcoa', 'fens', 'fsa', 'fdelsa', 'fpar', 'fs', 'fi', 'passkey_challenge_failed'],
  ...['fepft', 'fepotpft', 'feacft', 'fdeleacft', 'fede', 'fecte'],
];

const ofMachines = ['feccft'];
const ofBoth = ['organization_access_denied', 'actions_execution_failed', 'api_limit'];

/** The conditions by the type of an event. */
const byCode = new Map(Object.entries(kinds).flatMap(([id, { codes = [] }]) => codes.map((code) => [code, id])));

/**
 * The conditions by the text of an event. `{id}` stands for one word, `{user}` for the ID of a user, which can have spaces
 * behind the provider, `{organization}` for the ID or the name of the organization, `{url}` for an address, `{audience}`
 * for an API, `{text}` for anything. A text is compared as a whole, because names in it can be hostile.
 */
const byText = [...new Set(Object.values(kinds).flatMap(({ texts = [] }) => texts))].map((text) => ({
  pattern: patternOf(text),
  conditions: Object.keys(kinds).filter((id) => kinds[id]?.texts?.includes(text)),
}));

/** The types of events that tell of a login of a person that succeeded, or of a token that a machine has got. */
export const loginTypes: Readonly<Record<ApplicationKind, readonly string[]>> = { users: ['s'], machines: ['seccft'] };

/** The types of events of a person that make failures before them history. */
export const successTypes: readonly string[] = [
  ...new Set([...loginTypes.users, ...Object.values(kinds).flatMap(({ endedBy = [] }) => endedBy)]),
];

/** The types of events that tell why users cannot log in, or why an application without users gets no token. */
export function failureTypes(kind: ApplicationKind): readonly string[] {
  const types = [...new Set([...withText, ...byCode.keys(), ...ofMachines])];
  return types.filter((type) => ofBoth.includes(type) || ofMachines.includes(type) === (kind === 'machines'));
}

/** Whether an event tells that a login needs a page, which applications ask about in the background. */
export function isSilent(event: Item): boolean {
  const isOfPage = /^(?:login|consent|interaction|multifactor authentication).required/i;
  return typeOf(event) === 'fsa' && textsOf(event).some((text) => isOfPage.test(text));
}

/** The conditions that an event names. Its type decides, except that an invitation fails for more reasons than its type tells. */
export function namesOf(event: Item): readonly Name[] {
  const type = typeOf(event);
  const code = isOfInvitee(event) ? undefined : byCode.get(type);
  const texts = [...withText, ...ofMachines].includes(type) ? (matchOf(event)?.conditions ?? []) : [];
  const named = texts.map((condition): Name => ({ condition, by: condition === code ? 'code' : 'text' }));
  return named.length > 0 || code === undefined ? named : [{ condition: code, by: 'code' }];
}

/** Whether one of the conditions that an event names is about one of these. */
export function isAbout(event: Item, ...subjects: readonly Subject[]): boolean {
  return namesOf(event).some(({ condition }) => subjects.some((subject) => subject === kinds[condition]?.about));
}

/** The organization that the text of an event names, empty if it names none. */
export function organizationInText(event: Item): string {
  return matchOf(event)?.groups['organization'] ?? '';
}

/** The texts of an event that tell what failed: its description, and what its details add. */
export function textsOf(event: Item): readonly string[] {
  const details = objectField(event, 'details');
  const added = ['error', 'failure_details', 'provider_error', 'action_error'].map((field) =>
    textField(objectField(details, field), 'message'),
  );
  const texts = [textField(event, 'description'), ...added, textField(objectField(details, 'authenticator'), 'type')];
  return texts.map((text) => text.trim()).filter(Boolean);
}

/** Whether an event tells of a login that succeeded, or of what ends failures. */
export function isSuccess(event: Item): boolean {
  return isLogin(event) || successTypes.includes(typeOf(event));
}

/** Whether an event tells of a login that succeeded, or of a token that a machine has got. */
export function isLogin(event: Item): boolean {
  return Object.values(loginTypes).flat().includes(typeOf(event));
}

/**
 * What has made a failure history: a later event, `login` if the profile tells of one, or `setting` if a setting has
 * been changed since. A login overcomes what the person typed, for the same connection; a block, for the same connection
 * and IP address; a failure of a connection, for the same connection, organization and application; everything else of the
 * same organization and application. Of a connection that fails before anybody is known, it is the login of anybody.
 * @param condition what the event names, `undefined` if it names nothing
 * @param userId the ID of the asked person, if one is asked about
 */
export function endOf(
  condition: string | undefined,
  event: Item,
  facts: Facts,
  userId: string | undefined,
): Item | 'login' | 'setting' | undefined {
  const kind = condition === undefined ? undefined : kinds[condition];
  if (kind?.isMended?.(event, facts)) {
    return 'setting';
  }
  if (kind?.isOfSettings) {
    return undefined;
  }
  const [user, id, connection] = [valueOf(facts.user) ?? {}, userIdOf(event), textField(event, 'connection')];
  const hasOneConnection = userId !== undefined && connectionsOfUser(facts).length === 1;
  const isOfConnection = kind?.about === 'credentials' || kind?.about === 'account';
  if (kind?.about === 'credentials' && hasOneConnection && dateMsOf(user, 'last_login') > dateMsOf(event)) {
    return 'login';
  }
  const isOfNobody = id === '' && textField(event, 'user_name') === '';
  return (valueOf(facts.events) ?? []).find((success) => {
    if (!isSuccess(success) || !(dateMsOf(success) > dateMsOf(event))) {
      return false;
    }
    const isSameConnection = connection !== '' && connection === textField(success, 'connection');
    const isSamePlace =
      textField(success, 'organization_id') === valueOf(facts.organization)?.id &&
      [textField(success, 'client_id'), ''].includes(clientOf(event));
    if (userIdOf(success) !== (id || userId) || (userId === undefined && isOfNobody)) {
      const isMachine = typeOf(success) === 'seccft' && isSamePlace && isEqual('audience', success, event);
      return isMachine || (isLogin(success) && isOfNobody && isSamePlace && isSameConnection);
    }
    if (!isLogin(success)) {
      return kind?.endedBy?.includes(typeOf(success)) ?? false;
    }
    if (isOfConnection) {
      // A block is of the account and the IP address.
      return (hasOneConnection || isSameConnection) && (kind.about === 'credentials' || isEqual('ip', success, event));
    }
    return isSamePlace && (kind?.about !== 'connection' || isEqual('connection', success, event));
  });
}

/** Whether a field of two events has the same text, as far as both have it. */
function isEqual(field: string, one: Item, other: Item): boolean {
  const [first, second] = [textField(one, field), textField(other, field)];
  return first === '' || second === '' || first === second;
}

/** The result of a comparison with the texts that name conditions. */
interface Match {
  readonly conditions: readonly string[];
  /** What the text names. */
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** How much of a text is compared, in UTF-16 code units: more than an address in it can have. */
const COMPARED_LENGTH = 2500;

/** Each condition asks for the match of each event, and texts of hostile events take long to compare. */
const matches = new WeakMap<Item, readonly Match[]>();

/** The text of an event that names conditions. */
function matchOf(event: Item): Match | undefined {
  return (matches.get(event) ?? matchesOf(event))[0];
}

function matchesOf(event: Item): readonly Match[] {
  const texts = textsOf(event).map((text) => text.slice(0, COMPARED_LENGTH).replace(/\s+/g, ' '));
  const found = texts.flatMap((text) =>
    byText.flatMap(({ pattern, conditions }): readonly Match[] => {
      const match = pattern.exec(text);
      return match ? [{ conditions, groups: match.groups ?? {} }] : [];
    }),
  );
  matches.set(event, found);
  return found;
}

/** A pattern for a whole text of an event, behind the code of an error or not. */
function patternOf(text: string): RegExp {
  const placeholders: Readonly<Record<string, string>> = {
    '{id}': '\\S{1,300}',
    '{user}': '(?:[\\w-]+\\|[^\\n\\r]{1,300}?|\\S{1,300})',
    '{organization}': '(?<organization>\\S{1,100}?)',
    '{url}': '(?<url>\\S{1,2000})',
    '{audience}': '(?<audience>.{0,300}?)',
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

/** Whether an address is an allowed one, whose host can begin with a `*`. */
function isSameUrl(url: string, allowed: string): boolean {
  const pattern = allowed.split(/\*+/).map(regExpSource).join('[\\w-]+');
  return new RegExp(`^${pattern}$`).test(url);
}
