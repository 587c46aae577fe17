import { type ApiError, isMissingOrganization, type Reason, saysWhatIsMissing } from '../api/apiError.ts';
import { type Limit, LONGEST_WAIT_MS, usedUpLimit } from '../api/rateLimits.ts';
import { isRecord } from '../api/jsonFields.ts';
import { eventText, withoutDevice } from '../sections/eventSecrets.ts';
import { maskFields } from '../sections/maskFields.ts';
import { type Item, objectField, textField } from '../sections/section.ts';
import { visibleJson } from '../text/json.ts';
import { inRow, plainText, replaceInvisible } from '../text/plainText.ts';
import { isSecretField } from '../text/secretNames.ts';
import { maskText } from '../text/secrets.ts';

/** Four groups and no more: object identifiers have the same form. */
const ipv4 = /(?<!\d\.?)\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d+(?![\w-]))/g;

/** As providers write it into host names, `ip-10-0-0-1` and `ec2-3-94-12-55`. Four groups and no more: a date with its time has six. */
const ipv4InHostName = /(?<!\d|\b\d+-)\d{1,3}(?:-\d{1,3}){3}(?!\d|-\d)/g;

/** Host names that are made of an IPv6 address, with dashes or one digit a label. */
const ipv6InHostName = /[\da-f-]{3,45}(?=\.(?:ipv6-literal\.net|sslip\.io))|(?:[\da-f]\.){8,32}(?=ip6\.arpa)/gi;

/** With at least four groups, since times and ratios have fewer, or with the sign for groups that are left out, which alone is nobody's. A word that is no group can be before it. */
const ipv6 =
  /(?<=(?<![\w:])|(?<!\w)[a-z_-]{0,20}[g-z_-][a-z_-]{0,20}:)(?!::(?!\w))(?:(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}|(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?)(?![\w:])/gi;

/** A user agent as browsers and HTTP clients send it: products with their versions, and remarks in brackets. */
const userAgent =
  /\b(?:Mozilla|Auth0\.\w+|AppleWebKit|CFNetwork|Opera|Dalvik|Dart|okhttp|curl|Wget|PostmanRuntime|python-requests|axios|node-fetch|undici|Go-http-client|Apache-HttpClient|Java)\/[\w.]+(?: (?:\((?:[^()]|\([^()]{0,100}\)){0,200}\)|[\w.-]{1,40}\/[\w.]{1,40}))*/g;

/** Also of a domain in any alphabet, in quotes, and with the sign as in a URL. An apostrophe can be within, as in O'Neil. */
const emailAddress =
  /(?:"[^"\n]{1,64}"|(?:[^\s@"'“”<>(),;:]|(?<=\w)'(?=\w)){1,64})(?:@|%40)[\p{L}\p{M}\p{N}_-]{1,63}(?:\.[\p{L}\p{M}\p{N}_-]{1,63})+/gu;

/** Names whose values a person may see in a document of the own tenant, but which can be of use to anybody else. */
const alsoSecret = /(?:^|[^a-z])(?:bearer|basic[-_]?auth|dsn|conn(?:ection)?[-_]?str(?:ing)?|[rs]k)$/i;

/** The path of how many tokens applications get by the grant of this name, and no credentials. */
const quota = /^token_quota\.client_credentials(?=\.|$)/;

