import * as l10n from '@vscode/l10n';

/**
 * Characters that are invisible or that move the text around them: control characters, line and paragraph separators,
 * lone surrogates, and format characters (including bidirectional controls) and default ignorable characters. Visible
 * Arabic, Syriac and Kaithi signs are exceptions.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const invisible =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Joiners and variation selectors in emoji, and in scripts where they shape a letter. Latin does not use them. */
const shaping = [
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})/u,
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/u,
  /(?<=[\d#*])\ufe0f(?=\u20e3)/u,
  /(?<=[\p{L}\p{M}])(?<![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Zyyy}\p{sc=Zinh}\p{Default_Ignorable_Code_Point}])[\u200c\u200d\p{Variation_Selector}]/u,
];

const shapingOrInvisible = new RegExp(`(${shaping.map(({ source }) => source).join('|')})|${invisible.source}`, 'gu');

/** Printable ASCII without spaces around it. Most names are such texts, and a list can have 100,000 names. */
const printable = /^[!-~](?:[ -~]*[!-~])?$/;

/** The longest text that is examined character by character, in UTF-16 units. Displayed texts are much shorter. */
export const LONGEST_TEXT = 4096;

/**
 * Makes a text of the server safe to show in one line. Control and invisible characters become escapes such as
 * `\u202e`. Tokens are masked. Markdown links are broken, because VS Code makes links in notifications clickable,
 * including command links. The result has at most `limit` UTF-16 units, and is cut between characters as a user
 * perceives them.
 */
export function plainText(text: string, limit = 300): string {
  if (text.length <= limit && printable.test(text) && !/eyJ|\]\(/.test(text)) {
    return text;
  }
  // Mask tokens before escaping, because there is no word boundary between an escape and a token.
  const masked = withoutTokens(text.slice(0, LONGEST_TEXT)).replace(/[\t\n\r]+/g, ' ');
  const line = replaceInvisible(masked, escapedCharacter).replaceAll('](', '] (').trim();
  return line.length > limit || text.length > LONGEST_TEXT ? cut(line, limit) : line;
}

/** Texts behind each other, without those that are empty or missing. */
export function inRow(texts: readonly (string | number | false | undefined)[], separator = ' '): string {
  return texts.filter(Boolean).join(separator);
}

/** The same, with dots between them. */
export function dotted(...texts: Parameters<typeof inRow>[0]): string {
  return inRow(texts, ' · ');
}

/** As `plainText`, for a name in a title, a question or a message: short enough that what is around it is read. */
export function plainName(text: string): string {
  return plainText(text, 60);
}

/** As `plainText`, for sentences: where one is cut off, no half word and no open parenthesis stays. */
export function plainSentence(text: string, limit = 300): string {
  const whole = plainText(text, LONGEST_TEXT);
  if (whole.length <= limit) {
    return whole;
  }
  const cutAt = (length: number) => closed(plainText(whole, length).replace(/\s+\S{0,40}…$/, '…'));
  const sentence = cutAt(limit - 1);
  return sentence.length <= limit ? sentence : cutAt(limit - MOST_OPEN);
}

/** More parentheses in each other are cut off, and not closed. */
const MOST_OPEN = 3;

function closed(sentence: string): string {
  const open: number[] = [];
  for (const { 0: sign, index } of sentence.matchAll(/[()]/g)) {
    if (sign === '(') {
      open.push(index);
    } else {
      open.pop();
    }
  }
  return open.length > MOST_OPEN ? `${sentence.slice(0, open[0]).trimEnd()}…` : sentence + ')'.repeat(open.length);
}

/** The text with a word in place of each token. */
export function withoutTokens(text: string): string {
  return text.replace(jsonWebToken, '(token)');
}

/** The text with others in place of the characters that `plainText` escapes. */
export function replaceInvisible(text: string, replacement: (character: string) => string): string {
  return text.replace(shapingOrInvisible, (character, kept: string | undefined) => kept ?? replacement(character));
}

/**
 * Space, and what directs, parts or fills unseen. What an emoji is made of stays with it, and what shows letters in another
 * order with these.
 */
const unseen = String.raw`\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202c\u2060-\u206f\u3164`;

/** In time with the length, which looking for the last of many spaces is not. */
const typed = new RegExp(`[^${unseen}](?:.*[^${unseen}])?`, 's');

/** A text without the white space around it, nor what cannot be seen there, as copies of mails and chats have it. */
export function typedText(text: string): string {
  return typed.exec(text)?.[0] ?? '';
}

/** Two of “”„‟«» around words or a value, as mails and word processors write them, with the spaces of French. */
const typographicQuotes = /(?<=^|[\s:(-])[“-‟«»]\s?([^“-‟«»]+?)\s?[“-‟«»](?=[\s:,.;)*]|$)/g;

