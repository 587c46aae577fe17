import { rule, looksLikeValue } from './secretLooks.ts';

/** Names of secrets, also in sentences, in English, French, German, Spanish and Portuguese. */
const spoken =
  'pass(?:word(?!less)|w[oö]rt|wd|code|_?phrase)|pin_?code|kennw[oö]rt|mots?_?de_?passe|contrase|senha|pwd|secret|token(?!i[sz])|jeton|ticket|credential|jwt|verifier|nonce|(?:api|private|recovery|encryption|signing|access|subscription|account)_?key|api_?schlüssel|clés?_api|sess(?:ion)?_?id|creds';

/** Parts of names that always name a secret. */
const secretPart = rule('')`${spoken}|assertion|cookie|authorization$|signature|saml_?re|csrf|xsrf|keycloak_id`;

/** Names that hold a link or a password, or that repeat a request or a response, in which anything can be secret. */
const secretName =
  /(?:^|_)(?:[th]?otp|pin|(?:bind|db|user|ldap|smtp|admin|root)?(?:pw|pass)|passe|mdp|sid|sig|hmac|wresult|qs|query|body|payload|headers?|links?)(?:$|_)/;

/** Names of codes with which somebody logs in. */
const secretCode =
  /(?:^|_)(?:[th]?otp|2_?fa|mfa|sms|email|phone|oob|pass|pin|binding|recovery|backup|reset|verif[a-z]+|confirm[a-z]*|activation|auth[a-z]*|device|user|one_?time|access|security|(?:log|sign)_?in|invit[a-z]+|pairing|[a-zä]+i(?:er|g)ungs|sicherheits|einmal|geräte)_?codes?$/;

/** The same in sentences, where such names can be something else as well. */
const spokenCode = rule('')`
  ${secretCode.source}
  |(?:^|_)(?:(?:[th]?otp|pin)s?|(?:one_?time_pass|einmalpass|einmalkenn)wor[dt]s?|(?:your|votre|ihr|dein)_code
  |usage_unique|de_(?:vérification|confirmation|sécurité|connexion)|code_(?:utilisateur|d[’']autorisation))$`;
const spokenName = rule('')`(?:${spoken})(?:s|er)?$|state_mismatch$`;

/** Names of what is known about a secret, by their last word, or of a code that is none. */
const harmlessName =
  /^(?:accessed_secrets|last_password_reset|jsonwebtoken)$|^(?:max|min|total)_|_(?:type|method|error|exception|policy|names?|endpoint|lifetime(?:_for_web)?|algorithm|counts?|size|length|time|duration|ms|at|age|ttl|expir[a-z]+(?:_in)?|history|strength|dictionary|breach|leak|detection|exchange|dialect|issuer|audience|quota|vault|version|mode|domain|alg|used|limit|remaining|left|[cm]?[jt]sx?|py|rb|go|php)$|(?:^|_)(?:(?:prompt|completion|input|output|cached)_tokens|(?:status|error|aadsts\d+|exit|return|reason|result|response|failure|with|http|language|country|continent|subdivision|postal|zip)_codes?|(?:key|credential|profile)_id|(?:public|primary|foreign|partition|sort|row|cache|idempotency|routing|object)_key)$/;

/** Names of errors, which can hold what is wrong. */
const complaint = /^(?:invalid|missing|expired|unsupported|unknown)_/;

/** Names of parts of a request or a response. In a sentence, such a name is followed by the part itself. */
const container = /(?:^|_)(?:qs|query|body|payload|headers?|links?)(?:$|_)/;

/** Names whose value can be a secret or something harmless, whatever else is in the name. */
const doubtful =
  /(?:^|_|relay)(?:state|invitation|session|2_?fa|mfa|auth|bearer|dsn|connection_?string|service_?account)$/;

/** Names of other codes and keys, which can be as well. */
const doubtfulRest = /(?:^|_)codes?$|_key$/;

/** Names whose value can have spaces. */
const phrase = /pass|pw|mdp|kennwort|secret|credential/;

/** Names of headers whose value ends with the line. */
const header = /(?:^|_)(?:cookies?|authorization)$/;

/**
 * Whether a field of this name holds a secret.
 * @param holder the name of the field whose value holds the field
 * @param value the value of the field. It decides if the name does not
 */
export function isSecretField(name: string, holder: string, value: unknown): boolean {
  const kind = valueKind(name, true);
  if (kind === 'doubtful') {
    // An authorization code is never in an error.
    return (
      !(name === 'code' && holder === 'error') &&
      ([value].flat() as readonly (string | number | object)[]).some(
        (one) => typeof one !== 'object' && looksLikeValue(String(one)),
      )
    );
  }
  return kind !== 'harmless' && !(typeof value === 'number' && isCount(kind, String(value)));
}

/**
 * What a value in a text is, by its name. `word` ends at a space, `phrase` can have spaces, `line` ends with the line, and
 * `doubtful` is a secret only if it looks like one.
 */
export type ValueKind = 'harmless' | 'doubtful' | 'word' | 'phrase' | 'line';

/** @param isQuoted whether the name is in quotes, as in JSON */
export function valueKind(name: string, isQuoted: boolean): ValueKind {
  const words = wordsOf(name);
  if (harmlessName.test(words)) {
    return 'harmless';
  }
  if (doubtful.test(words)) {
    return 'doubtful';
  }
  if (!secretPart.test(words) && !secretName.test(words) && !secretCode.test(words)) {
    return doubtfulRest.test(words) ? 'doubtful' : 'harmless';
  }
  if (complaint.test(words)) {
    return 'doubtful';
  }
  if (!isQuoted && container.test(words)) {
    return 'harmless';
  }
  if (header.test(words)) {
    return 'line';
  }
  return phrase.test(words) ? 'phrase' : 'word';
}

/** Whether a value only counts something, as in `tokens: 2`, or is a version. The shortest PIN has four digits, but a password can be short. */
export function isCount(kind: ValueKind, value: string): boolean {
  return kind === 'word' && /^(?:\d{1,3}|v?\d{1,3}(?:\.\d{1,5}){2})$/.test(value);
}

/** What the last of some words of a sentence name: a secret, a code with which somebody logs in, or any code. */
export function spokenKind(text: string): 'secret' | 'login' | 'code' | undefined {
  const words = wordsOf(text);
  if (harmlessName.test(words)) {
    return undefined;
  }
  if (spokenCode.test(words)) {
    return 'login';
  }
  return spokenName.test(words) ? 'secret' : /(?:^|_)code$/.test(words) ? 'code' : undefined;
}

/** The small letters of Greek and Cyrillic among which are some that look like Latin ones, as in a set of characters. */
export const otherLetters = '\u03b1-\u0458';

/** Such a letter, and behind it the Latin one that it looks like. */
const lookalikes = '\u0430a\u0435e\u043eo\u03bfo\u0440p\u0441c\u0443y\u0445x\u0456i\u0455s\u0458j\u043ak\u0442t';
const otherLetter = new RegExp(`[${otherLetters}]`, 'g');

/**
 * A name in small letters with underscores: `clientSecret`, `Client-Secret` and `client secret` are `client_secret`. A letter
 * that looks like a Latin one is taken for it, as by a reader.
 */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])|[-. (]+/g, '$1$2_')
    .toLowerCase()
    .replace(otherLetter, (letter) => lookalikes.charAt(lookalikes.indexOf(letter) + 1));
}
