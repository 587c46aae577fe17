import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../../vscode/folders.ts';

/** Texts by their keys; those of the code have the English text as their key. */
export type Strings = Readonly<Record<string, string>>;

/** @param path of a JSON file in the repository */
export async function readStrings(path: string): Promise<Strings> {
  return JSON.parse(await readFile(join(repository, path), 'utf8')) as Strings;
}
