import { isRecord, readText } from '../management/jsonFields.ts';
import { everything, ordered, type DocumentAddress } from './documentAddress.ts';

/** As much of JSON Schema as explains fields. */
export type Schema = Readonly<Record<string, unknown>>;

/** Reads a schema by the name of its file. */
export type ReadSchema = (file: string) => Promise<Schema>;

/** What explains an item, by the section that holds it. */
const itemSchemas: Readonly<Record<string, string>> = {
  members: 'member',
  connections: 'connection',
  invitations: 'invitation',
  'discovery-domains': 'discoveryDomain',
  'client-grants': 'clientGrant',
  groups: 'group',
  roles: 'role',
  'effective-roles': 'role',
  clients: 'client',
  organizations: 'organization',
};

/** The file of the schema that explains a document. */
export function schemaOf({
  id,
  path = [],
}: Pick<DocumentAddress, 'id'> & { readonly path?: readonly string[] }): string {
  return `${schemaName(id, path)}.schema.json`;
}

function schemaName(id: string | undefined, path: readonly string[]): string {
  if (id !== undefined && (path.length === 0 || path[0] === ordered)) {
    return 'organization';
  }
  if (path[0] === everything) {
    return everything;
  }
  const isItem = path.length > 0 && path.length % 2 === 0;
  return (isItem ? itemSchemas[path.at(-2) ?? ''] : undefined) ?? 'list';
}

/**
 * What a schema says of a value inside of what it describes.
 * @param file of the schema
 * @param path the keys and places that lead to the value
 */
export async function descriptionAt(
  read: ReadSchema,
  file: string,
  path: readonly (string | number)[],
): Promise<string | undefined> {
  let found = await resolved(read, { file, schema: await read(file) });
  for (const key of path) {
    const { schema } = found;
    const fields = typeof key === 'number' ? {} : part(schema, 'properties');
    const inside =
      typeof key === 'number' ? schema['items'] : (ownField(fields, key) ?? schema['additionalProperties']);
    if (!isRecord(inside)) {
      return undefined;
    }
    found = await resolved(read, { file: found.file, schema: inside });
  }
  return readText(found.schema['description']);
}

interface Found {
  readonly schema: Schema;
  /** In which references without a file of their own are looked up. */
  readonly file: string;
}

/** Follows a reference, which is one of `./member.schema.json` and `#/definitions/error`. */
async function resolved(read: ReadSchema, { schema, file }: Found): Promise<Found> {
  const reference = readText(schema['$ref']);
  if (reference === undefined) {
    return { schema, file };
  }
  if (reference.startsWith('./')) {
    const other = reference.slice('./'.length);
    return { schema: await read(other), file: other };
  }
  const name = reference.slice('#/definitions/'.length);
  return { schema: part(part(await read(file), 'definitions'), name), file };
}

function part(schema: Schema, key: string): Schema {
  const value = ownField(schema, key);
  return isRecord(value) ? value : {};
}

function ownField(schema: Schema, key: string): unknown {
  return Object.hasOwn(schema, key) ? schema[key] : undefined;
}
