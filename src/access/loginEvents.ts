import { readString } from '../api/jsonFields.ts';
import { dateField, type Item, objectField, textField } from '../sections/section.ts';
import { regExpSource } from '../text/plainText.ts';
import { type AccessQuestion, type Facts, valueOf } from './facts.ts';

/** A condition that an event names. */
export interface Name {
  /** The ID of the condition. */
  readonly condition: string;
  /** `code`: the type of the event decides. `text`: only its description names the condition. */
  readonly by: 'code' | 'text';
}

/**
 * The conditions that the type of an event names.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
const byCode: Readonly<Record<string, string>> = {
  organization_access_denied: 'association',
  fp: 'password',
  fu: 'userName',
  limit_wc: 'accountBlocked',
  limit_sul: 'accountBlocked',
  limit_mu: 'addressBlocked',
  pwd_leak: 'breachedPassword',
  signup_pwd_leak: 'breachedPassword',
  fi: 'invitationAddress',
  gd_auth_failed: 'mfa',
  gd_auth_rejected: 'mfa',
  gd_auth_fail_email_verification: 'mfa',
  gd_otp_rate_limit_exceed: 'mfa',
  gd_recovery_failed: 'mfa',
  gd_recovery_rate_limit_exceed: 'mfa',
  gd_send_pn_failure: 'mfa',
  gd_send_sms_failure: 'mfa',
  gd_send_voice_failure: 'mfa',
  gd_send_email_verification_failure: 'mfa',
  gd_start_enroll_failed: 'mfa',
  gd_webauthn_challenge_failed: 'mfa',
  gd_webauthn_enrollment_failed: 'mfa',
  feoobft: 'mfa',
  feotpft: 'mfa',
  fercft: 'mfa',
  actions_execution_failed: 'action',
};

/** The types of events whose text tells why the login failed. */
const typesWithText = [
  ...['f', 'fcoa', 'fens', 'fsa', 'fdelsa', 'fs', 'fi', 'fpar'],
  ...['feacft', 'fdeleacft', 'feccft', 'fecte', 'fede', 'fepft', 'fepotpft', 'ferrt', 'fertft'],
];

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

/** The conditions that a later login of the same user shows to be overcome, wherever it led. */
const overcomeByLogin = ['password', 'userName', 'accountBlocked', 'addressBlocked', 'breachedPassword', 'mfa'];

/** The conditions that an event names. Its type decides, except that an invitation fails for more reasons than its type tells. */
export function namesOf(event: Item): readonly Name[] {
  const type = textField(event, 'type');
  const code = Object.hasOwn(byCode, type) ? byCode[type] : undefined;
  const texts = typesWithText.includes(type) ? (matchOf(event)?.conditions ?? []) : [];
  const named = texts.map((condition): Name => ({ condition, by: condition === code ? 'code' : 'text' }));
  return named.length > 0 || code === undefined ? named : [{ condition: code, by: 'code' }];
}

/** Whether there are events that name a condition. */
export function isNameable(condition: string): boolean {
  return (
    Object.values(byCode).includes(condition) ||
    byText.some(({ conditions }) => conditions.some((named) => named === condition))
  );
}

/** The texts of an event that tell what failed. */
export function textsOf(event: Item): readonly string[] {
  const { message } = objectField(objectField(event, 'details'), 'error');
  return [textField(event, 'description'), readString(message) ?? ''].map((text) => text.trim()).filter(Boolean);
}

/** Whether the user of the question has logged in since an event that named the condition. */
export function isOvercome(condition: string, event: Item, { user }: Facts): boolean {
  const lastLogin = dateField(valueOf(user) ?? {}, 'last_login');
  const date = dateField(event, 'date');
  return overcomeByLogin.includes(condition) && !!lastLogin && !!date && lastLogin > date;
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

/** The conditions that fail for everybody, before Auth0 knows who logs in. Their events name no user. */
const impersonal = [
  ...['organizationExists', 'plan', 'clientGrants', 'grantOrganization', 'organizationName', 'organizationNameForm'],
  ...['organizationUsage', 'organizationSent', 'thirdPartyAccess', 'association'],
  ...['connectionsEnabled', 'connectionsVisible', 'applicationConnections'],
];

/** The conditions that hold for all applications, through whichever one the account was blocked. */
const ofAccount = ['accountBlocked', 'addressBlocked', 'breachedPassword'];

/**
 * Whether an event is about the login of the question. The ID of an organization in a failed login can be any text that
 * the application sent, such as the name.
 */
export function concerns(event: Item, { organizationId, clientId, userId }: AccessQuestion, facts: Facts): boolean {
  const organizations = [textField(event, 'organization_id'), matchOf(event)?.organization ?? ''].filter(Boolean);
  const titles = [organizationId, valueOf(facts.organization)?.name];
  const client = textField(event, 'client_id');
  // Without a user, an event of neither the organization nor the application can be about anybody's login to anything.
  const isOfEverybody = organizations.length > 0 || client === clientId;
  return (
    organizations.every((organization) => titles.includes(organization)) &&
    (clientId === undefined || client === '' || client === clientId || isOfAccount(event)) &&
    (userId === undefined
      ? isOfEverybody
      : isOfUser(event, userId, textField(valueOf(facts.user) ?? {}, 'email')) ||
        (isOfEverybody && isImpersonal(event)))
  );
}

function isOfUser(event: Item, userId: string, email: string): boolean {
  const [id, name] = [textField(event, 'user_id'), textField(event, 'user_name')];
  return id === '' ? name !== '' && name.toLowerCase() === email.toLowerCase() : id === userId;
}

function isOfAccount(event: Item): boolean {
  return namesOf(event).some(({ condition }) => ofAccount.includes(condition));
}

function isImpersonal(event: Item): boolean {
  const names = namesOf(event);
  return (
    textField(event, 'user_id') + textField(event, 'user_name') === '' &&
    names.length > 0 &&
    names.every(({ condition }) => impersonal.includes(condition))
  );
}
