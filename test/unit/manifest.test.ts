import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingByLanguage } from '../../src/editor/insertionTexts.ts';
import { withoutQuotes } from '../../src/editor/completionContext.ts';
import { topics } from '../ui/pages/commandDrives.ts';
import { repository } from '../vscode/folders.ts';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
  };
}

const read = (file: string) => readFileSync(join(repository, file), 'utf8');
const manifest = read('package.json');
const { activationEvents, contributes } = JSON.parse(manifest) as Manifest;
const sources = globSync('src/**/*.ts', { cwd: repository }).map(read);
const code = sources.join('\n');
const conditions = found(manifest, /"(?:when|enablement)": "(.+)"/g);

/** So many windows have files in these that the extension waits until it is used, or for a file in another one. */
const everywhere: readonly string[] = ['json', 'jsonc', 'markdown', 'plaintext'];

describe('The manifest', () => {
  it('activates the extension for each language of which the code knows where organizations belong', () => {
    const languages = [...settingByLanguage.keys(), ...withoutQuotes].filter(
      (language) => !everywhere.includes(language),
    );
    assert.deepEqual(
      rejected(languages, (language) => activationEvents.includes(`onLanguage:${language}`)),
      [],
    );
  });

  it('has the commands after which secrets are looked for in a window, each once', () => {
    const names = topics.flatMap(({ drives }) => Object.keys(drives));
    assert.deepEqual(
      names.map((name) => `organizationInspector.${name}`).sort(),
      contributes.commands.map(({ command }) => command).sort(),
    );
  });

  it('has only settings that the code reads', () => {
    const names = Object.keys(contributes.configuration.properties);
    const isRead = (setting: string) => {
      const end = setting.lastIndexOf('.');
      const parts = [`getConfiguration('${setting.slice(0, end)}'`, `'${setting.slice(end + 1)}'`];
      return sources.some((source) => parts.every((part) => source.includes(part)));
    };
    assert.deepEqual(rejected(names, isRead), []);
  });

  it('has conditions for each context key that the code sets, and for no other', () => {
    const views = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
    const asked = conditions.flatMap((condition) => found(condition, /\b(organizationInspector\.\w+)/g));
    assert.deepEqual(
      distinct(rejected(asked, (name) => views.includes(name))),
      // Setting the other one is a round trip to the window.
      distinct(found(code, /'setContext', '(.+?)'/g)).filter((name) => name !== 'organizationInspector.hasCaughtUp'),
    );
  });

  it('has conditions only for rows that there are', () => {
    const names = found(globSync('src/sections/*.ts', { cwd: repository }).map(read).join('\n'), /\bname: '(.+?)'/g);
    const values = found(code, /\bcontextValue =\s+([^;]+);/g)
      .flatMap((expression) => found(expression, /['`](.+?)['`]/g))
      .flatMap((value) => names.map((name) => value.replace('${section.name}', name)));
    const isRow = (test: string) => {
      const [, equal, pattern = ''] = /^== '(.+)'$|^=~ \/(.+)\/$/.exec(test) ?? [];
      return values.some((value) => (equal === undefined ? new RegExp(pattern).test(value) : value === equal));
    };
    const tests = conditions.flatMap((condition) => found(condition, /\bviewItem (== '.+?'|=~ \/.+?\/)/g));
    assert.equal(tests.length, found(manifest, /\b(viewItem)\b/g).length);
    assert.deepEqual(rejected(tests, isRow), []);
  });

  it('uses each of its strings, and has each that it uses', () => {
    const strings = JSON.parse(read('package.nls.json')) as Readonly<Record<string, string>>;
    assert.deepEqual(distinct(found(manifest, /"%(.+)%"/g)), Object.keys(strings).sort());
  });
});

/** What the group of a pattern matches. */
function found(text: string, pattern: RegExp): string[] {
  return Array.from(text.matchAll(pattern), ([, group = '']) => group);
}

function rejected(values: readonly string[], isRight: (value: string) => boolean): string[] {
  return values.filter((value) => !isRight(value));
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}
