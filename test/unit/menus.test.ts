import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';
import { type Context, holds } from '../whenClauses.ts';

interface Entry {
  readonly command?: string;
  readonly submenu?: string;
  readonly group?: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly Entry[]>>;
  };
}

const manifest = readFileSync(join(repository, 'package.json'), 'utf8');
const { activationEvents, contributes } = JSON.parse(manifest) as Manifest;
const { commands, menus } = contributes;
const prefix = 'organizationInspector.';
const nameOf = ({ command, submenu }: Entry) => (command ?? submenu ?? '').replace(prefix, '');

/** The commands that there were on the day before the menus became short. Keybindings of people have them. */
const known: readonly string[] = [
  'connectTenant',
  'disconnectTenant',
  'updateAccessToken',
  'renameTenant',
  'setEnvironment',
  'moveTenantUp',
  'moveTenantDown',
  'showTenants',
  'openOrganizationById',
  'openOrganizationByName',
  'openOrganizationList',
  'findOrganization',
  'lookUpAllIds',
  'refresh',
  'refreshAll',
  'loadMore',
  'loadAllOrganizations',
  'exportOrganizations',
  'exportSections',
  'findOrganizationsWithoutConnection',
  'sortOrganizations',
  'filterOrganizations',
  'clearFilter',
  'copyOrganizationId',
  'copyOrganizationName',
  'copyOrganizationJson',
  'copyItemId',
  'copyItemValue',
  'copyItemJson',
  'copyInvitationLink',
  'copyAs',
  'copyRequestAs',
  'openUser',
  'openUserJson',
  'openSectionJson',
  'showFailuresOnly',
  'showAllEvents',
  'findOrganizationsOfApplication',
  'findDiscoveryDomain',
  'findOrganizationsOfConnection',
  'openEverything',
  'compareWith',
  'selectForCompare',
  'compareWithSelected',
  'compareEverythingWith',
  'compareAgain',
  'showOrHideIds',
  'compareTenants',
  'saveSnapshot',
  'compareWithSnapshot',
  'insertOrganizationId',
  'insertOrganizationAs',
  'findReferences',
  'openInDashboard',
  'findUser',
  'showOrganizationsOfUser',
  'explainAccess',
  'showLog',
  'compareEverythingSelected',
  'compareSelected',
  'exportSelected',
];

/** What works on several rows at once. */
const forSeveral = [
  'carry',
  'copyAs',
  'copyItemId',
  'copyItemJson',
  'copyItemValue',
  'copyOrganizationId',
  'copyOrganizationJson',
  'copyOrganizationName',
  'exportSections',
  'insertOrganizationAs',
  'insertOrganizationId',
];

const sections = [
  'members',
  'connections',
  'discovery-domains',
  'invitations',
  'events',
  'failures',
  'roles',
  'groups',
];
const items = ['members', 'connections', 'invitations', 'events', 'clients', 'client-grants', 'roles'];
/** The rows that have a menu, by their `contextValue`. */
const rows = [
  ...['', ' first', ' last', ' first last', ' ended', ' needsToken'].map((state) => `tenant${state}`),
  ...['organization', 'organization dashboard'],
  ...sections.map((name) => `section requested ${name}`),
  ...items.map((name) => `item ${name}`),
  'part',
];
const states = ['hasSeveralTenants', 'hasSelectedForCompare'].map((name) => ({ [`${prefix}${name}`]: true }));
const selections = [
  { selected: 1 },
  { selected: 2, listMultiSelection: true, listDoubleSelection: true },
  { selected: 3, listMultiSelection: true },
];

function shown(menu: string, context: Context): readonly Entry[] {
  return (menus[menu] ?? []).filter((entry) => !entry.group?.startsWith('inline') && holds(entry.when, context));
}

/** The menu of a row, and the submenus that it shows. */
function menusOf(context: Context): readonly (readonly Entry[])[] {
  const menu = shown('view/item/context', context);
  return [menu, ...menu.flatMap(({ submenu }) => (submenu === undefined ? [] : [shown(submenu, context)]))];
}

const groupsOf = (entries: readonly Entry[]) => [...new Set(entries.map(({ group = '' }) => group.replace(/@.*/, '')))];

