import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getL10nPseudoLocalized } from '@vscode/l10n-dev';
import { repository } from '../../vscode/folders.ts';
import { readStrings, type Strings } from './strings.ts';

/** A string as the pseudo-locale shows it: each letter becomes one that English does not have. */
export function pseudo(text: string): string {
  return pseudoStrings({ text })['text'] ?? text;
}

/**
 * A copy of the built extension with all its strings in the pseudo-locale.
 * @param parent where the folder of it is made
 */
export async function pseudoExtension(parent: string): Promise<string> {
  const folder = join(parent, 'pseudo');
  await mkdir(join(folder, 'l10n'), { recursive: true });
  for (const part of ['dist', 'media', 'schemas', 'package.json', 'package.nls.json'])
    await cp(join(repository, part), join(folder, part), { recursive: true });
  // Another test sees to it that these are all that there are.
  const code = Object.keys(await readStrings('l10n/bundle.l10n.fr.json'));
  await writeStrings(join(folder, 'l10n', 'bundle.l10n.qps-ploc.json'), Object.fromEntries(code.map((s) => [s, s])));
  await writeStrings(join(folder, 'package.nls.qps-ploc.json'), await readStrings('package.nls.json'));
  return folder;
}

function pseudoStrings(strings: Strings): Strings {
  return getL10nPseudoLocalized(strings) as Strings;
}

async function writeStrings(path: string, strings: Strings): Promise<void> {
  await writeFile(path, JSON.stringify(pseudoStrings(strings)));
}