/** Pages that an answer names as the documentation of a rule. */
const documentation = /^https:\/\/auth0\.com\/docs\/[\w/#.-]{0,200}$/;

const devices = [ipv4, ipv4InHostName, ipv6, ipv6InHostName, userAgent];
/** An email address first: its domain can have an IP address, without which it would be none. */
const everyAddress = [emailAddress, ...devices];

/** @param kept the addresses that stay, in small letters */
function without(addresses: readonly RegExp[], text: string, kept?: ReadonlySet<string>): string {
  const replaced = (found: string) => (kept?.has(found.toLowerCase()) ? found : '…');
  return addresses.reduce((rest, address) => rest.replace(address, replaced), text);
}

/** A text without IP addresses and user agents. */
export function withoutAddresses(text: string): string {
  return without(devices, text);
}

/**
 * A value as a language model gets it: without anything that can be a secret, and without IP addresses and user agents, also
 * in the names of fields, which a tenant can choose as well. Every answer of a tool passes here, whatever a tenant has sent.
 * @param given what has addresses that stay: the domains of the tenants, and what the model itself has sent, at any depth. A
 *   secret among them is masked all the same
 * @param withEmail whether email addresses stay
 */
export function forModel(value: unknown, given: unknown, withEmail: boolean): unknown {
  const said = JSON.stringify(given);
  const kept = new Set(everyAddress.flatMap((address) => said.match(address) ?? []).map((one) => one.toLowerCase()));
  const addresses = withEmail ? devices : everyAddress;
  const masked = (text: string) =>
    documentation.test(text) ? text : asRead(text, (plain) => without(addresses, maskText(plain), kept));
  return withNames(maskFields(value, isSecretForModel, masked), masked);
}

/** Whether a field holds what a model does not get, also where its name has letters of other shapes or some that cannot be seen. */
function isSecretForModel(name: string, ...rest: readonly [holder: string, value: unknown]): boolean {
  const plain = plainLetters(name).trim();
  const isQuota = rest[0] === 'token_quota' && plain === 'client_credentials';
  return !isQuota && (isSecretField(plain, ...rest) || alsoSecret.test(plain));
}

/** The colors of a terminal. */
const colors = /\u001b\[[\d;]*m/g;

/** A text in its usual letters, without what cannot be seen: a name or a secret is no other one with it. */
function plainLetters(text: string): string {
  const visible = replaceInvisible(text.replace(colors, ''), (character) =>
    /[\t\n\r]/.test(character) ? character : '',
  );
  return visible.normalize('NFKC');
}

/** The text as it is, unless a part of what a reader takes it for is masked. */
function asRead(text: string, masked: (plain: string) => string): string {
  const plain = plainLetters(text);
  const shown = masked(plain);
  return shown === plain ? text : shown;
}

/** The value with other names of fields. Fields whose names become the same are told apart by a number. */
function withNames(value: unknown, nameOf: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => withNames(item, nameOf));
  }
  if (!isRecord(value)) {
    return value;
  }
  const fields = new Map<string, unknown>();
  for (const [name, field] of Object.entries(value)) {
    const shown = nameOf(name);
    fields.set(fields.has(shown) ? `${shown} (${fields.size + 1})` : shown, withNames(field, nameOf));
  }
  return Object.fromEntries(fields);
}

/** A text of a tenant in an error: without what can be a secret, and without anybody's address. */
export function withoutSecrets(text: string): string {
  return asRead(text, (plain) => without(everyAddress, maskText(plain)));
}

/** The value of a field by its path with dots, masked by the names in the path. A name can have dots itself, as `api.key` has. */
export function fieldForModel(path: string, value: unknown): unknown {
  const told = path.replace(quota, 'quota');
  const names = [told, ...told.split('.')];
  const isSecret: typeof isSecretField = (field, ...rest) =>
    (field === told ? names : [field]).some((name) => isSecretForModel(name, ...rest));
  const masked = (all: unknown) => maskFields({ [told]: all }, isSecret)[told];
  return turned(masked(turned(masked(value))));
}

/** Pairs of texts the other way round: of a name and a value in a list that is sorted, either can come first. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const isPair = value.length === 2 && value.every((part) => typeof part === 'string');
    return isPair ? value.toReversed() : value.map(turned);
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, turned(field)]))
    : value;
}

/** The lengths of texts, and the numbers of items and fields, to which a value is shortened, one after the other. */
const steps = [
  { texts: 2000, items: 200 },
  { texts: 500, items: 50 },
  { texts: 100, items: 10 },
  { texts: 20, items: 3 },
];

/**
 * A JSON value that is at most so long as JSON. A value that is too long has its texts, lists and objects shortened, and
 * says so.
 * @param longest in UTF-16 code units
 */
export function shortenedToFit(value: unknown, longest: number): unknown {
  const length = visibleJson(value).length;
  if (length <= longest) {
    return value;
  }
  const note = `This is a part. The whole has ${length} characters as JSON.`;
  // A copy of what JSON has: an object can say by itself what it is as JSON.
  const whole: unknown = JSON.parse(JSON.stringify(value));
  for (const step of steps) {
    const short = shortened(whole, step);
    const noted = isRecord(short) ? { ...short, shortened: note } : { shortened: note, value: short };
    if (visibleJson(noted).length <= longest) {
      return noted;
    }
  }
  return { shortened: note };
}

function shortened(value: unknown, step: (typeof steps)[number]): unknown {
  if (typeof value === 'string') {
    return value.length > step.texts ? `${value.slice(0, step.texts).toWellFormed()}…` : value;
  }
  if (Array.isArray(value)) {
    return value.slice(0, step.items).map((item) => shortened(item, step));
  }
  if (isRecord(value)) {
    const fields = Object.entries(value).slice(0, step.items);
    return Object.fromEntries(
      fields.map(([name, field]) => [name.slice(0, step.texts).toWellFormed(), shortened(field, step)]),
    );
  }
  return value;
}

/** A text on one line, without secrets, and cut. @param limit in UTF-16 code units */
export function onOneLine(text: string, limit = 60): string {
  return plainText(asRead(text, maskText), limit);
}

