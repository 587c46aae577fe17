import type { Organization } from '../api/organization.ts';
import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import { normalizedText, plainText, straightQuotes } from '../text/plainText.ts';

/** A condition on the value of one key of an organization's metadata, such as `plan:enterprise`. */
interface MetadataCondition {
  /** As it is spelled, since the API distinguishes upper and lower case in keys. */
  readonly key: string;
  readonly value: string;
  readonly isPrefix: boolean;
  /** Whether the organizations that meet the condition are left out. */
  readonly isExcluded: boolean;
  /** `value`, normalized. */
  readonly normalizedValue: string;
  /**
   * The whole word as it was typed, or two with one space. An organization with this text is found as well, since a word
   * with a colon can also be a part of a name or a URL. `undefined` if the value is in quotes.
   */
  readonly word: string | undefined;
  /** The words in `word`, normalized. */
  readonly normalizedWords: readonly string[] | undefined;
}

/** What a user searches for. An organization must match all words and all conditions. */
export interface OrganizationQuestion {
  /** The words that are no conditions, as they were typed, without the quotes around some of them. */
  readonly text: string;
  /** `text` with the quotes, which can be those of a name. */
  readonly quotedText: string;
  /** The normalized words of `text`. Those in quotes are one. */
  readonly words: readonly string[];
  readonly conditions: readonly MetadataCondition[];
}

/** An entry of an organization's metadata. */
export type MetadataEntry = readonly [key: string, value: string];

/** An address, or the ID of something, has a label in front, and is no value. */
const noValue = String.raw`(?!"?(?:(?:org|con)_[A-Za-z\d]{16}|[A-Za-z\d]{32})(?!\w))`;

/** As tooltips and JSON write a condition. */
const spaceBehindColon = String.raw`(?:\s+${noValue}(?=(?:"(?:\\.|[^"\\@|])*"|[^\s"@|:]+)\*?,?(?:\s|$)))?`;

/**
 * `key:value`, `key:value*`, `key:"some value"`, `"some key":value`, each also behind a minus, or words in quotes, of which
 * the second ones can be missing yet, or any other word.
 * @param behindColon what can be between the colon and the value
 */
const wordPattern = (behindColon: string) =>
  new RegExp(
    String.raw`(-?)(?:([^\s":-][^\s":]*)|"((?:\\.|[^"\\])*)"):${behindColon}(?:"((?:\\.|[^"\\])*)"(\*?),?(?=\s|$)|([^\s"]\S*))|"(?=\s*[^\s"])([^"]*)(?:"(?=\s|$)|$)|\S+`,
    'gsu',
  );
const withoutSpaces = wordPattern('');
const withSpaces = wordPattern(spaceBehindColon);

/** Reads a text in which every word is searched for as it is. */
export function readWords(text: string): OrganizationQuestion {
  return { text: text.trim(), quotedText: text.trim(), words: wordsIn(text), conditions: [] };
}

/**
 * Reads a text in which `key:value` is a condition on metadata, `key:value*` one on the beginning of a value, and
 * `-key:value` leaves organizations out. A value with spaces is in quotes, in which `\` escapes `"` and `\`, and so is a
 * key with spaces or a colon. A space can follow the colon if the text has no other words: it could be a name with a colon.
 * Any text is a question: what has another form is a word to search for, or several in quotes.
 */
export function readQuestion(text: string): OrganizationQuestion {
  // Typographic ones that stand among others are a part of what these hold.
  const straight = text.includes('"') ? text : straightQuotes(text);
  const ofMetadata = read(straight, withSpaces);
  const question = ofMetadata.text === '' ? ofMetadata : read(straight, withoutSpaces);
  // A tenant searches names as they are spelled.
  return straight === text ? question : { ...question, quotedText: text.trim() };
}