describe('The commands', () => {
  it('are at most 55, of which the palette has at most 38', () => {
    const hidden = (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    assert.ok(commands.length <= 55, `${commands.length}`);
    assert.ok(commands.length - hidden.length <= 38, `${commands.length - hidden.length}`);
  });

  it('have all names that they had, contributed or with an activation event', () => {
    const contributed = commands.map(({ command }) => command);
    const kept = activationEvents.map((event) => event.replace('onCommand:', ''));
    assert.deepEqual(
      known.filter((name) => contributed.includes(`${prefix}${name}`) === kept.includes(`${prefix}${name}`)),
      [],
    );
  });

  it('are each in the palette or in a menu', () => {
    const inMenus = Object.entries(menus).flatMap(([menu, entries]) => (menu === 'commandPalette' ? [] : entries));
    const hidden = (menus['commandPalette'] ?? []).filter(({ when }) => when === 'false');
    assert.deepEqual(
      hidden.map(nameOf).filter((name) => !inMenus.some((entry) => nameOf(entry) === name)),
      [],
    );
  });
});

for (const viewItem of rows) {
  describe(`The menu of a row that is “${viewItem}”`, () => {
    for (const { selected, ...selection } of selections) {
      const everything = { view: 'organizationInspector.organizations', viewItem, ...selection };
      const contexts = [everything, ...states.map((state) => ({ ...everything, ...state }))];
      contexts.push({ ...everything, ...states[0], ...states[1] });

      it(`has at most nine entries in four groups, and no empty submenu, where ${selected} are selected`, () => {
        for (const entries of contexts.flatMap(menusOf)) {
          assert.ok(entries.length <= 9 && groupsOf(entries).length <= 4, entries.map(nameOf).join());
        }
        for (const [, ...submenus] of contexts.map(menusOf)) assert.ok(submenus.every((entries) => entries.length > 0));
      });

      it(`has what is for one row alone only where one is selected: ${selected} are`, () => {
        const names = contexts.flatMap(menusOf).flatMap((entries) => entries.map(nameOf));
        if (selected === 1) assert.ok(names.length > 0);
        else
          assert.deepEqual(
            names.filter((name) => !forSeveral.includes(name) && !(selected === 2 && name === 'compareWith')),
            [],
          );
      });
    }
  });
}

describe('The menus of rows', () => {
  it('have the same groups in the same order', () => {
    const groups = groupsOf(menus['view/item/context'] ?? []).filter((group) => group !== 'inline');
    assert.deepEqual(groups.toSorted(), ['1_open', '2_find', '3_copy', '4_compare', '5_manage']);
  });

  it('have each command once, in one of their groups', () => {
    for (const viewItem of rows) {
      const names = menusOf({ view: 'organizationInspector.organizations', viewItem }).flat().map(nameOf);
      assert.deepEqual(names, [...new Set(names)]);
    }
  });

  it('have Explain Failed Login where the row names a person or an application', () => {
    const explained = rows.filter((viewItem) =>
      menusOf({ view: 'organizationInspector.organizations', viewItem })
        .flat()
        .some((entry) => nameOf(entry) === 'explainAccess'),
    );
    assert.deepEqual(
      explained.filter((row) => row.startsWith('item ')),
      ['members', 'invitations', 'events', 'clients', 'client-grants'].map((name) => `item ${name}`),
    );
  });

  it('begin with Find on a tenant', () => {
    const entries = shown('view/item/context', { view: 'organizationInspector.organizations', viewItem: 'tenant' });
    const inOrder = entries.toSorted((a, b) => (a.group ?? '').localeCompare(b.group ?? ''));
    assert.equal(inOrder.map(nameOf)[0], 'findOrganization');
  });
});

describe('The menus elsewhere', () => {
  for (const menu of ['editor/context', 'editor/title/context']) {
    it(`lead from the document of an organization to its sections and to a comparison: ${menu}`, () => {
      const namesIn = (resourcePath: string) => {
        const resourceFilename = resourcePath.replace(/.*\//, '');
        return shown(menu, { resourceScheme: 'auth0-organization', resourcePath, resourceFilename }).map(nameOf);
      };
      const isMissing = (name: string) => !namesIn('/acme.json').includes(name);
      assert.deepEqual(['openEverything', 'compareWith'].filter(isMissing), []);
      for (const other of ['/organizations.json', '/users/Jane.json', '/acme/members.json', '/comparison/acme.json']) {
        assert.ok(!namesIn(other).includes('openEverything'), other);
      }
    });
  }

  for (const menu of ['view/title', 'editor/context', 'editor/title', 'organizationInspector.copy']) {
    it(`are short: ${menu}`, () => {
      const entries = (menus[menu] ?? []).filter(
        ({ group = '' }) => menu.startsWith('editor') || !group.startsWith('nav'),
      );
      assert.ok(entries.length <= 9 && groupsOf(entries).length <= 4);
    });
  }
});
