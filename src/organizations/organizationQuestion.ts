import type { Organization } from '../management/organization.ts';
import { plainText } from '../text/plainText.ts';
import { normalizedText } from './normalizedText.ts';

/** A condition on the value of one key of an organization's metadata, such as `plan:enterprise`. */
export interface MetadataCondition {
  /** As it is spelled, since the API distinguishes upper and lower case in keys. */
  readonly key: string;
  readonly value: string;
  readonly isPrefix: boolean;
  /** Whether the organizations that meet the condition are left out. */
  readonly isExcluded: boolean;
  /** `value`, normalized. */
  readonly normalizedValue: string;
  /**
   * The whole word as it was typed. An organization with this text is found as well, since a word with a colon can also
   * be a part of a name or a URL. `undefined` if the value is in quotes.
   */
  readonly word: string | undefined;
  /** `word`, normalized. */
  readonly normalizedWord: string | undefined;
}

/** What a user searches for. An organization must match all words and all conditions. */
export interface OrganizationQuestion {
  /** The words that are no conditions, as they were typed. */
  readonly text: string;
  /** The normalized words of `text`. */
  readonly words: readonly string[];
  readonly conditions: readonly MetadataCondition[];
}

/** An entry of an organization's metadata. */
export type MetadataEntry = readonly [key: string, value: string];

// `key:value`, `key:value*`, `key:"some value"`, each also behind a minus, or any other word.
const wordPattern = /(-?)([^\s":-][^\s":]*):(?:"((?:\\.|[^"\\])*)"(\*?)(?=\s|$)|([^\s"]\S*))|\S+/gsu;

/** Reads a text in which every word is searched for as it is. */
export function readWords(text: string): OrganizationQuestion {
  return { text: text.trim(), words: wordsIn(text), conditions: [] };
}

/**
 * Reads a text in which `key:value` is a condition on metadata, `key:value*` one on the beginning of a value, and
 * `-key:value` leaves organizations out. A value with spaces is in quotes, in which `\` escapes `"` and `\`. Any text is
 * a question: what has another form is a word to search for.
 */
export function readQuestion(text: string): OrganizationQuestion {
  const words: string[] = [];
  const conditions: MetadataCondition[] = [];
  for (const [word, minus, key, quoted, quotedStar, plain] of text.matchAll(wordPattern)) {
    const isPrefix = quoted === undefined ? (plain?.endsWith('*') ?? false) : quotedStar === '*';
    const value = quoted?.replace(/\\(["\\])/g, '$1') ?? (isPrefix ? plain?.slice(0, -1) : plain);
    if (key === undefined || value === undefined || (value.trim() === '' && !isPrefix)) {
      words.push(word);
    } else {
      conditions.push({
        key,
        value,
        isPrefix,
        isExcluded: minus === '-',
        normalizedValue: normalizedText(value),
        word: quoted === undefined ? word : undefined,
        normalizedWord: quoted === undefined ? normalizedText(word) : undefined,
      });
    }
  }
  const rest = words.join(' ');
  return { text: rest, words: wordsIn(rest), conditions };
}

/** Whether the metadata of an organization has the key of a condition with its value. */
function hasValue(
  { metadata }: Organization,
  { key, normalizedValue, isPrefix }: Pick<MetadataCondition, 'key' | 'normalizedValue' | 'isPrefix'>,
): boolean {
  if (!metadata || !Object.hasOwn(metadata, key)) {
    return false;
  }
  const value = normalizedText(metadata[key] ?? '');
  return isPrefix ? value.startsWith(normalizedValue) : value === normalizedValue;
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
      (condition.normalizedWord !== undefined && text.includes(condition.normalizedWord)),
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

/** The entries of an organization's metadata because of which it is found, of words only what is not in its names. */
export function matchedEntries(
  organization: Organization,
  { words, conditions }: OrganizationQuestion,
): readonly MetadataEntry[] {
  const { id, name, display_name: displayName, metadata = {} } = organization;
  const names = [id, name, displayName].map((field = '') => normalizedText(field)).join('\n');
  const elsewhere = words.filter((word) => !names.includes(word));
  const met = conditions.filter((condition) => !condition.isExcluded && hasValue(organization, condition));
  if (elsewhere.length + met.length === 0) {
    return [];
  }
  return Object.entries(metadata).flatMap(([key, value]) => {
    const isMatch = (text: string) =>
      met.some((condition) => condition.key === key) || elsewhere.some((word) => text.includes(word));
    return value !== null && isMatch(normalizedText(value)) ? [[key, value] as const] : [];
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