/** Words of others in a sentence: in quotes, see `onOneLine`. */
export function quoted(text: string, limit?: number): string {
  return `“${onOneLine(text, limit).replace(/[“”]/g, '"')}”`;
}

/** The fields of a log event that a language model gets. No other field is given: any can hold an IP address or a user agent. */
const textFields = [
  'user_id',
  'user_name',
  'client_id',
  'client_name',
  'connection',
  'connection_id',
  'strategy',
  'organization_id',
  'organization_name',
  'audience',
  'scope',
];

/** What an event tells, without any IP address, and without its user agent. */
export function textOfEvent(event: Item, text = eventText(event)): string {
  return withoutAddresses(withoutDevice(event, text));
}

/**
 * A masked log event without IP addresses and user agents.
 * @param meaning what the type of the event means
 */
export function eventForModel(event: Item, meaning: string): Item {
  const texts = textFields.map((field) => [field, textOfEvent(event, textField(event, field))] as const);
  const error = textField(objectField(objectField(event, 'details'), 'error'), 'message');
  return {
    log_id: textField(event, 'log_id') || textField(event, '_id'),
    date: event['date'],
    type: event['type'],
    meaning,
    text: textOfEvent(event),
    ...Object.fromEntries(texts.filter(([, text]) => text !== '')),
    ...(error && { error: textOfEvent(event, error) }),
  };
}

/** A failure of one of several things that a tool reads. */
export class PartFailure extends Error {
  readonly error: ApiError;

  /** @param what what failed, in English and without a full stop */
  constructor(error: ApiError, what: string) {
    super(what);
    this.error = error;
  }
}

/** Says what failed and why. @param what in English and without a full stop */
export function describeError(error: ApiError, what: string): string {
  const { status, errorCode, networkCode } = error.details;
  // The tenant can send anything as its code, also an address or a key.
  const code = /^[a-z][a-z_]{1,60}$/i.test(errorCode ?? '') ? errorCode : undefined;
  const codes = [status, code, networkCode].filter((one) => one !== undefined);
  return `${what}${codes.length > 0 ? ` (${codes.join(' ')})` : ''}: ${describeReason(error)}`;
}

/** What a reason means where its name does not say it, in English like all texts for language models. */
const meanings: Partial<Readonly<Record<Reason, string>>> = {
  notFound: 'The tenant does not have it: IDs are case-sensitive, names can be changed.',
  serverError: 'Auth0 or a gateway in front of it failed. Try again later.',
  queryTimeout: 'The search took the tenant too long. Narrow it.',
  missingFeature: 'The tenant does not have this feature.',
  secretStorage: 'The keyring of the system may be locked: ask the user to unlock it.',
  notJson: 'A proxy, a firewall or a login page answered in place of the tenant.',
  redirected: 'The tenant answered with a redirect, which was not followed.',
  certificate: 'The certificate is not trusted. A proxy may inspect the traffic.',
  unknownHost: 'The host was not found. The user may be offline or need a VPN.',
  refused: 'The host refused the connection.',
  timeout: 'The tenant did not answer in time. Try again later.',
  unreachable: 'The connection broke early. Try again.',
};

/** What is not known with a token that reads the summary of organizations alone. */
export const fieldsNotSent =
  'Read with a token that may not be sent all fields of organizations, for want of the scope read:organizations.';

/** What is used up, by the limit that refuses a request. */
const limits: Readonly<Record<Limit, string>> = {
  requests: 'The rate limit of the tenant is used up.',
  tokens: 'The tenant gives out no more access tokens for now.',
  unknown: 'The tenant, or a gateway in front of it, takes no more requests for now.',
};

function meaningOf(error: ApiError): string | undefined {
  if (error.reason === 'rateLimited') {
    return `${limits[usedUpLimit(error)]} Wait before you try again.`;
  }
  return error.reason === 'notFound' && !saysWhatIsMissing(error)
    ? 'It can be a gateway in front of the tenant that found nothing.'
    : meanings[error.reason];
}

/** What the server said, in quotes and without anybody's address, and what the reason means. */
function describeReason(error: ApiError): string {
  const { reason, details } = error;
  const { serverMessage = '', retryAfterSeconds } = details;
  const meaning = meaningOf(error);
  const words = reason.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const elsewhere = isMissingOrganization(error) ? 'look_up_organizations asks all tenants.' : '';
  const wait =
    retryAfterSeconds === undefined
      ? ''
      : retryAfterSeconds * 1000 >= LONGEST_WAIT_MS
        ? 'The next request can be made in an hour or later.'
        : `The next request can be made in ${retryAfterSeconds} s.`;
  const said = withoutSecrets(serverMessage);
  return inRow([said === '' ? `${words}.` : `The tenant said: ${quoted(said, 300)}.`, meaning, elsewhere, wait]);
}
