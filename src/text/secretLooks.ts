import { mask } from './plainText.ts';

/**
 * Secrets that anybody knows by their form: keys, tokens and client secrets of Google, AWS, Slack, GitHub, SendGrid, Stripe
 * and Entra, hashes of passwords, and addresses of webhooks, which are enough to post, and of links.
 * @see https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 */
export const knownSecret =
  /(?<![\w-])(?:AIza[\w-]{35}|A[KS]IA[A-Z2-7]{16}|ya29\.[\w-]{10,}|(?:GOCSPX|glpat|sk)-[\w-]{20,}|4\/0[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|(?:gh[opsur]|npm)_\w{36,}|shp\w\w_\w{32}|github_pat_\w{22,}|SG\.[\w-]{16,}\.[\w-]{16,}|(?:[rs]k_(?:live|test)|whsec)_[\w+/=]{16,}|[\w.~-]{3}\dQ~[\w.~-]{31,34}|\$2[abxy]?\$\d\d\$[\w./]{20,}|(?<=\bresponse="?)[\da-f]{32}|\$argon2(?:id|i|d)\$[\w$=,+/.]{20,}|bot\d{6,}:[\w-]{30,}|(?<=hooks\.slack\.com\/\w{1,9}\/|\/webhook(?:b2\/|s\/(?=\d{15})))[\w/@-]+|(?<=\/(?:invite|magic(?:[_-]?link)?|reset(?:[_-]password)?)\/)(?=[\w-]{0,40}\d)[\w-]{8,})/g;

/** A scope whose action stands last. */
const scope = /^[\w.-]+:(?:read|write|create|update|delete|manage|admin|list)(?:_\w*)?$/;

/** Whether a text is a scope. */
export function isScope(text: string): boolean {
  return scope.test(text);
}

/** Forms of IDs, dates, places and error codes, which a diagnosis needs. */
const harmlessForms = [
  // IDs of Auth0: of organizations and so on, of users, and of log events.
  /^(?:org|con|rol|uinv|cgr|cred|tpc)_\w+$/,
  /^[a-z]{2,8}_[A-Za-z\d]{16}$/,
  /^[a-z][\w-]*\|/,
  /^\d{40,}$|^-\d+$/,
  // Dates, times, versions, IP addresses and phone numbers.
  /^1\d{9}(?:\d{3})?$/,
  /^\d{4}-\d\d-\d\d(?:T[\d:.+-]+Z?)?$/,
  /^v?\d+(?:[.:]\d+)+Z?$|^\+\d+$/,
  // Error codes of Entra, ADFS, .NET, Okta, Oracle, PostgREST and Windows, and those of words in capitals.
  /^(?:AADSTS|AADB2C|MSIS|IDX|E0000|ORA-|DSID-|PGRST|0x)[\dA-Fa-f]+$/,
  /^(?=[A-Z\d_]*[A-Z]{3})[A-Z\d]+(?:_[A-Z\d]+)+$/,
  // Domains, email addresses, URLs, scopes, paths, places in programs, and other fields.
  /^(?:[^\s@/]+@)?(?:[\w-]+\.)+[a-z]{2,10}(?::\d+)?$/,
  /:\/\/|^(?:urn|read|create|update|delete|write|manage):|^(?:\/[\w.~-]+){2,}|\.[cm]?[jt]s:\d|^[\w.-]+=[^=]/,
  scope,
];

/** Forms that IDs of applications and requests, error codes, and secrets have. */
const doubtfulForm = /^[\dA-Fa-f]{8}(?:-[\dA-Fa-f]{4}){3}-[\dA-Fa-f]{12}$|^[A-Za-z\d]{32}$|^[A-Z]{1,10}-?\d{4,8}$/;

/** The forms of codes that a person types on another device: without a hyphen there are no vowels, which words have. */
const userCode = /^(?:[A-Z\d]{4}-[A-Z\d]{4}|[B-DF-HJ-NP-TV-XZ]{8,9})$/;

/** What says in place of a value that there is none, or begins a sentence about it. */
export const noValue =
  /^(?:[a-z]*(?:\(\s*(?:nil|null|none|undefined)?\s*\)|\{\s*\}|\[\s*\])|\[object |(?:is|are|was|were|has|have|had|must|may|can|cannot|can't|could|should|will|would|does|do|did|not|no|yes|none|null|undefined|true|false|too|at|in|on|for|of|from|with|and|or|but|to|jwt|invalid|missing|required|expired|revoked|rejected|denied|blocked|disabled|enabled|optional|unknown|unexpected|unsupported|malformed|empty|mismatch|changed|updated|wrong|incorrect|failed|failure|error|signature|verification|please|header|doit|doivent|est|sont|a expiré|n'est|ne|trop|invalide|incorrecte?|expirée?|manquante?|requise?|obligatoire|muss|müssen|ist|sind|darf|nicht|kein|keine|zu|falsch|ungültig|abgelaufen|erforderlich|fehlt|leer|\d+ of \d+)(?=[.!?)]*(?:\s|$)))/i;

/** Errors and their codes, which stand behind the name of what they are about. */
export const failure = rule('')`
  ^(?:[A-Za-z]{1,40}(?:Error|Exception)|AADSTS\d+|(?:ERR?|SEC_E)_[A-Z\d_]+|E(?:CONN|NOT|TIMED|AI_)[A-Z]+
  |(?:invalid|missing|expired|unsupported|unauthorized|unknown|insufficient|bad|wrong|too_many)(?:[_-][a-z]+)+
  |(?:[a-z]+[_-])+(?:denied|found|required|error|failed|failure|pending|expired|unavailable|mismatch|exceeded))(?![\w-])
  |^(?:SQLSTATE|timeout of|getaddrinfo|(?:connect|read) E[A-Z]|HTTP \d{3}|Request failed)
  |^Path \x60|^\[\d{3}\]|^\{\s*\\*["']?(?:error|message|code|status)\b
  |^${mask},?\s\w{1,64}:\s`;

/** Names of techniques with digits. */
const technical = /o?auth[012]|saml2|sha-?\d+|[ehpr]s(?:256|384|512)|base64|pbkdf2|x509|utf-?8/gi;

/** Whether a word has the form of an ID or an error code, and nothing else has this form. */
export function hasHarmlessForm(word: string): boolean {
  return harmlessForms.some((form) => form.test(word));
}

/** Whether a value is a word of a sentence, the name of a technique, or an ID. */
export function isWordOrId(value: string): boolean {
  return /^[A-Za-z-]{0,12}$/.test(value.replace(technical, '')) || hasHarmlessForm(value);
}

/** Whether a word has digits as values have them: beside letters, or four in a row. */
export function hasDigits(word: string): boolean {
  const rest = word.replace(technical, '');
  return !hasHarmlessForm(word) && /\d/.test(rest) && /[A-Za-z]|\d{4}/.test(rest);
}

/**
 * Whether a word that stands near the name of a secret looks like its value: 8 or more characters with a digit, and not
 * what IDs and error codes look like.
 * @param isNamed whether the name stands right before it, so that only what nothing else can be is an ID
 */
export function looksSecret(word: string, isNamed: boolean): boolean {
  if (isNamed && userCode.test(word)) {
    return true;
  }
  return (
    word.length >= 8 &&
    /\d/.test(word.replace(technical, '')) &&
    !hasHarmlessForm(word) &&
    (isNamed || !doubtfulForm.test(word))
  );
}

/** Whether a value looks secret under a name that other things have too. Six digits are what a person types. */
export function looksLikeValue(value: string): boolean {
  return looksSecret(value, true) || /^\d{6}$/.test(value);
}

/** Whether a value looks secret under a name that is that of a code with which somebody logs in. */
export function looksLikeCode(value: string): boolean {
  return looksLikeValue(value) || (/^(?=[^A-Z]*[A-Z])[\w-]{8,}$/.test(value) && !hasHarmlessForm(value));
}

/** Makes a regular expression of a text that has parts of others, over several lines. */
export function rule(flags: string): (strings: TemplateStringsArray, ...parts: readonly (string | number)[]) => RegExp {
  return (strings, ...parts) => new RegExp(String.raw(strings, ...parts).replace(/\n\s*/g, ''), flags);
}
