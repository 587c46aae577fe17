import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { environmentNotes, type KnownEnvironments } from '../../../src/editor/hover.ts';
import type { OrganizationList } from '../../../src/organizations/organizationList.ts';
import { tenantItem } from '../../../src/sidebar/treeItems.ts';
import { tenantTooltip } from '../../../src/sidebar/tooltips.ts';
import { environments, type Tenant } from '../../../src/tenants/tenant.ts';
import { hoverAt, open, placeOf } from '../editor/editorTexts.ts';
import { messagesDuring } from '../messages.ts';
import { connect, connectLoaded, forget, requestsOf, run, tenants } from '../tenants.ts';
import { environmentFiles } from './environmentFiles.ts';

const { small, support } = tenants;
const domain = 'acme.eu.auth0.com';

describe('The environment of a tenant', () => {
  const list = { isOpened: false } as unknown as OrganizationList;
  const itemOf = (tenant: Tenant) =>
    tenantItem(tenant, list, { kind: 'usable' }, { domains: [domain], isExpanded: false });

  it('has an icon and a word of its own in the row, beside its colour', () => {
    const items = environments.map((environment) => itemOf({ domain, label: 'Acme', environment }));
    assert.deepEqual(
      items.map(({ description }) => description),
      [`Production · ${domain}`, `Staging · ${domain}`, `Development · ${domain}`],
    );
    const icons = [...items, itemOf({ domain })].map(({ iconPath }) => iconPath as vscode.ThemeIcon);
    assert.deepEqual(
      icons.map(({ id, color }) => [id, color?.id]),
      [
        ['globe', 'organizationInspector.production'],
        ['beaker', 'organizationInspector.staging'],
        ['tools', 'organizationInspector.development'],
        ['server', undefined],
      ],
    );
    assert.match(items[0]?.accessibilityInformation?.label ?? '', /Production/);
    assert.match(
      tenantTooltip({ domain, environment: 'staging' }, list, { kind: 'usable' }),
      /^Environment: Staging$/m,
    );
  });

  it('is told by the hover over an ID, beside what is odd about the file', async () => {
    await connectLoaded(small);
    await connectLoaded(support);
    try {
      const [[{ id } = assert.fail()], [{ id: other } = assert.fail()]] = [
        await small.organizations(),
        await support.organizations(),
      ];
      const document = await open('settings.staging.ts', `a('${id}');\nb('${other}');`);
      const hover = async (text: string) =>
        (await hoverAt(document, placeOf(document, text)))[0]?.value.replaceAll('\\', '') ?? '';
      assert.doesNotMatch(await hover(id), /⚠|Production/);
      await run('setEnvironment', small.domain, 'production');
      assert.match(await hover(id), /Tenant .* Production\n/);
      assert.match(
        await hover(id),
        /⚠ The tenant of this organization is marked Production, and the path of the file says “staging”/,
      );
      assert.doesNotMatch(await hover(id), /also has/);
      await run('setEnvironment', support.domain, 'staging');
      assert.match(await hover(id), /⚠ The file also has organizations of .* · Staging\./);
      assert.match(await hover(other), /⚠ The file also has organizations of .* · Production\./);
      assert.doesNotMatch(await hover(other), /the path of the file/);
      await run('setEnvironment', small.domain, '');
      assert.doesNotMatch(await hover(id), /⚠/);
      assert.doesNotMatch(await hover(other), /⚠/);
      assert.deepEqual([await requestsOf(small), await requestsOf(support)], [[], []]);
    } finally {
      await forget(small);
      await forget(support);
    }
  });

  it('is asked for when the command is told no environment, and stays what it was when nobody answers', async () => {
    await connect(small);
    const { showQuickPick } = vscode.window;
    const asked: (readonly [label: string, isCurrent: boolean])[][] = [];
    // The extension has the same object, since these tests lie in its folder.
    const answerWith = (label: string | undefined) =>
      Object.assign(vscode.window, {
        showQuickPick: (items: readonly vscode.QuickPickItem[]) => {
          asked.push(items.map((item) => [item.label, item.description === 'current']));
          return Promise.resolve(items.find((item) => item.label === label));
        },
      });
    try {
      for (const label of ['Development', undefined, 'No Environment']) {
        answerWith(label);
        await run('setEnvironment', small.domain);
      }
      await run('setEnvironment', small.domain, 'qa');
    } finally {
      Object.assign(vscode.window, { showQuickPick });
      await forget(small);
    }
    const names = ['No Environment', 'Production', 'Staging', 'Development'];
    assert.deepEqual(
      asked.map((items) => items.map(([label]) => label)),
      Array(4).fill(names),
    );
    assert.deepEqual(
      asked.map((items) => items.find(([, isCurrent]) => isCurrent)?.[0]),
      ['No Environment', 'Development', 'Development', 'No Environment'],
    );
  });

  it('is set for no tenant that is not connected', async () => {
    const [message] = await messagesDuring(() => run('setEnvironment', 'other.eu.auth0.com', 'production'));
    assert.equal(message?.text, 'The tenant other.eu.auth0.com is not connected.');
  });
});

describe('The notes on an organization in a file', () => {
  const marks: Readonly<Record<string, Tenant['environment']>> = {
    p: 'production',
    q: 'production',
    s: 'staging',
    d: 'development',
  };
  const known: KnownEnvironments = {
    finder: () => (id) => (id === 'unknown' ? undefined : { domain: id, organization: { id } }),
    tenants: {
      find: (domain) => ({ domain, ...(marks[domain] && { environment: marks[domain] }) }),
      titleOf: (of) => of,
    },
  };
  const notes = (of: string, file: string, ...ids: readonly string[]) => environmentNotes(known, of, file, () => ids);

  for (const { path, environment, word } of environmentFiles) {
    it(`${word === undefined ? 'say nothing of the path' : `name “${word}”`} in ${path}`, () => {
      const said = (mark: string) => [
        `The tenant of this organization is marked ${mark}, and the path of the file says “${word}”.`,
      ];
      assert.deepEqual(notes('p', path, 'p'), environment === 'other' ? said('Production') : []);
      assert.deepEqual(notes('s', path, 's'), environment === 'production' ? said('Staging') : []);
      assert.deepEqual(notes('d', path, 'd'), environment === 'production' ? said('Development') : []);
      assert.deepEqual(notes('unmarked', path, 'unmarked'), []);
    });
  }

  it('name the tenants of other environments beside production', () => {
    assert.deepEqual(notes('p', 'x', 'p', 's', 'd', 's', 'q', 'unmarked', 'unknown'), [
      'The file also has organizations of s · Staging, d · Development.',
    ]);
    assert.deepEqual(notes('s', 'x', 'p', 's', 'd', 'q'), [
      'The file also has organizations of p · Production, q · Production.',
    ]);
    assert.deepEqual(notes('s', 'x', 's', 'd'), []);
    assert.deepEqual(notes('unmarked', 'x', 'p', 's'), []);
  });
});
