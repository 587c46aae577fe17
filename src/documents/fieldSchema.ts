import { isRecord, ownField, readString } from '../api/jsonFields.ts';

/** The part of JSON Schema that describes fields. */
export type Schema = Readonly<Record<string, unknown>>;

/** Schemas by their file names. */
export type Schemas = Readonly<Record<string, Schema>>;

/**
 * The description of a value in a schema, `undefined` if the schema has none.
 * @param file the file name of the schema
 * @param path the keys and indexes that lead to the value
 */
export function descriptionAt(schemas: Schemas, file: string, path: readonly (string | number)[]): string | undefined {
  let found = resolved(schemas, { file, schema: part(schemas, file) });
  for (const key of path) {
    const { schema } = found;
    const fields = typeof key === 'number' ? {} : part(schema, 'properties');
    const inside =
      typeof key === 'number' ? schema['items'] : (ownField(fields, key) ?? schema['additionalProperties']);
    if (!isRecord(inside)) {
      return undefined;
    }
    found = resolved(schemas, { file: found.file, schema: inside });
  }
  return readString(found.schema['description']);
}

interface Found {
  readonly schema: Schema;
  /** The file that local references, such as `#/definitions/error`, refer to. */
  readonly file: string;
}

/** Follows a reference, to a file (`./member.schema.json`), a definition (`#/definitions/error`), or both. */
function resolved(schemas: Schemas, { schema, file }: Found): Found {
  const reference = readString(schema['$ref']);
  if (reference === undefined) {
    return { schema, file };
  }
  const [path = '', name] = reference.split('#/definitions/');
  const other = path === '' ? file : path.slice('./'.length);
  const root = part(schemas, other);
  return { schema: name === undefined ? root : part(part(root, 'definitions'), name), file: other };
}

function part(schema: Schema, key: string): Schema {
  const value = ownField(schema, key);
  return isRecord(value) ? value : {};
}
