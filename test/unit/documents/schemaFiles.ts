import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../../vscode/folders.ts';

export type Schema = Readonly<Record<string, unknown>>;

/** The schemas in a folder of the repository, by the names of their files. */
export function readSchemas(folder: string): ReadonlyMap<string, Schema> {
  const files = globSync('*.json', { cwd: join(repository, folder) }).toSorted();
  return new Map(files.map((file) => [file, parse(join(repository, folder, file))]));
}

/** A schema file's root and all schemas in it. */
export function schemasIn(root: Schema, path = ''): readonly { readonly schema: Schema; readonly path: string }[] {
  const children = ['properties', 'definitions'].flatMap((key) => Object.entries(part(root, key)));
  const single = ['items', 'additionalProperties'].flatMap((key) => (key in root ? [[key, root[key]] as const] : []));
  return [
    { schema: root, path },
    ...[...children, ...single].flatMap(([key, child]) => (isObject(child) ? schemasIn(child, `${path}/${key}`) : [])),
  ];
}

/** What a schema has under a keyword, or nothing. */
export function part(parent: Schema, key: string): Schema {
  const value = parent[key];
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(file: string): Schema {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
  assert.ok(isObject(value), file);
  return value;
}
