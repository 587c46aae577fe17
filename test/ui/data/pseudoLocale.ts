import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoLocalizeString } from 'pseudo-localization';
import { repository } from '../../vscode/folders.ts';
import { readStrings, type Strings } from './strings.ts';

/** What is no word in a string: commands of links, icons, and places for values. */
const wordless = /(\(command:\S+|\$\([A-Za-z-~]+\)|\{\S+\})/;

/** A string as the pseudo-locale shows it: each letter becomes one that English does not have. */
export function pseudo(text: string): string {
  const parts = text.split(wordless);
  return parts.map((part) => (wordless.test(part) ? part : pseudoLocalizeString(part))).join('');
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

async function writeStrings(path: string, strings: Strings): Promise<void> {
  const localized = Object.entries(strings).map(([key, text]) => [key, pseudo(text)]);
  await writeFile(path, JSON.stringify(Object.fromEntries(localized)));
}
