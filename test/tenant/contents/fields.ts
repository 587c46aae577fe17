import type { Query, QueryRules } from '../queryValidation.ts';

/** Takes some of these, separated by commas and nothing else. */
export function listPattern(names: readonly string[]): RegExp {
  const name = names.map((each) => `(${each.replaceAll('.', '\\.')})`).join('|');
  return new RegExp(`^(${name})(,(${name}))*$`);
}

/** The parameters that choose fields of a record among these. */
export function fieldRules(names: readonly string[]) {
  return {
    fields: {
      type: 'string',
      pattern: listPattern(names),
      description:
        'Comma-separated list of fields to include or exclude (based on value provided for include_fields) in the result. Leave empty to retrieve all fields',
    },
    include_fields: {
      type: 'boolean',
      description: 'Whether specified fields are to be included (true) or excluded (false)',
    },
  } as const satisfies QueryRules;
}

type FieldQuery = Query<ReturnType<typeof fieldRules>>;

/** Whether a record is sent with this field. */
export function fieldFilter({ fields, include_fields = true }: FieldQuery): (name: string) => boolean {
  const named = new Set(fields?.split(','));
  return (name) => fields === undefined || named.has(name) === include_fields;
}

/** Whether a connection is sent with this field: its options take a scope of their own. */
export function connectionFilter(query: FieldQuery, scopes: ReadonlySet<string>): (name: string) => boolean {
  const isSent = fieldFilter(query);
  return (name) => isSent(name) && (name !== 'options' || scopes.has('read:connections_options'));
}

/** A record with those of its fields that were asked for. */
export function pickFields(record: object, isSent: (name: string) => boolean): object {
  return Object.fromEntries(Object.entries(record).filter(([name]) => isSent(name)));
}
