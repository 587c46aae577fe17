import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './vscode/folders.ts';

type Strings = Readonly<Record<string, string>>;

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  };
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(repository, file), 'utf8'));
const { commands, menus } = (read('package.json') as Manifest).contributes;
const strings = { en: read('package.nls.json') as Strings, fr: read('package.nls.fr.json') as Strings };
/** Those that the palette has only where a document or a filter is there are not among them. */
const shown = commands.filter(({ command }) => {
  const when = menus.commandPalette.find((item) => item.command === command)?.when ?? '';
  return !/^false$|resourceScheme|isFiltered/.test(when);
});

/** The label of a command in the palette. */
function labelOf(language: 'en' | 'fr', { title, category }: (typeof commands)[number]): string {
  const translated = (key: string) => strings[language][key.slice(1, -1)] ?? '';
  return `${translated(category)}: ${translated(title)}`;
}

/** The labels of our commands in the palette, by their names. */
export function labels(language: 'en' | 'fr'): ReadonlyMap<string, string> {
  return new Map(
    shown.map((command) => [command.command.replace('organizationInspector.', ''), labelOf(language, command)]),
  );
}

/**
 * Which of our commands the palette lists for a text when none of them was used before, by their names, in its order: those
 * of which the label, in English too, has the typed text from beginnings of words on, sorted by the label.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/platform/quickinput/browser/commandsQuickAccess.ts
 */
export function listed(language: 'en' | 'fr', typed: string): readonly string[] {
  const english = labels('en');
  return [...labels(language)]
    .filter(([name, label]) => matchesWords(typed, label) || matchesWords(typed, english.get(name) ?? ''))
    .toSorted(([, a], [, b]) => a.localeCompare(b, language))
    .map(([name]) => name);
}

const isSeparator = (character: string | undefined) => /^[\s()[\]{}<>`'"\-/;:,.?!]?$/.test(character ?? '');

/** @see https://github.com/microsoft/vscode/blob/main/src/vs/base/common/filters.ts (`matchesWords`) */
function matchesWords(typed: string, label: string): boolean {
  const [word, target] = [typed.toLowerCase(), label.toLowerCase()];
  const nextWord = (start: number) => {
    let place = start;
    while (place < target.length && !isSeparator(target[place]) && !(place > 0 && isSeparator(target[place - 1]))) {
      place++;
    }
    return place;
  };
  const matches = (inWord: number, inTarget: number): boolean => {
    if (inWord === word.length) return true;
    if (inTarget >= target.length) return false;
    const isSame = word[inWord] === target[inTarget] || (isSeparator(word[inWord]) && isSeparator(target[inTarget]));
    if (!isSame) return false;
    if (matches(inWord + 1, inTarget + 1)) return true;
    for (let next = nextWord(inTarget + 1); next < target.length; next = nextWord(next + 1)) {
      if (matches(inWord + 1, next)) return true;
    }
    return false;
  };
  for (let start = 0; start < target.length; start = nextWord(start + 1)) if (matches(0, start)) return true;
  return false;
}
