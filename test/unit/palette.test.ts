import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';

type Strings = Readonly<Record<string, string>>;

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: { readonly commandPalette: readonly { readonly command: string; readonly when: string }[] };
  };
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(repository, file), 'utf8'));
const { commands, menus } = (read('package.json') as Manifest).contributes;
const english = read('package.nls.json') as Strings;
const french = read('package.nls.fr.json') as Strings;
const shown = commands.filter(
  ({ command }) => !menus.commandPalette.some((item) => item.command === command && item.when === 'false'),
);

/**
 * What the command palette lists for a text when none of it was used before: the labels of which words begin with the
 * typed words, in that order, sorted by the label.
 * @see https://github.com/microsoft/vscode/blob/main/src/vs/platform/quickinput/browser/commandsQuickAccess.ts
 */
function listed(strings: Strings, typed: string): readonly string[] {
  const translated = (key: string) => strings[key.slice(1, -1)] ?? '';
  const words = typed.split(' ').map((word) => String.raw`(?<![\p{L}])${word}`);
  const pattern = new RegExp(words.join('.*'), 'iu');
  return shown
    .map(({ command, title, category }) => ({ command, label: `${translated(category)}: ${translated(title)}` }))
    .filter(({ label }) => pattern.test(label))
    .toSorted((a, b) => a.label.localeCompare(b.label))
    .map(({ command }) => command.replace('organizationInspector.', ''));
}

describe('The command palette', () => {
  const cases: readonly (readonly [strings: Strings, typed: string, first: string])[] = [
    [english, 'find organization', 'findOrganization'],
    [english, 'find', 'findOrganization'],
    [english, 'find references', 'findReferences'],
    [english, 'open organization', 'openOrganizationById'],
    [english, 'open organization by name', 'openOrganizationByName'],
    [english, 'copy organization', 'copyOrganizationId'],
    [english, 'connect tenant', 'connectTenant'],
    [english, 'filter organizations', 'filterOrganizations'],
    [english, 'export', 'exportOrganizations'],
    [english, 'load all', 'loadAllOrganizations'],
    [english, 'look up', 'lookUpAllIds'],
    [english, 'explain', 'explainAccess'],
    [english, 'use an application', 'findOrganizationsOfApplication'],
    [english, 'use a connection', 'findOrganizationsOfConnection'],
    [french, 'rechercher organisation', 'findOrganization'],
    [french, 'rechercher', 'findOrganization'],
    [french, 'références', 'findReferences'],
    [french, 'ouvrir organisation', 'openOrganizationById'],
    [french, 'ouvrir une organisation par nom', 'openOrganizationByName'],
    [french, 'copier organisation', 'copyOrganizationId'],
    [french, 'connecter un locataire', 'connectTenant'],
    [french, 'exporter', 'exportOrganizations'],
    [french, 'résoudre', 'lookUpAllIds'],
    [french, 'expliquer', 'explainAccess'],
  ];
  for (const [strings, typed, first] of cases) {
    it(`runs ${first} for “${typed}” and Enter`, () => {
      assert.equal(listed(strings, typed)[0], first, listed(strings, typed).join());
    });
  }
});
