import { badQuery } from './failures.ts';
import { readSyntax, type Term } from './luceneSyntax.ts';
import { type LuceneField, matcherOf } from './luceneValues.ts';

/** Whether a record is found; it knows its fields by their names in the API. */
export type Filter = (record: Readonly<Record<string, unknown>>) => boolean;

/** What an endpoint takes in its parameter `q`. */
export interface LuceneRules {
  /** The parameter in the words of a refusal. */
  readonly description: string;
  /** The rules of a field, `undefined` for one that is refused. */
  readonly field: (name: string) => LuceneField | undefined;
  /** The fields that a value without a field is looked for in; none refuse it. */
  readonly freeText?: readonly string[];
  /** Whether it takes `NOT` and `-`. */
  readonly hasNegation?: boolean;
  /** How many values there can be, any number by default. */
  readonly mostFilters?: number;
}

/**
 * Reads a query in the part of Lucene's syntax that Auth0 documents: `field:value`, `field:(a OR b)`, AND, OR, NOT and
 * brackets. All else is refused, as are values side by side.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 * @throws ApiFailure 400
 */
export function parseLucene(text: string, rules: LuceneRules): Filter {
  const refuse = (cause: string) => badQuery(`'${cause}' on property q (${rules.description})`);
  let filters = 0;

  const compare = (field: string, written: string): Filter => {
    const fieldRules = rules.field(field);
    if (!fieldRules) {
      throw refuse(`Unsupported field: ${field}`);
    }
    const matches = matcherOf(field, fieldRules, written, refuse);
    return (record) => valuesAt(record, field).some(matches);
  };

  const filterOf = (term: Term): Filter => {
    switch (term.type) {
      case 'or':
      case 'and': {
        const inner = term.terms.map(filterOf);
        return term.type === 'or'
          ? (record) => inner.some((filter) => filter(record))
          : (record) => inner.every((filter) => filter(record));
      }
      case 'not': {
        if (!rules.hasNegation) {
          throw refuse('Unsupported operator: NOT');
        }
        const inner = filterOf(term.term);
        return (record) => !inner(record);
      }
      case 'value': {
        const fields = term.field === undefined ? (rules.freeText ?? []) : [term.field];
        if (fields.length === 0) {
          throw refuse(`Missing field: ${term.written}`);
        }
        filters += 1;
        if (filters > (rules.mostFilters ?? Infinity)) {
          throw refuse(`Maximum of ${rules.mostFilters} filter operations exceeded`);
        }
        const alternatives = fields.map((field) => compare(field, term.written));
        return (record) => alternatives.some((filter) => filter(record));
      }
    }
  };
  return filterOf(readSyntax(text, refuse));
}

/** The texts at a path such as `identities.connection`, also in arrays and where a key has dots. */
function valuesAt(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => valuesAt(item, path));
  }
  if (path === '') {
    return ['string', 'number', 'boolean'].includes(typeof value) ? [String(value)] : [];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === path) return valuesAt(inner, '');
    return path.startsWith(`${key}.`) ? valuesAt(inner, path.slice(key.length + 1)) : [];
  });
}