function read(text: string, pattern: RegExp): OrganizationQuestion {
  const texts: string[] = [];
  const quotedTexts: string[] = [];
  const words: string[] = [];
  const conditions: MetadataCondition[] = [];
  for (const [word, minus, plainKey, quotedKey, quoted, quotedStar, plain, phrase] of text.matchAll(pattern)) {
    const isPrefix = quoted === undefined ? (plain?.endsWith('*') ?? false) : quotedStar === '*';
    const value = unescaped(quoted) ?? (isPrefix ? plain?.slice(0, -1) : plain);
    const key = plainKey ?? unescaped(quotedKey);
    if (key === undefined || value === undefined) {
      texts.push(phrase?.trim() ?? word);
      quotedTexts.push(word);
      words.push(...(phrase === undefined ? wordsIn(word) : [normalizedText(phrase).trim()].filter(Boolean)));
    } else {
      conditions.push({
        key,
        value,
        isPrefix,
        isExcluded: minus === '-',
        normalizedValue: normalizedText(value),
        word: quoted === undefined ? word.replace(/\s+/, ' ') : undefined,
        normalizedWords: quoted === undefined ? wordsIn(word) : undefined,
      });
    }
  }
  return { text: texts.join(' '), quotedText: quotedTexts.join(' '), words, conditions };
}

