import { badQuery } from './failures.ts';
import type { Filter } from './lucene.ts';

const fields: ReadonlySet<string> = new Set(['id', 'name', 'display_name']);
const mostFilters = 5;

/** A bracket, an operator, a field, or a string in quotes. */
const token = /\s*([()]|"(?:\\.|[^"\\])*"|[\w.]+)/y;

type Compare = (value: string, wanted: string) => boolean;

const operators: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['eq', (value, wanted) => value === wanted],
  ['ne', (value, wanted) => value !== wanted],
  ['sw', (value, wanted) => value.startsWith(wanted)],
  ['ew', (value, wanted) => value.endsWith(wanted)],
  ['co', (value, wanted) => value.includes(wanted)],
  ['gt', (value, wanted) => value > wanted],
  ['ge', (value, wanted) => value >= wanted],
  ['lt', (value, wanted) => value < wanted],
  ['le', (value, wanted) => value <= wanted],
]);

/**
 * Reads `field operator "value"` and `field pr` with `and`, `or` and brackets. The real endpoint knows more fields; here
 * they are refused.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-search
 * @see https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2
 */
export function parseScim(text: string): Filter {
  const tokens = tokensIn(text);
  let place = 0;
  let filters = 0;
  const next = () => tokens[place++] ?? '';
  const isNext = (word: string) => tokens[place]?.toLowerCase() === word && place++ >= 0;

  const readOr = (): Filter => {
    const parts = [readAnd()];
    while (isNext('or')) parts.push(readAnd());
    return (record) => parts.some((filter) => filter(record));
  };
  const readAnd = (): Filter => {
    const parts = [readOne()];
    while (isNext('and')) parts.push(readOne());
    return (record) => parts.every((filter) => filter(record));
  };
  const readOne = (): Filter => {
    if (isNext('(')) {
      const inner = readOr();
      if (!isNext(')')) throw invalid(`Invalid SCIM filter: ${text}`);
      return inner;
    }
    filters += 1;
    return readComparison(next(), next().toLowerCase(), next);
  };

  const filter = readOr();
  if (place < tokens.length) throw invalid(`Invalid SCIM filter: ${text}`);
  if (filters > mostFilters) throw invalid(`Maximum of ${mostFilters} filter operations exceeded`);
  return filter;
}

function readComparison(field: string, operator: string, next: () => string): Filter {
  if (!fields.has(field)) {
    throw invalid(`Unsupported field: ${field}`);
  }
  if (operator === 'pr') {
    return (record) => record[field] !== undefined;
  }
  const compare = operators.get(operator);
  const written = next();
  if (!compare || !written.startsWith('"')) {
    throw invalid(`Invalid SCIM filter: ${field} ${operator} ${written}`);
  }
  const fold = (value: string) => (field === 'id' ? value : value.toLowerCase());
  const wanted = fold(JSON.parse(written) as string);
  return (record) => {
    const value = record[field];
    return typeof value === 'string' && compare(fold(value), wanted);
  };
}

function tokensIn(text: string): readonly string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const found = token.exec(text)?.[1];
    if (found === undefined) {
      throw invalid(`Invalid SCIM filter: ${text}`);
    }
    tokens.push(found);
  }
  return tokens;
}

function invalid(cause: string): Error {
  return badQuery(`'${cause}' on property q (Filter expression in SCIM or Lucene syntax)`);
}