/** A text that is typed, with straight quotes in place of typographic ones. */
export function straightQuotes(text: string): string {
  return text.replace(typographicQuotes, '"$1"');
}

/** A text that is typed, without double quotes of any kind around all of it, as a name has them that is copied. */
export function withoutQuotes(text: string): string {
  const trimmed = text.trim();
  return /^"([^"]+)"$/.exec(straightQuotes(trimmed))?.[1]?.trim() ?? trimmed;
}

/** A character by its number, as in `\u202e` or `\u{e0041}`. */
export function escapedCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** Created for the first text that is too long, and then reused, because creating it takes some ms. */
let characters: Intl.Segmenter | undefined;

function cut(line: string, limit: number): string {
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const end = characters.segment(line).containing(limit - 1)?.index;
  const halfEscape = /\\(?:u(?:\{[\da-f]*|[\da-f]{0,3}))?$/;
  return `${line.slice(0, end).replace(halfEscape, '')}…`;
}

const rightToLeft = '[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]';

/** Words from right to left, with what stands between them but for what parts the names in a line. */
const rightToLeftWords = new RegExp(`${rightToLeft}(?:(?:${rightToLeft}|[^\\p{L}·:,;↔])*${rightToLeft})?`, 'gu');

/**
 * A line to be shown, in which Hebrew and Arabic names do not pull over the text beside them: each stands between U+2068
 * and U+2069. Not for texts that are copied, searched or stored.
 * @param line a text of `plainText`
 */
export function withIsolates(line: string): string {
  return line.replace(rightToLeftWords, '\u2068$&\u2069');
}

/** Escapes `$(`, so that VS Code shows no icons in the status bar and quick picks. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** The URI of one of our commands with arguments. */
export function commandLink(name: string, ...given: readonly unknown[]): string {
  return `command:organizationInspector.${name}?${encodeURIComponent(JSON.stringify(given))}`;
}

// Matches accents, tone marks and vowel points, which people omit when they type; invisible characters, such as joiners
// and bidirectional controls; and the tatweel (U+0640), which stretches Arabic words. Marks that make another vowel or
// consonant (Indic, Thai) do not match.
const ignoredCharacters = /\p{Script=Inherited}|\p{Cf}|(?=\p{Diacritic})\p{Mn}|\u0640/gu;
const space = /[\s\p{Cc}]/gu;
const withoutDecomposition = /[ßæœøłđðħŧþıς‘’‛ʼ′“”„‟«»‐‑‒–—―−]/g;
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ŧ: 't',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
  ...alike("'", '‘’‛ʼ′'),
  ...alike('"', '“”„‟«»'),
  ...alike('-', '‐‑‒–—―−'),
};

/** Maps each character to the plain one that people type instead. */
function alike(plain: string, others: string): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from(others, (other) => [other, plain]));
}

/**
 * Normalizes a text for comparison: lower case, without accents, character widths and ligatures, and with a plain space
 * in place of every white space or control character.
 */
export function normalizedText(text: string): string {
  if (isPlain(text)) {
    return text.toLowerCase();
  }
  return text
    .normalize('NFKD')
    .replace(ignoredCharacters, '')
    .toLowerCase()
    .replace(withoutDecomposition, (letter) => plainLetters[letter] ?? letter)
    .replace(space, ' ');
}

/** Whether normalization changes only the case of a text. */
function isPlain(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Replaces a live secret. */
export const mask = '••••••';

export const jsonWebToken = /(?:\b|(?<=_|%[\dA-Fa-f]{2}))eyJ[\w-]{4,}(?:\.[\w-]*){0,4}/g;

const invitationTicket = /(invitation(?:=|&#(?:61|x3d);|%(?:25){0,3}3d|\\u003d))[\w.~+/-]+/gi;

/** Masks the ticket in links of invitations: anyone with the link can accept the invitation. */
export function maskInvitationLinks(text: string): string {
  return text.replace(invitationTicket, `$1${mask}`);
}

/** In lists of headers, parameters and errors, one field holds a name or the path to it, and another the value. */
export const holdsName = /^(?:name|key|field|header|param(?:eter)?|path|loc)$/i;
export const holdsValue = /^(?:(?:attribute)?value|input)$/i;

/** The source of a regular expression for exactly this text. */
export function regExpSource(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** So many names, and how many more there are. */
export function firstNames(names: readonly string[], most: number): readonly string[] {
  const more = names.length - most;
  return more > 0 ? [...names.slice(0, most), l10n.t('And {0} more', more)] : names;
}
