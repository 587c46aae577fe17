import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';
import { assertSetAsFrench } from './frenchTypography.ts';

/** What a language calls the strings of another: those of the manifest by their keys, those of the code by themselves. */
type Strings = Readonly<Record<string, string>>;

/** One string in both languages. */
type Pair = readonly [english: string, french: string];

/** What is the same in French, and why. */
const sameInFrench: Readonly<Record<string, string>> = {
  'Organization Inspector': 'the name of the extension',
  ID: 'the same word',
  JSON: 'the name of a format',
  Markdown: 'the name of a format',
  Logo: 'the same word',
  Applications: 'the same word',
  Application: 'the same word',
  'Application {0}': 'the same word',
  Invitations: 'the same word',
  'Section {0}': 'the same word',
  'Type {0}': 'the same word',
  '{0} sections': 'the same word',
  Documentation: 'the same word',
  Production: 'the same word',
  certain: 'the same word',
  probable: 'the same word',
  possible: 'the same word',
};

async function json(...path: readonly string[]): Promise<Strings> {
  return JSON.parse(await readFile(join(repository, ...path), 'utf8')) as Strings;
}

describe('The French translation', () => {
  let manifest: string;
  let english: Strings;
  let french: Strings;
  let code: Strings;
  let pairs: readonly Pair[];

  before(async () => {
    manifest = await readFile(join(repository, 'package.json'), 'utf8');
    english = await json('package.nls.json');
    french = await json('package.nls.fr.json');
    code = await json('l10n', 'bundle.l10n.fr.json');
    pairs = [...Object.entries(english).map(([key, text]): Pair => [text, french[key] ?? '']), ...Object.entries(code)];
  });

  it('has every string of the manifest, as English has', () => {
    const used = new Set([...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key ?? ''));
    assert.deepEqual(Object.keys(english).toSorted(), [...used].toSorted());
    assert.deepEqual(Object.keys(french).toSorted(), [...used].toSorted());
  });

  it('leaves nothing in English', () => {
    const untranslated = pairs.filter(([text, translation]) => translation.trim() === '' || translation === text);
    assert.deepEqual(new Set(untranslated.map(([text]) => text)), new Set(Object.keys(sameInFrench)));
  });

  it('keeps what is no text: placeholders, icons, code, links and paragraphs', () => {
    const kept = (text: string) => text.match(/\{\d\}|\$\([\w-]+\)|`[^`]+`|\]\([^)]+\)|<\w+>|\n/g)?.toSorted() ?? [];
    for (const [text, translation] of pairs) assert.deepEqual(kept(translation), kept(text), text);
  });

  it('calls a command the same everywhere', () => {
    const titleOf = (text: string) => text.replace(/…$/, '');
    const titles = new Map(Object.entries(english).map(([key, text]) => [titleOf(text), titleOf(french[key] ?? '')]));
    for (const [text, translation] of Object.entries(code)) {
      const title = titles.get(titleOf(text));
      if (title !== undefined) assert.equal(titleOf(translation), title);
      for (const [, name = ''] of text.matchAll(/“Auth0 Organizations: (.+?)…”/g))
        assert.ok(translation.includes(`«\u00a0${french['category']}: ${titles.get(name)}…\u00a0»`), translation);
    }
  });

  it('is set as French is', () => {
    for (const [, translation] of pairs) assertSetAsFrench(translation);
  });
});
