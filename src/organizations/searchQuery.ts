import { escapedTerm, quotedTerm } from '../text/lucene.ts';
import type { MetadataCondition, OrganizationQuestion } from './organizationQuestion.ts';

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
  { text, conditions }: OrganizationQuestion,
  isKnownKey: (key: string) => boolean,
): string | undefined {
  // A pasted text can have thousands of words with a colon.
  if (conditions.length > MAX_COMPARISONS) {
    return undefined;
  }
  const clauses = [
    ...(text === '' ? [] : [nameComparisons(text)]),
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

function nameComparisons(text: string): Comparisons | undefined {
  const pattern = `*${escapedTerm(text)}*`;
  const canBeContained = text.length >= MIN_CONTAINED_LENGTH && text.length <= MAX_NAME_LENGTH;
  return canBeContained ? [`name:${pattern}`, `display_name:${pattern}`] : undefined;
}

function metadataComparisons(condition: MetadataCondition, isKnownKey: boolean): Comparisons | undefined {
  const { key, value, isPrefix, isExcluded, word } = condition;
  // Dots separate levels, of which the endpoint has three.
  const isExpressible =
    !isExcluded && /^[\w-]+(?:\.[\w-]+){0,2}$/.test(key) && value !== '' && value.length <= MAX_INDEXED_LENGTH;
  // Outside of quotes, `<` and `>` begin a range and cannot be escaped.
  if (!isExpressible || (isPrefix && /[<>]/.test(value))) {
    return undefined;
  }
  const comparison = `metadata.${escapedTerm(key)}:${isPrefix ? `${escapedTerm(value)}*` : quotedTerm(value)}`;
  return isKnownKey || word === undefined ? [comparison] : [comparison, `display_name:*${escapedTerm(word)}*`];
}
