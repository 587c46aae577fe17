import { holdsName, holdsValue, jsonWebToken, mask, maskInvitationLinks } from './plainText.ts';
import {
  rule,
  failure,
  hasDigits,
  hasHarmlessForm,
  isScope,
  isWordOrId,
  knownSecret,
  looksLikeCode,
  looksLikeValue,
  noValue,
} from './secretLooks.ts';
import { isCount, otherLetters, type ValueKind, valueKind } from './secretNames.ts';
import { maskSentences } from './secretSentences.ts';

/** A letter that is written as an escape of JSON or of a URL, where a name of a secret could hide. */
const escapedLetter = /(?:\\{1,64}u00|%(?:25){0,3})([46][1-9a-f]|[57][\da])/gi;
const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
/** A single word, or a parameter such as `realm="acme"`, follows where no credentials do. */
const credentials =
  /\b([Bb]earer|BEARER|[Bb]asic|BASIC|Negotiate|NTLM|SSWS|DPoP|AUTH (?:PLAIN|LOGIN|XOAUTH2)) +(?![A-Z\d]+(?:\s|$)|[a-z_]+="|(?:[A-Za-z]?[a-z]{1,20}|[A-Za-z]{1,20}(?:_[A-Za-z]{1,20}){1,8}|0x[\dA-Fa-f]{1,16})(?:[\s.,:;!?)"']|$))[\w+/=.~-]+/g;
const url = /\b([a-z][a-z\d+.-]{0,20}:\/\/)([^\s"'<>?#]*)([?#](?:(?!&quot;|&#34;|'(?:[,;:)\]}\s]|$))[^\s"<>])*)?/gi;
const relativeQuery = /([?#])[^\s"'<>?#=]*=(?:(?!'(?:[,;:)\]}\s]|$))[^\s"<>])*/g;
/** A user and a password in an address. The password can have a slash, but a port has none before it. */
const inAddress = /(^|:\/\/)[^/]*@|^[^/:@]{0,200}:(?!\d{1,5}(?:\/|$))[^@]{0,200}@/g;
/** A user and a password, or cookies, that are given to curl. */
const ofCurl =
  /(?<=\bcurl\s(?:[^\r\n]{0,500}\s)?(?:-u|--user|-b|--cookie)[ =]?)(?:(["'])[^"'\r\n:=]{1,200}[:=][^"'\r\n]{1,200}\1|[^\s"'=:-][^\s"':=]{0,200}[:=][^\s"']+)/g;

/** A quotation mark of JSON, which can be inside other JSON, or encoded for HTML, a URL or JSON. */
const quote = String.raw`(?:\\{0,64}["'\x60]|\\{1,64}(?:u00|x)2[27]|(?:%(?:25){0,3}5C){0,9}%(?:25){0,3}2[27]|&(?:amp;){0,3}(?:quot|apos|#0{0,4}3[49]|#[xX]0{0,4}2[27]);)`;
const sign = String.raw`::(?=[ \t])|:=|={2,3}|[:=]>?|\\{1,64}(?:u00|x)3[ad]|%(?:25){0,3}3[ad]|&(?:amp;){0,3}#(?:0{0,4}(?:58|61)|x0{0,4}3[ad]);`;

/** French has such spaces before a colon and within quotation marks. */
const space = String.raw`[ \t\u00a0\u202f]`;

/**
 * The beginning of a field: `"name":`, `name=`, `name: `, `<name>`, `"name",` in a list of both, `name="…"` before the
 * lines of a part of a form, or `name "` and `name is "` as in sentences. The value is not a part, because it can hold other fields. PHP writes `["name"]=>` and `"name";s:8:`, and Mongoose `\`name\` (`.
 */
const fieldStart = rule('gi')`
  (?<![\w-])name=(?<nameQuote>${quote})(?<named>[\w .-]{1,64})\k<nameQuote>(?:\r?\n|\\{1,8}r\\{1,8}n){2}
  |(?<!\\)(?<quote>${quote})(?<quoted>[\w${otherLetters} .:-]{1,64})\k<quote>\]?\s{0,9}(?:${sign}|(?<comma>,)|;s:\d{1,9}:|\((?=\x60))\s{0,9}
  |(?:<|&lt;)(?:[\w-]{1,32}:)?(?<tag>[\w${otherLetters}-]{1,64})(?:\s[^<>]{0,256}?)?(?:>|&gt;)
  |(?:%(?:25){0,3}[\dA-F]{2}|\\{1,64}(?:[nrt]|u00[\da-f]{2})|(?:(?<![\w.-])|(?<=[)\]]\.))[.-]{0,2})(?<bare>\d?[a-z${otherLetters}_][\wñ${otherLetters}.-]{0,63})(?:(?:(?:\[|%(?:25){0,3}5B)\d{0,9})?(?:\]|%(?:25){0,3}5D))?\*{0,2}${space}{0,9}(?:(?<=${space})(?:is|was|est|ist|lautet)(?![\w.-])${space}?)?(?:(?<sign>${sign})(?:\s{0,32}(?=${quote})|${space}{0,9})|(?<=${space})(?=${quote}|[“„«]))`;

/** A field whose value can be a name, or the end of the path to one. HTML has attributes without quotes. */
const fieldWithName = rule(
  'g',
)`(?<![\w-])(?<key>\w{1,9})(?:${quote}?\s?[:=]\s?(?:\[(?:[^\]]{0,64}[\s,])?)?${quote}(?<named>[\w .-]{1,64})${quote}|=(?<attribute>[\w.-]{1,64})(?![^\s/]))`;

/** What stands before a value in quotes: the kind of a string in a program, and its length. */
const beforeQuote = rule(
  'y',
)`(?:rb|br|[bBuUNrRfL]|[&*@$!]{1,3}|(?:Just|Some|String) |string\(\d{1,9}\) |\(string\) (?:\(len=\d{1,9}\) )?)(?=${quote})`;

/**
 * A value in quotes. One whose end was cut off goes on to the end of the text. In YAML and SQL, two apostrophes are one of
 * the value, and in a shell `'\''` is.
 */
const inside = String.raw`[^\s,;:)\]}]`;
const quotedValue = rule(
  'y',
)`(?:(?<mark>${quote})(?<inner>(?:(?:''|'\\'')(?=${inside})|[^])*?)(?:(?<!\\|%(?:25){0,3}5C)\k<mark>(?!(?<=')(?:'|\\'')${inside})|$)|(?<open>[“„«]${space}?)(?<typeset>[^“”„«»\r\n]*?)(?<close>${space}?[“”»]|$))`;
const element = /(?<inner>(?:<!\[CDATA\[[^]*?(?:\]\]>|$)|[^<])*)/y;
const escapedElement = /(?<inner>(?:(?!<|&lt;)[^])*)/y;
/** A text of more lines in YAML. */
const block =
  /(?<open>(?:!!?\w{1,20} )?[|>][-+\d]{0,2}[ \t]{0,99}(?:\r?\n){1,2}(?<indent>[ \t]{1,99}))[^\r\n]*(?:(?:\r?\n){1,2}\k<indent>[^\r\n]*)*/y;

/** The beginning of a list, an object or a call, with the name of its class: `Some("…")`, `Set(2) { '…' }`. */
const opening = rule('y')`
  (?:\[[A-Z][^[\]\r\n]{1,60}\] |[A-Z][\w.$:]{0,63} ?)?\{
  |(?:(?:[A-Z]\w{0,63})?\(\d{1,9}\) )?[[{]
  |(?:new )?[A-Za-z_$][\w.$:]{0,63}\(
  |Array\s{1,9}\(
  |\((?=\s{0,9}${quote})`;
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const bracketOrString = rule('g')`(?<mark>${quote})[^]*?(?<!\\|%(?:25){0,3}5C)\k<mark>|[()[\]{}]`;
/** The ends of the lists and objects around. */
const closingRest = /[\s\]}]*[\]}]$/y;

