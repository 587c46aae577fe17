import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repository } from '../vscode/folders.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly title: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly languageModelTools: readonly { readonly toolReferenceName: string }[];
  };
}

type Strings = Readonly<Record<string, string>>;

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const translations = JSON.parse(read('l10n/bundle.l10n.fr.json')) as Strings;
const pages = globSync('docs/*.md', { cwd: repository }).map((page) => page.replaceAll('\\', '/'));

/** For those who work on the extension: `CONTRIBUTING.md` leads there. */
const forMaintainers = 'docs/drift';

const languages = [
  {
    suffix: '.md',
    titles: 'package.nls.json',
    texts: Object.keys(translations),
    ofOthers: ['Extensions: Install from VSIX…', 'Welcome: Open Walkthrough…'],
    trust: '## Why to trust it',
    questions: '## Ten questions',
  },
  {
    suffix: '.fr.md',
    titles: 'package.nls.fr.json',
    texts: Object.values(translations),
    ofOthers: ['Extensions: Installer à partir de VSIX…', 'Bienvenue: Ouvrir la procédure pas à pas…'],
    trust: '## Pourquoi lui faire confiance',
    questions: '## Dix questions',
  },
];

for (const { suffix, titles, texts, ofOthers, trust, questions } of languages) {
  const readme = `README${suffix}`;
  const ours = pages.filter((page) => page.replace(/^[^.]+/, '') === suffix);
  const strings = JSON.parse(read(titles)) as Strings;
  const commands = contributes.commands.map(({ title }) => strings[title.slice(1, -1)] ?? title);

  describe(readme, () => {
    const text = read(readme);

    it('has at most 1,000 words in 110 lines', () => {
      assert.ok(wordsOf(text) <= 1000, `${wordsOf(text)} words`);
      assert.ok(text.trimEnd().split('\n').length <= 110);
    });

    it('says why to trust the extension in its first half', () => {
      const [before = '', after = ''] = text.split(trust);
      assert.ok(wordsOf(before) > 0 && wordsOf(after.split('\n## ')[0] ?? '') > 0);
      assert.ok(wordsOf(before) + wordsOf(after.split('\n## ')[0] ?? '') < wordsOf(text) / 2);
    });

    it('answers ten questions, each with a command', () => {
      const section = text.split(questions)[1]?.split('\n## ')[0] ?? '';
      const rows = section.split('\n').filter((line) => line.startsWith('| ') && line.includes('?'));
      assert.equal(rows.length, 10);
      assert.deepEqual(
        rows.filter((row) => !commands.some((title) => row.includes(`**${title}**`))),
        [],
      );
    });

    it('leads to each page of its language', () => {
      const missing = ours.filter((page) => !text.includes(`](${page}`));
      assert.deepEqual(missing, [`${forMaintainers}${suffix}`]);
    });
  });

  for (const page of [readme, ...ours]) {
    describe(page, () => {
      const text = read(page);

      it('is there in the other language, to which it leads', () => {
        const other = suffix === '.md' ? page.replace(/\.md$/, '.fr.md') : page.replace(/\.fr\.md$/, '.md');
        assert.ok(existsSync(join(repository, other)));
        if (!page.startsWith(forMaintainers)) assert.ok(text.includes(`](${other.replace('docs/', '')})`));
      });

      it('names commands and choices as they are called', () => {
        const named = Array.from(text.matchAll(/\*\*([^*]+…)\*\*/g), ([, name = '']) => name);
        const known = [...commands, ...texts, ...ofOthers].map((name) => name.replace(/…$/, ''));
        const category = strings['category'] ?? assert.fail();
        const isKnown = (name: string) => known.includes(name.replace(`${category}: `, '').replace(/…$/, ''));
        assert.deepEqual(
          named.filter((name) => !isKnown(name)),
          [],
        );
      });

      if (suffix === '.fr.md') {
        it('keeps signs with a space before them on the line of the word', () => {
          const words = text.replaceAll(/^```.*?^```|`[^`]*`/gms, '');
          const breaks = Array.from(words.matchAll(/\S+ [:;!?»](?=\s|$)|« \S+/gm), ([at]) => at);
          assert.deepEqual(breaks, []);
        });
      }

      it('has only pictures and links to what is there', () => {
        const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
        assert.deepEqual(
          targets.filter((target) => !target.startsWith('https://') && !isThere(join(dirname(page), target))),
          [],
        );
      });
    });
  }

  it(`docs/settings${suffix} has each setting, and docs/chat${suffix} each tool`, () => {
    const settings = read(`docs/settings${suffix}`);
    const names = Object.keys(contributes.configuration.properties).map((name) => name.replace(/.*\.editor\./, '.'));
    assert.deepEqual(
      names.filter((name) => !settings.includes(`${name}\``)),
      [],
    );
    const tools = contributes.languageModelTools.map(({ toolReferenceName }) => `\`#${toolReferenceName}\``);
    const named = Array.from(read(`docs/chat${suffix}`).matchAll(/`#\w+`/g), ([tool]) => tool);
    assert.deepEqual(named.toSorted(), tools.toSorted());
  });
}

/** What has a letter or a digit between two spaces. */
function wordsOf(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

/** Whether a file of the repository is there, and the heading in it where one is named. */
function isThere(target: string): boolean {
  const [file = '', heading] = target.split('#');
  if (!existsSync(join(repository, file))) return false;
  const headings = heading === undefined ? [] : Array.from(read(file).matchAll(/^#+ (.+)$/gm), ([, name = '']) => name);
  return heading === undefined || headings.map((name) => name.toLowerCase().replaceAll(' ', '-')).includes(heading);
}
