import { basename } from 'node:path';
import { readSchemas } from '../unit/documents/schemaFiles.ts';
import { type Part, partOf } from './description.ts';

/** What the extension knows of a field: it explains it to whoever points at it. */
export interface KnownField {
  /** The values that its explanation names. */
  readonly values: readonly string[];
  /** Whether there are others, which the explanation does not name. */
  readonly isOpen: boolean;
  readonly fields: ReadonlyMap<string, KnownField>;
  /** Whether `fields` are those of things that stand elsewhere with more of them. */
  readonly isShared: boolean;
}

/** Fields that the extension adds itself to what it shows. */
const ownFields: Readonly<Record<string, readonly string[]>> = { organization: ['roles'], 'user/user': ['error'] };

/**
 * The fields that are explained in `schemas/en`.
 * @param name the name of the schema, such as `organization`, and of a field in it if that is meant, as in `user/user`
 */
export function knownFields(name: string): ReadonlyMap<string, KnownField> {
  const schemas = readSchemas('schemas/en');
  const resolve = (value: unknown): Part => {
    const part = partOf(value);
    const reference = part['$ref'];
    return typeof reference === 'string' ? resolve(schemas.get(basename(reference))) : part;
  };
  const fieldsOf = (value: unknown): ReadonlyMap<string, KnownField> => {
    const schema = resolve(value);
    const inner = 'items' in schema ? resolve(schema['items']) : schema;
    return new Map(Object.entries(partOf(inner['properties'])).map(([field, part]) => [field, knownField(part)]));
  };
  const knownField = (value: unknown): KnownField => {
    const own = partOf(value);
    const { description } = resolve(value);
    const text = typeof description === 'string' ? description : '';
    const values = [...text.matchAll(/"([^"\n]+)"/g)].flatMap(([, quoted]) => quoted ?? []);
    return {
      values,
      isOpen: /such as/i.test(text),
      fields: fieldsOf(value),
      isShared: '$ref' in own || '$ref' in partOf(own['items']),
    };
  };
  const [file = '', ...path] = name.split('/');
  const schema = path.reduce(
    (part, field) => resolve(partOf(part['properties'])[field]),
    resolve(schemas.get(`${file}.schema.json`)),
  );
  return new Map([...fieldsOf(schema)].filter(([field]) => ownFields[name]?.includes(field) !== true));
}