const tagName = String.raw`[A-Za-z][\w:.-]{0,64}(?:\s[^<>]{0,64}?)?`;

/** The ends of values without quotes. Runs are bounded, so that a long one is not read again from each of its characters. */
const ends = {
  escape: String.raw`\\{1,8}(?:["'nr]|u0026)|&(?=(?:amp|quot|#\w+);|[\w.%[\]-]+=)|<(?=[!/?]|${tagName}\/?>)|&lt;(?=\/|${tagName}&gt;)|;[\w ]{1,64}=`,
  word: String.raw`["'\s]|[),.:;?\]}]{1,9}(?:["'\s]|$)`,
  /** The end of a sentence, a bracket, or another field. */
  phrase: String.raw`[\r\n]|["'](?:[\s"'),.:;\]}]|$)|[,.;?]?\s{0,9}$|;\s|[.?]\s{1,9}[A-Z]|\s{1,9}(?:\(|--)|\s{0,9}[)\]}](?:[\s"'),.;\]}]|$)|[,;|]?\s{1,9}["'[(]?[\w.-]{1,64}["'\])]?[ \t]{0,9}[:=]`,
};

/** Values without quotes. */
const values: Readonly<Record<Exclude<ValueKind, 'harmless'> | 'json', RegExp>> = {
  word: rule('y')`(?:(?!${ends.word}|${ends.escape})[^])*`,
  phrase: rule('y')`(?:(?!${ends.phrase}|${ends.escape})[^])*`,
  doubtful: rule('y')`(?:(?!=[^=\s;,&]|${ends.word}|${ends.escape})[^])*`,
  line: /(?:=\\{0,8}"[^"\r\n]{0,4096}"|(?!\\{1,8}[nr]|\\{0,8}"\s{0,9}[,}\]])[^\r\n])*/y,
  json: /[^\s,}\]"'&<>]*/y,
};
/** Values that are encoded for a URL once or more. What is encoded more often than the sign before it is a part of it. */
const encodedValues = [0, 1, 2, 3].map((times) => rule('y')`(?:(?!%(?:25){0,${times}}(?:2[267]|[27]C|0A))[^\s"'<>&])*`);