function unescaped(quoted: string | undefined): string | undefined {
  return quoted?.replace(/\\(["\\])/g, '$1');
}

/** Whether an entry of metadata is what a condition asks for. Unlike the API, this ignores the case of keys. */
function meets([key, text]: readonly [string, string | null], condition: MetadataCondition): boolean {
  if (key.toLowerCase() !== condition.key.toLowerCase()) {
    return false;
  }
  const value = normalizedText(text ?? '');
  return condition.isPrefix ? value.startsWith(condition.normalizedValue) : value === condition.normalizedValue;
}

function hasValue({ metadata = {} }: Organization, condition: MetadataCondition): boolean {
  return Object.entries(metadata).some((entry) => meets(entry, condition));
}

/** @param text the normalized text of the organization: all that words are searched for in */
export function meetsConditions(
  organization: Organization,
  text: string,
  conditions: readonly MetadataCondition[],
): boolean {
  return conditions.every(
    (condition) =>
      hasValue(organization, condition) !== condition.isExcluded ||
      condition.normalizedWords?.every((word) => text.includes(word)),
  );
}

/** Whether an organization answers a question. `OrganizationSearch` is the way to ask many questions. */
export function isFound(organization: Organization, { words, conditions }: OrganizationQuestion): boolean {
  const { id, name, display_name: displayName, metadata = {} } = organization;
  // Fields are normalized separately, since most are ASCII, which is fast. No word contains the line feed between them.
  const text = [id, name, displayName, ...Object.values(metadata)]
    .map((field) => normalizedText(field ?? ''))
    .join('\n');
  return words.every((word) => text.includes(word)) && meetsConditions(organization, text, conditions);
}

/** The entries of an organization's metadata because of which it is found, of texts only what is not in its names. */
export function matchedEntries(
  organization: Organization,
  { words, conditions }: OrganizationQuestion,
): readonly MetadataEntry[] {
  const { id, name, display_name: displayName, metadata = {} } = organization;
  const names = [id, name, displayName].map((field = '') => normalizedText(field)).join('\n');
  const met = conditions.filter((one) => !one.isExcluded && hasValue(organization, one));
  // What is no condition that is met can be a text with a colon, such as a URL.
  const typed = conditions.flatMap((one) => (met.includes(one) ? [] : (one.normalizedWords ?? [])));
  const elsewhere = [...words, ...typed].filter((word) => !names.includes(word));
  if (elsewhere.length + met.length === 0) {
    return [];
  }
  return Object.entries(metadata).flatMap(([key, value]) => {
    const text = normalizedText(value ?? '');
    const isMatch = met.some((one) => meets([key, value], one)) || elsewhere.some((word) => text.includes(word));
    return isMatch ? [[key, value === '' ? '""' : (value ?? 'null')] as const] : [];
  });
}

function wordsIn(text: string): readonly string[] {
  return normalizedText(text).split(' ').filter(Boolean);
}

/** More entries, and longer keys and values in UTF-16 code units, say no more in a row. */
const MAX_ENTRIES = 3;
const MAX_TEXT_LENGTH = 60;

/** Entries of metadata in a row. They are as foreign as all that a tenant sends. */
export function describeEntries(entries: readonly MetadataEntry[]): string {
  const described = entries
    .slice(0, MAX_ENTRIES)
    .map((entry) => entry.map((text) => plainText(text, MAX_TEXT_LENGTH)).join(': '));
  return [...described, ...(entries.length > MAX_ENTRIES ? ['…'] : [])].join(' · ');
}

/** The API refuses queries with more comparisons. */
const MAX_COMPARISONS = 5;
/** The API finds a text in the middle of a name only if it has at least this many characters. */
const MIN_CONTAINED_LENGTH = 3;
/** No name is longer. @see https://auth0.com/docs/api/management/v2/organizations/post-organizations */
const MAX_NAME_LENGTH = 255;
/** Only so many characters of a value are indexed. */
const MAX_INDEXED_LENGTH = 64;

/**
 * A question in the syntax of `GET /organizations/search`. The words are one phrase in it, which costs two comparisons.
 * @param isKnownKey whether some organization is known to have this key of metadata. For another key, the display names
 *   are searched for the word as well.
 * @returns `undefined` if the endpoint cannot answer the question: it has no negation, no search for keys alone, and
 *   finds words in names only
 * @see https://auth0.com/docs/api/management/v2/organizations/get-search
 */
export function searchQuery(
  { text, quotedText, words, conditions }: OrganizationQuestion,
  isKnownKey: (key: string) => boolean,
): string | undefined {
  // A pasted text can have thousands of words with a colon.
  if (conditions.length > MAX_COMPARISONS) {
    return undefined;
  }
  // A name can have quotes around one of its words.
  const names = words.length > 1 && conditions.length === 0 ? [...new Set([text, quotedText])] : [text];
  const clauses = [
    ...(text === '' ? [] : [nameComparisons(names)]),
    ...conditions.map((condition) => metadataComparisons(condition, isKnownKey(condition.key))),
  ];
  const comparisons = clauses.flatMap((clause) => clause ?? []).length;
  if (comparisons === 0 || comparisons > MAX_COMPARISONS || clauses.includes(undefined)) {
    return undefined;
  }
  const alternatives = clauses.map((clause) => clause?.join(' OR ') ?? '');
  return alternatives.length === 1
    ? alternatives[0]
    : alternatives.map((clause) => (clause.includes(' OR ') ? `(${clause})` : clause)).join(' AND ');
}

/** One of the comparisons has to hold. */
type Comparisons = readonly string[];

/** @param names the texts in display names, of which the first one can also be in a name */
function nameComparisons(names: readonly string[]): Comparisons | undefined {
  const [text = ''] = names;
  const canBeContained = text.length >= MIN_CONTAINED_LENGTH && text.length <= MAX_NAME_LENGTH;
  const pattern = (name: string) => `*${escapedTerm(name)}*`;
  return canBeContained
    ? [`name:${pattern(text)}`, ...names.map((name) => `display_name:${pattern(name)}`)]
    : undefined;
}

function metadataComparisons(condition: MetadataCondition, isKnownKey: boolean): Comparisons | undefined {
  const { key, value, isPrefix, isExcluded, word } = condition;
  // Dots separate levels, of which the endpoint has three.
  const isExpressible =
    !isExcluded && /^[\w-]+(?:\.[\w-]+){0,2}$/.test(key) && value.trim() !== '' && value.length <= MAX_INDEXED_LENGTH;
  // Outside of quotes, `<` and `>` begin a range and cannot be escaped.
  if (!isExpressible || (isPrefix && /[<>]/.test(value))) {
    return undefined;
  }
  const comparison = `metadata.${escapedTerm(key)}:${isPrefix ? `${escapedTerm(value)}*` : quotedTerm(value)}`;
  return isKnownKey || word === undefined ? [comparison] : [comparison, `display_name:*${escapedTerm(word)}*`];
}
