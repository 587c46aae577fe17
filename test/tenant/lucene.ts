import { badQuery } from './failures.ts';

/** Whether a record is found; it knows its fields by their names in the API. */
export type Filter = (record: Readonly<Record<string, unknown>>) => boolean;

const fields: ReadonlySet<string> = new Set(['id', 'name', 'display_name']);
const mostFilters = 5;
const leastContained = 3;

const bracket = /\s*([()])/y;
const operator = /\s+(AND|OR)(?=[\s(])/y;
const comparison = /\s*([\w.]+):("(?:\\.|[^"\\])*"|(?:\\.|[^\s\\"(){}[\]^~?!:/])+)/y;
const rest = /\s*$/y;

/**
 * Reads `field:value` with AND, OR and brackets, where a value may be quoted, escape characters and begin or end with
 * `*`. The real endpoint knows more of Lucene's syntax, and more fields; here all of that is refused.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-search
 */
export function parseLucene(text: string): Filter {
  const reader = new Reader(text);
  const filter = readAlternatives(reader);
  if (!reader.take(rest)) {
    throw reader.refusal();
  }
  return filter;
}

class Reader {
  readonly #text: string;
  #position = 0;
  filters = 0;

  constructor(text: string) {
    this.#text = text;
  }

  take(pattern: RegExp, wanted?: string): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const match = pattern.exec(this.#text);
    if (!match || (wanted !== undefined && match[1] !== wanted)) {
      return undefined;
    }
    this.#position += match[0].length;
    return match;
  }

  refusal(): Error {
    return invalid(`Invalid Lucene query at position ${this.#position}`);
  }
}

function readAlternatives(reader: Reader): Filter {
  const alternatives = [readConditions(reader)];
  while (reader.take(operator, 'OR')) {
    alternatives.push(readConditions(reader));
  }
  return (record) => alternatives.some((filter) => filter(record));
}

function readConditions(reader: Reader): Filter {
  const conditions = [readComparison(reader)];
  while (reader.take(operator, 'AND')) {
    conditions.push(readComparison(reader));
  }
  return (record) => conditions.every((filter) => filter(record));
}

function readComparison(reader: Reader): Filter {
  if (reader.take(bracket, '(')) {
    const inner = readAlternatives(reader);
    if (!reader.take(bracket, ')')) {
      throw reader.refusal();
    }
    return inner;
  }
  const [, field = '', value = ''] = reader.take(comparison) ?? [];
  if (field === '') {
    throw reader.refusal();
  }
  if (!fields.has(field)) {
    throw invalid(`Unsupported field: ${field}`);
  }
  reader.filters += 1;
  if (reader.filters > mostFilters) {
    throw invalid(`Maximum of ${mostFilters} filter operations exceeded`);
  }
  return compare(field, value);
}

/** IDs are compared as they are, the rest without regard to case. */
function compare(field: string, written: string): Filter {
  const fold = (text: string) => (field === 'id' ? text : text.toLowerCase());
  const quoted = written.startsWith('"');
  const inner = quoted ? written.slice(1, -1) : written;
  // A star counts as a wildcard unless it is escaped or quoted.
  const parts = [...inner.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain = '']) =>
    escaped !== undefined || quoted ? { text: escaped ?? plain } : plain === '*' ? '*' : { text: plain },
  );
  const start = parts[0] === '*';
  const end = parts.length > 1 && parts.at(-1) === '*';
  const middle = parts.slice(start ? 1 : 0, end ? -1 : undefined);
  const literal = fold(middle.map((part) => (part === '*' ? '' : part.text)).join(''));
  if (middle.includes('*') || (field === 'id' && (start || end))) {
    throw invalid(`Unsupported wildcard on ${field}`);
  }
  if (start && literal.length < leastContained) {
    throw invalid(`Substring matching on ${field} requires at least ${leastContained} characters`);
  }
  const matches = (text: string) => {
    if (start) {
      return end ? text.includes(literal) : text.endsWith(literal);
    }
    return end ? text.startsWith(literal) : text === literal;
  };
  return (record) => {
    const value = record[field];
    return typeof value === 'string' && matches(fold(value));
  };
}

function invalid(cause: string): Error {
  return badQuery(`'${cause}' on property q (Filter expression in SCIM or Lucene syntax)`);
}
