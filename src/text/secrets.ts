import { jsonWebToken, mask, maskInvitationLinks } from './secretForms.ts';
import { hasDigits, hasHarmlessForm, isWordOrId, knownSecret, looksLikeValue } from './secretLooks.ts';
import { isCount, type ValueKind, valueKind } from './secretNames.ts';
import { maskSentences } from './secretSentences.ts';

const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
/** A single word, or a parameter such as `realm="acme"`, follows where no credentials do. */
const credentials =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC|Negotiate|DPoP|AUTH (?:PLAIN|LOGIN|XOAUTH2)) +(?![A-Za-z]?[a-z]{1,20}(?:[\s.,:;!?)"']|$)|[A-Z\d]+(?:\s|$)|[a-z_]+=")[\w+/=.~-]+/g;
const url = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s"'<>?#]*)([?#](?:(?!&quot;|&#34;)[^\s"<>])*)?/gi;
const relativeQuery = /([?#])[^\s"'<>?#=]*=[^\s"<>]*/g;

/** A quotation mark of JSON, which can be inside other JSON, or encoded for HTML, a URL or JSON. */
const quote = String.raw`\\{0,64}["'\x60]|&(?:quot|apos|#3[49]|#x2[27]);|%(?:25){0,3}2[27]|\\{1,64}u002[27]`;
const sign = String.raw`[:=]>?|%(?:25){0,3}3[ADad]|&#(?:58|61|x3[ADad]);|\\{1,64}u003[ADad]`;

/** French has such spaces before a colon and within quotation marks. */
const space = String.raw`[ \t\u00a0\u202f]`;

/**
 * The beginning of a field: `"name":`, `name=`, `name: `, `<name>`, `"name",` in a list of both, `name="…" value=` in forms
 * and lists of headers, or `name "` and `name is "` as in sentences. The value is not a part,
 * because it can hold other fields.
 */
const fieldStart = new RegExp(
  [
    String.raw`(?<!\\)(?:${quote})?(?<![\w-])[Nn]ame(?:${quote})?\s?[:=]\s?(?<nameQuote>${quote})(?<named>[\w .-]{1,64})\k<nameQuote>(?:[\s,]{1,9}(?:${quote})?value(?:${quote})?\s?[:=]\s?|(?:\r?\n|\\{1,8}r\\{1,8}n){2})`,
    String.raw`(?<!\\)(?<quote>${quote})(?<quoted>[\w .:-]{1,64})\k<quote>\s{0,9}(?:${sign}|(?<comma>,))\s{0,9}`,
    String.raw`(?:<|&lt;)(?:[\w-]{1,32}:)?(?<tag>[\w-]{1,64})(?:\s[^<>]{0,256}?)?(?:>|&gt;)`,
    String.raw`(?:%(?:25){0,3}[\dA-F]{2}|\\{1,64}(?:[nrt]|u00[\dA-Fa-f]{2})|(?<![\w.-])-{0,2})(?<bare>[A-Za-z_][\w.-]{0,63})(?:\]|%(?:25){0,3}5D)?${space}{0,9}(?:(?<sign>${sign})(?:\s{0,32}(?=${quote})|${space}{0,9})|(?<=${space})(?:(?:is|was|est|ist|lautet)${space})?(?=${quote}|[“„«]))`,
  ].join('|'),
  'g',
);

/** A value in quotes. One whose end was cut off goes on to the end of the text. */
const quotedValue = new RegExp(
  String.raw`(?:(?<mark>${quote})(?<inner>[^]*?)(?:(?<!\\)\k<mark>|$)|(?<open>[“„«]${space}?)(?<typeset>[^“”„«»\r\n]*?)(?<close>${space}?[“”»]|$))`,
  'y',
);
const element = /(?<inner>(?:(?!<|&lt;)[^])*)/y;

/** The ends of values without quotes. Runs are bounded, so that a long one is not read again from each of its characters. */
const ends = {
  escape: String.raw`\\{1,8}(?:["'nr]|u0026)|&(?=(?:amp|quot|lt|#\w+);|[\w.%[\]-]+=)|<|&lt;|;[\w ]{1,64}=`,
  word: String.raw`["'\s]|[),.:;?\]}]{1,9}(?:["'\s]|$)`,
  /** The end of a sentence, a bracket, or another field. */
  phrase: String.raw`[\r\n]|["'](?:[\s"'),.:;\]}]|$)|[,.;?]?\s{0,9}$|;\s|[.?]\s{1,9}[A-Z]|\s{1,9}(?:\(|--)|\s{0,9}[)\]}](?:[\s"'),.;\]}]|$)|[,;|]?\s{1,9}["'[(]?[\w.-]{1,64}["'\])]?[ \t]{0,9}[:=]`,
};

/** Values without quotes. The end of a list or an object is not looked for. */
const values: Readonly<Record<Exclude<ValueKind, 'harmless'> | 'json' | 'encoded', RegExp>> = {
  word: new RegExp(String.raw`[[{][^]*|(?:(?!${ends.word}|${ends.escape})[^])*`, 'y'),
  phrase: new RegExp(String.raw`[[{][^]*|(?:(?!${ends.phrase}|${ends.escape})[^])*`, 'y'),
  doubtful: new RegExp(String.raw`(?:(?!=[^=\s;,&]|${ends.word}|${ends.escape})[^])*`, 'y'),
  line: /(?:=\\{0,8}"[^"\r\n]{0,4096}"|(?!\\{1,8}[nr]|\\{0,8}"\s{0,9}[,}\]])[^\r\n])*/y,
  json: /[[{][^]*|[^\s,}\]"'&<>]*/y,
  encoded: /(?:(?!%(?:25){0,3}(?:2[267]|[27]C|0A))[^\s"'<>&])*/y,
};

/**
 * By how many of its first characters a value is judged. It is read to its end only if it is a secret, after which the
 * search goes on, so that nothing is read again and again.
 */
const HEAD = 256;

/** What says in place of a value that there is none, or begins a sentence about it. */
const noValue =
  /^(?:\{\}|\[\]|\[object |(?:is|are|was|were|has|have|had|must|may|can|cannot|can't|could|should|will|would|does|do|did|not|no|yes|none|null|undefined|true|false|too|at|in|on|for|of|from|with|and|or|but|to|jwt|invalid|missing|required|expired|revoked|rejected|denied|blocked|disabled|enabled|optional|unknown|unexpected|unsupported|malformed|empty|wrong|incorrect|failed|failure|error|signature|verification|please|header|doit|doivent|est|sont|a expiré|n'est|ne|trop|invalide|incorrecte?|expirée?|manquante?|requise?|obligatoire|muss|müssen|ist|sind|darf|nicht|kein|keine|zu|falsch|ungültig|abgelaufen|erforderlich|fehlt|leer)(?=[.!?)]*(?:\s|$)))/i;

/** What stands before a name in a sentence that says what is wrong with the value. */
const complaint =
  /\b(?<word>invalid|wrong|incorrect|bad|missing|expired|unknown|malformed|unexpected|revoked|the|your|in|for|of)[ \t](?:(?:access|refresh|id|client|device|user|authorization|session)[ \t])?$/i;

/**
 * Masks everything in a text of a server that can be a secret: tokens, private keys, the parameters of links, the values
 * of fields with a secret name in JSON, forms, headers, XML and outputs of programs, and in sentences the words behind
 * such a name that look like its value. IDs, scopes and error codes stay, because a diagnosis needs them. Takes time in
 * proportion to the length of the text.
 */
export function maskText(text: string): string {
  const known = text
    .replace(privateKey, mask)
    .replace(jsonWebToken, mask)
    .replace(knownSecret, mask)
    .replace(credentials, `$1 ${mask}`)
    .replace(
      url,
      (_, scheme: string, rest: string, query?: string) =>
        scheme + rest.replace(/(^|:\/\/)[^/]*@/g, `$1${mask}@`) + (query ? `${query.charAt(0)}${mask}` : ''),
    )
    .replace(relativeQuery, `$1${mask}`);
  return maskSentences(maskFields(maskInvitationLinks(known)));
}

function maskFields(text: string): string {
  const findStart = (from: number): RegExpExecArray | null => {
    fieldStart.lastIndex = from;
    return fieldStart.exec(text);
  };
  let masked = '';
  let end = 0;
  for (let start = findStart(0), next = 0; start; start = findStart(next)) {
    next = start.index + start[0].length;
    const value = secretValue(text, start, next);
    if (value) {
      masked += text.slice(end, next) + value.masked;
      next += value.length;
      end = next;
    } else if (start.groups?.['tag'] !== undefined) {
      // Its attributes can hold fields.
      next = start.index + 1;
    }
  }
  return masked + text.slice(end);
}

/** A value in a text, by its length in UTF-16 units, and what is shown in its place. */
interface SecretValue {
  readonly length: number;
  readonly masked: string;
}

/** The value of a field, if it can be a secret. @param from where the value begins */
function secretValue(text: string, { index, groups = {} }: RegExpExecArray, from: number): SecretValue | undefined {
  const { named, quoted, tag, bare, sign: between, comma } = groups;
  const kind = valueKind(named ?? quoted ?? tag ?? bare ?? '', bare === undefined && tag === undefined);
  if (kind === 'harmless') {
    return undefined;
  }
  const read = (pattern: RegExp, source: string, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  const head = text.slice(from, from + HEAD);
  const inQuotes = tag === undefined ? quotedValue : element;
  const beginning = read(inQuotes, head, 0);
  if (beginning) {
    const { typeset = '', inner = typeset } = beginning.groups ?? {};
    const isNamed = kind !== 'doubtful' && comma === undefined && !(bare !== undefined && between === undefined);
    const isHeader = kind === 'line' && comma !== undefined && /[=\s]/.test(inner);
    if (!(isNamed ? inner.trim() !== '' : isHeader || looksLikeValue(inner))) {
      return undefined;
    }
    const { 0: whole = '', groups: { mark = '', open = mark, close = mark } = {} } = read(inQuotes, text, from) ?? [];
    return { length: whole.length, masked: open + mask + close };
  }
  if (comma !== undefined) {
    return undefined;
  }
  const plain = values[quoted !== undefined ? 'json' : between?.startsWith('%') ? 'encoded' : kind];
  const [value = ''] = read(plain, head, 0) ?? [];
  if (value === '' || noValue.test(value) || isCount(kind, value) || (kind === 'doubtful' && !looksLikeValue(value))) {
    return undefined;
  }
  if (bare !== undefined && between === ':' && isSentence(text.slice(Math.max(0, index - 40), index), bare, value)) {
    return undefined;
  }
  const [whole = ''] = read(plain, text, from) ?? [];
  const [, ...rest] = kind === 'phrase' ? whole.split(/\s+/) : [];
  return { length: whole.length, masked: [mask, ...rest.filter(hasHarmlessForm)].join(' ') };
}

/** Names of secrets that have no spaces, as people write them. */
const plainName = /^(?:token|ticket|nonce|jwt|signature|session|assertion|credential)s?$/i;

/** Whether `name: value` is a sentence such as `Invalid token: audience mismatch`. */
function isSentence(before: string, name: string, value: string): boolean {
  const complained = complaint.exec(before)?.groups?.['word'];
  if (complained === undefined) {
    return plainName.test(name) && isWordOrId(value);
  }
  // What is missing is told by its name.
  return /missing/i.test(complained) || !(value.includes('=') || value.split(/\s+/).some(hasDigits));
}
