/** Parts of names that always name a secret. */
const secretPart =
  /pass(?:word(?!less)|wd|code|phrase)|pwd|secret|token|ticket|credential|assertion|cookie|authorization$|jwt|verifier|nonce|signature|saml_?re|(?:api|private|recovery|encryption|signing|access)_?key|session_?id|csrf|xsrf|creds/;

/** Names that hold a code or a link, or that repeat a request or a response, in which anything can be secret. */
const secretName =
  /(?:^|_)(?:otp|pin|pass|sid|qs|query|body|payload|headers?|links?)(?:$|_)|(?<![a-z])codes?$|^(?:otp|auth|user|device)codes?$/;

/** Names that tell of a secret, or of a code that is none. */
const harmlessName =
  /^accessed_secrets$|^(?:invalid|missing|expired|unsupported|unknown)_|_(?:type|method|error|exception|policy|name|endpoint|lifetime|algorithm)$|(?:^|_)(?:status|error|reason|response|http|language|country|continent|subdivision|postal)_codes?$/;

/** Names of parts of a request or a response. In a sentence, such a name is followed by the part itself. */
const container = /(?:^|_)(?:qs|query|body|payload|headers?|links?)(?:$|_)/;

/** Names whose value can be a secret or something harmless. */
const doubtful = /(?:^|_|relay)(?:state|invitation)$|^code$/;

/** Names whose value can have spaces. */
const phrase = /pass|pwd|secret|credential/;

/** Names of headers whose value ends with the line. */
const header = /(?:^|_)(?:cookies?|authorization)$/;

/** Whether a field of this name holds a secret. @param holder the name of the field whose value holds the field */
export function isSecretName(name: string, holder = ''): boolean {
  const words = wordsOf(name);
  // An authorization code is never in an error.
  return isSecret(words) && !(words === 'code' && holder === 'error');
}

/**
 * What a value in a text is, by its name. `word` ends at a space, `phrase` can have spaces, `line` ends with the line, and
 * `doubtful` is a secret only if it looks like one.
 */
export type ValueKind = 'harmless' | 'doubtful' | 'word' | 'phrase' | 'line';

/** @param isQuoted whether the name is in quotes, as in JSON */
export function valueKind(name: string, isQuoted: boolean): ValueKind {
  const words = wordsOf(name);
  if (doubtful.test(words)) {
    return 'doubtful';
  }
  if (!isSecret(words) || (!isQuoted && container.test(words))) {
    return 'harmless';
  }
  if (header.test(words)) {
    return 'line';
  }
  return phrase.test(words) ? 'phrase' : 'word';
}

function isSecret(words: string): boolean {
  return (secretPart.test(words) || secretName.test(words)) && !harmlessName.test(words);
}

/** A name in small letters with underscores: `clientSecret`, `Client-Secret` and `client secret` are `client_secret`. */
function wordsOf(name: string): string {
  return name.replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])|[-. ]/g, '$1$2_').toLowerCase();
}