/**
 * By how many of its first characters a value is judged. It is read to its end only if it is a secret, after which the
 * search goes on, so that nothing is read again and again.
 */
const HEAD = 256;

/** Names of two words, as people write them. */
const spaced =
  /(?<![\w.-])(?:session ids?|pass phrase|(?:[\w-]*[cx]srf|session) token|[a-z][\w-]* \(?(?:code|key)s?)$/i;

const verb =
  '(?:chang|resett?|updat|refresh|verify|validat|pars|decod|fetch|exchang|obtain|request|gett?|issu|revok|creat|send)';

/** What stands before a name in a sentence that tells of something that is done with the value, or in a path. */
const action = rule(
  'i',
)`(?:\b(?:to|not|cannot|can't) ${verb}e?|\b${verb}ing) (?:(?:the|an?|new|access|refresh|id|client|user|device|authorization|session) ){0,2}$|/$`;
const changing = /\b(?:change|reset|update|verify|validate) $/i;

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
    .replace(escapedLetter, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(privateKey, mask)
    .replace(jsonWebToken, mask)
    .replace(knownSecret, mask)
    .replace(credentials, `$1 ${mask}`)
    .replace(ofCurl, (_, mark: string | undefined = '') => mark + mask + mark)
    .replace(
      url,
      (_, scheme: string, rest: string, query?: string) =>
        scheme + maskUser(rest, query) + (query ? `${query.charAt(0)}${mask}` : ''),
    )
    .replace(relativeQuery, `$1${mask}`);
  return maskSentences(maskFields(maskInvitationLinks(known)));
}

/** Masks a user and a password in an address. A password can have signs that begin a query. */
function maskUser(address: string, query = ''): string {
  return query.includes('@') && /^[^/:@]+:(?!\d{1,5}$)[^/@]*$/.test(address)
    ? mask
    : address.replace(inAddress, (_, before: string | undefined = '') => `${before}${mask}@`);
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
    next += read(beforeQuote, text, next)?.[0].length ?? 0;
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
  const before = text.slice(Math.max(0, index - 40), index);
  const written = named ?? quoted ?? tag ?? spaced.exec(before + (bare ?? ''))?.[0] ?? bare ?? '';
  const beside = holdsValue.test(written) ? nameBeside(text, index, from) : undefined;
  const name = beside ?? written;
  const kind = valueKind(name, beside !== undefined || (bare === undefined && tag === undefined));
  if (kind === 'harmless' || (kind === 'doubtful' && / key/i.test(name))) {
    return undefined;
  }
  const head = text.slice(from, from + HEAD);
  const inQuotes = tag === undefined ? quotedValue : text[index] === '<' ? element : escapedElement;
  const beginning = read(inQuotes, head, 0);
  if (beginning) {
    const { typeset = '', inner = typeset } = beginning.groups ?? {};
    const isNamed = kind !== 'doubtful' && comma === undefined && !(bare !== undefined && between === undefined);
    const looks = kind === 'word' && isCode.test(name) ? looksLikeCode : looksLikeValue;
    const isHeader = kind === 'line' && comma !== undefined && /[=\s]/.test(inner);
    if (!(isNamed ? inner.trim() !== '' : isHeader || looks(inner))) {
      return undefined;
    }
    const whole = read(inQuotes, text, from);
    const { mark: around = '', open = around, close = around } = whole?.groups ?? {};
    return { length: whole?.[0].length ?? 0, masked: open + mask + close };
  }
  if (comma !== undefined || noValue.test(head) || failure.test(head)) {
    return undefined;
  }
  const lines = kind === 'doubtful' ? null : read(block, text, from);
  if (lines) {
    return { length: lines[0].length, masked: `${lines.groups?.['open'] ?? ''}${mask}` };
  }
  const length = bracketsLength(head, 0);
  // A password without spaces can have brackets.
  if (
    length !== undefined &&
    !(/[^\s,.:;)\]}"'&<]/.test(head.charAt(length)) && !/["'`]/.test(head.slice(0, length)))
  ) {
    const isResponse = bare !== undefined && between === ':' && /^[[{]/.test(head) && isAction(before, name);
    // Its fields have names of their own, as in `auth: { user: …, pass: … }`.
    const isObject = /auth$/i.test(name) && head.startsWith('{');
    return isResponse || isObject || (kind === 'doubtful' && !looksLikeValue(head.slice(0, length)))
      ? undefined
      : { length: bracketsLength(text, from) ?? length, masked: mask };
  }
  const plain = plainValue(kind, quoted !== undefined, between);
  const [value = ''] = read(plain, head, 0) ?? [];
  if (value === '' || noValue.test(value) || isCount(kind, value) || (kind === 'doubtful' && !looksLikeValue(value))) {
    return undefined;
  }
  if (
    bare !== undefined &&
    between === ':' &&
    (isScope(bare + text.slice(from - 1, from) + value) || isSentence(before, name, value))
  ) {
    return undefined;
  }
  const [whole = ''] = read(plain, text, from) ?? [];
  const [, ...rest] = kind === 'phrase' ? whole.split(/\s+/) : [];
  return { length: whole.length, masked: [mask, ...rest.filter(hasHarmlessForm)].join(' ') };
}

/** The name of a secret in the same object or element as a value. */
function nameBeside(text: string, index: number, from: number): string | undefined {
  const end = from + (read(quotedValue, text.slice(from, from + HEAD), 0)?.[0].length ?? 0);
  const before =
    text
      .slice(Math.max(0, index - HEAD), index)
      .split(/[{<]/)
      .at(-1) ?? '';
  const [after = ''] = text.slice(end, end + HEAD).split(/[}>]/, 1);
  for (const { groups } of `${before} ${after}`.matchAll(fieldWithName)) {
    const { key = '', attribute = '', named = attribute } = groups ?? {};
    if (holdsName.test(key) && valueKind(named, true) !== 'harmless') {
      return named;
    }
  }
  return undefined;
}

function read(sticky: RegExp, text: string, from: number): RegExpExecArray | null {
  sticky.lastIndex = from;
  return sticky.exec(text);
}

function plainValue(kind: Exclude<ValueKind, 'harmless'>, isQuoted: boolean, between = ''): RegExp {
  const encoded = between.startsWith('%') ? encodedValues[(between.length - 3) / 2] : undefined;
  return isQuoted ? values.json : (encoded ?? values[kind]);
}

/**
 * The length of a list, an object or a call. One that is cut off goes on to the end of the text, and with one that ends
 * there go those around it.
 */
function bracketsLength(text: string, from: number): number | undefined {
  const [start] = read(opening, text, from) ?? [];
  if (start === undefined) {
    return undefined;
  }
  const open = start.slice(-1);
  const isClosed = /[[{]/.test(open);
  bracketOrString.lastIndex = from + start.length;
  let depth = 1;
  for (let found = bracketOrString.exec(text); found; found = bracketOrString.exec(text)) {
    depth += found[0] === open ? 1 : found[0] === closing[open] ? -1 : 0;
    if (depth === 0) {
      const end = found.index + 1;
      return end + (isClosed ? (read(closingRest, text, end)?.[0].length ?? 0) : 0) - from;
    }
  }
  return isClosed || /\(\s{0,9}\\{0,64}["'`[]/.test(text.slice(from, from + 200)) ? text.length - from : undefined;
}

/** Names of secrets that have no spaces, as people write them. */
const plainName = /^(?:token|ticket|nonce|jwt|signature|session|assertion|credential)s?$/i;

const isPassword = /pass|pw|kennwort|mdp/i;
const isCode = /(?:code|key)s?$/i;

function isAction(before: string, name: string): boolean {
  return action.test(before) || (isPassword.test(name) && changing.test(before));
}

/** Whether `name: value` is a sentence such as `Invalid token: audience mismatch`. */
function isSentence(before: string, name: string, value: string): boolean {
  const complained = complaint.exec(before)?.groups?.['word'];
  const words = value.split(/\s+/);
  if (complained === undefined && !isAction(before, name)) {
    return plainName.test(name) && isWordOrId(value);
  }
  // What is missing is told by its name.
  if (/missing/i.test(complained ?? '')) {
    return !/=[^\s=]/.test(value);
  }
  // One word is the password itself.
  if (complained !== undefined && !/^(?:in|for|of)$/i.test(complained) && isPassword.test(name) && words.length === 1) {
    return false;
  }
  return !(
    value.includes('=') ||
    words.some((word) => hasDigits(word.replace(/[,.:;]$/, ''))) ||
    (isCode.test(name) && looksLikeCode(value))
  );
}
