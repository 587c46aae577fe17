import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { comparablePair } from '../../../src/compare/comparable.ts';
import { until } from '../../patience.ts';
import type { Organization } from '../../tenant/organization.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';

const { small, inside } = tenants;

type Comparison = readonly [vscode.Uri, vscode.Uri] | undefined;

async function rowOf(tenant: HostTenant, place: number) {
  const organization = (await tenant.organizations())[place];
  assert.ok(organization);
  return { kind: 'organization', domain: tenant.domain, organization };
}

describe('Comparing organizations', () => {
  beforeEach(async () => {
    await connect(small);
    await connect(inside);
  });
  afterEach(async () => {
    await forget(small);
    await forget(inside);
  });

  it('shows two organizations of a tenant side by side, with their keys in one order, for one request each', async () => {
    const [left, right] = [await rowOf(small, 1), await rowOf(small, 3)];
    const uris = await run<Comparison>('compareWith', left, right);
    assert.deepEqual(shownUris(), [orderedUri(small, left.organization), orderedUri(small, right.organization)]);
    assert.deepEqual(uris?.map(String), shownUris());
    for (const [index, { organization }] of [left, right].entries()) {
      const text = await textOf(shownUris()[index]);
      assert.deepEqual(JSON.parse(text), comparedOf(organization));
      assert.deepEqual(keysIn(text), [...keysIn(text)].sort());
    }
    // VS Code reads both at once, and either can come first.
    assert.deepEqual(
      (await requestsOf(small)).toSorted(),
      [requestFor(left.organization), requestFor(right.organization)].toSorted(),
    );
  });

  it('works across tenants, and says which side is from which tenant', async () => {
    await run('renameTenant', inside.domain, 'Staging');
    const [left, right] = [await rowOf(small, 0), await rowOf(inside, 0)];
    await run('compareWith', left, right);
    assert.equal(
      activeTab().label,
      `${left.organization.display_name} (${small.domain}) ↔ ${right.organization.display_name} (Staging)`,
    );
    assert.deepEqual(JSON.parse(await textOf(shownUris()[0])), comparedOf(left.organization));
    assert.deepEqual(JSON.parse(await textOf(shownUris()[1])), comparedOf(right.organization));
    assert.deepEqual(await requestsOf(small), [requestFor(left.organization)]);
    assert.deepEqual(await requestsOf(inside), [requestFor(right.organization)]);
  });

  it('shows no line of an ID, a default, nothing or the case of a colour, also where it is refreshed', async () => {
    const [left, right] = [await rowOf(small, 12), await rowOf(inside, 4)];
    const { name: leftName, ...before } = left.organization;
    const usual = { display_name: 'Acme', metadata: { plan: 'gold' } };
    const colors = { primary: '#0E5A6B', page_background: '#FFFFFF' };
    const answer = (id: string, fields: object) => ({ status: 200, body: { id, name: leftName, ...usual, ...fields } });
    const upper = { branding: { colors }, third_party_client_access: 'block', is_app_entitlement_active: false };
    const lower = { branding: { logo_url: '', colors: { primary: '#0e5a6b', page_background: '#ffffff' } } };
    await small.inject({ match: before.id, answer: answer(before.id, upper) });
    await inside.inject({
      match: right.organization.id,
      answer: answer(right.organization.id, { ...lower, extra: null }),
    });
    await run('compareWith', left, right);
    for (const again of [false, true]) {
      if (again) await run('refresh');
      const [one, other] = [await textOf(shownUris()[0]), await textOf(shownUris()[1])];
      assert.equal(one, other);
      const { branding } = lower;
      assert.deepEqual(JSON.parse(one), { name: leftName, ...usual, branding: { colors: branding.colors } });
    }
  });

  it('refuses to compare an organization with itself, and says so', async () => {
    const row = await rowOf(small, 2);
    const [message] = await messagesDuring(() => run('compareWith', row, row));
    assert.match(message?.text ?? '', /^Choose another organization/);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('takes documents and IDs', async () => {
    const [left, right] = [await rowOf(small, 2), await rowOf(small, 4)];
    const document = await run<vscode.Uri>('openOrganizationById', left.organization.id, small.domain);
    await run('compareWith', document, { domain: small.domain, id: right.organization.id });
    assert.deepEqual(shownUris(), [orderedUri(small, left.organization), orderedUri(small, right.organization)]);
    await withPick(
      () => run('compareEverythingWith', document, right),
      async (pick) => {
        await pick.item(/^Everything, Without Members/);
        const titles = [left, right].map(({ organization }) => organization.display_name);
        assert.equal(pick.title, `Compare ${titles.join(' ↔ ')}`);
      },
    );
  });

  it('takes the two rows that are selected, in the order of the selection', async () => {
    const rows = [await rowOf(small, 8), await rowOf(inside, 2)] as const;
    await run('compareWith', rows[1], rows, 'organizations');
    assert.deepEqual(shownUris(), [orderedUri(small, rows[0].organization), orderedUri(inside, rows[1].organization)]);
  });

  it('asks what to compare of selected rows, says what each choice costs, and asks no tenant before', async () => {
    const rows = [await rowOf(small, 8), await rowOf(inside, 2)] as const;
    await withPick(
      () => run('compareWith', rows[1], rows),
      async (pick) => {
        const { detail: more = '' } = await pick.item(/^Everything, Without Members/);
        assert.match(more, /^Requests: about 20(,|$)/);
        const { detail = '' } = await pick.item(/^Organizations Alone/);
        assert.equal(detail, 'Requests: 2');
        assert.deepEqual([await requestsOf(small), await requestsOf(inside)], [[], []]);
        await pick.choose(/^Organizations Alone/);
        await until(() => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff);
      },
    );
    assert.deepEqual(shownUris(), [orderedUri(small, rows[0].organization), orderedUri(inside, rows[1].organization)]);
    assert.deepEqual([(await requestsOf(small)).length, (await requestsOf(inside)).length], [1, 1]);
  });

  it('runs by its earlier name, which keybindings can have', async () => {
    const rows = [await rowOf(small, 7), await rowOf(inside, 3)] as const;
    await run('compareSelected', rows[1], rows, 'organizations');
    assert.deepEqual(shownUris(), [orderedUri(small, rows[0].organization), orderedUri(inside, rows[1].organization)]);
  });

  it('takes the organization that was selected for a comparison before, as often as is wanted', async () => {
    const selected = await rowOf(inside, 1);
    await run('selectForCompare', selected);
    assert.deepEqual([await requestsOf(inside), await requestsOf(small)], [[], []]);
    for (const place of [0, 5]) {
      const other = await rowOf(small, place);
      await run('compareWithSelected', other);
      assert.deepEqual(shownUris(), [orderedUri(inside, selected.organization), orderedUri(small, other.organization)]);
    }
  });

  it('shows names as plain text, and no more of them than a tab has room for', async () => {
    const hostile = await rowOf(small, 0);
    const long = await rowOf(small, 1);
    const before = [hostile, long].map(({ organization }) => organization.display_name ?? '');
    await small.updateOrganization(hostile.organization.id, { display_name: 'Acme\u202Etxt.exe\n$(warning)' });
    await small.updateOrganization(long.organization.id, { display_name: 'x'.repeat(255) });
    try {
      await run('compareWith', hostile, long);
      assert.equal(activeTab().label, `Acme\\u202etxt.exe $(warning) ↔ ${'x'.repeat(59)}…`);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await small.updateOrganization(hostile.organization.id, { display_name: 'x'.repeat(255) });
      await run('compareWith', hostile, long);
      assert.equal(activeTab().label, [hostile, long].map(({ organization: { name } }) => name).join(' ↔ '));
    } finally {
      await small.updateOrganization(hostile.organization.id, { display_name: before[0] ?? '' });
      await small.updateOrganization(long.organization.id, { display_name: before[1] ?? '' });
    }
  });

  it('is refreshed on both sides, with one request for each, however many tabs show the comparison', async () => {
    const [left, middle, right] = [await rowOf(small, 9), await rowOf(small, 11), await rowOf(inside, 3)];
    await run('compareWith', left, middle);
    await vscode.commands.executeCommand('workbench.action.keepEditor');
    await run('compareWith', left, right);
    const before = left.organization.display_name ?? '';
    await small.updateOrganization(left.organization.id, { display_name: 'Renewed' });
    await small.clearRequests();
    await inside.clearRequests();
    try {
      await run('refresh');
      assert.deepEqual((await requestsOf(small)).toSorted(), [left, middle].map(requestOfRow).sort());
      assert.deepEqual(await requestsOf(inside), [requestOfRow(right)]);
      await until(async () => (await textOf(shownUris()[0])).includes('"Renewed"'));
    } finally {
      await small.updateOrganization(left.organization.id, { display_name: before });
    }
  });

  it('reads both organizations anew when their comparison is asked for again', async () => {
    const [left, right] = [await rowOf(small, 9), await rowOf(inside, 3)];
    await run('compareWith', left, right);
    const before = right.organization.display_name ?? '';
    await inside.updateOrganization(right.organization.id, { display_name: 'Renewed' });
    try {
      await run('compareWith', left, right);
      await until(async () => (await textOf(shownUris()[1])).includes('"Renewed"'));
      assert.equal((await requestsOf(small)).length, 2);
      assert.equal((await requestsOf(inside)).length, 2);
    } finally {
      await inside.updateOrganization(right.organization.id, { display_name: before });
    }
  });

  it('keeps what a side shows of an organization that is gone, which leaves the list, and opens none anew', async () => {
    const [left, right] = [await rowOf(small, 0), await rowOf(small, 1)];
    await run('openOrganizationList', small.domain);
    await run('compareWith', left, right);
    await small.removeOrganization(left.organization.id);
    try {
      await run('refresh');
      assert.deepEqual(JSON.parse(await textOf(shownUris()[0])), comparedOf(left.organization));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await run('openOrganizationList', small.domain);
      await until(
        async () =>
          !(await textOf(vscode.window.activeTextEditor?.document.uri.toString())).includes(left.organization.id),
      );
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await small.clearRequests();
      assert.equal(await run<Comparison>('compareWith', left, right), undefined);
      assert.deepEqual((await requestsOf(small)).toSorted(), [left, right].map(requestOfRow).sort());
      assert.deepEqual(
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
        [],
      );
    } finally {
      await small.addOrganization(left.organization);
    }
  });

  it('costs one request a side when a comparison from before is opened', async () => {
    const [left, right] = [await rowOf(small, 6), await rowOf(inside, 4)];
    const uris = [orderedUri(small, left.organization), orderedUri(inside, right.organization)];
    await vscode.commands.executeCommand('vscode.diff', ...uris.map((uri) => vscode.Uri.parse(uri)));
    assert.deepEqual(JSON.parse(await textOf(shownUris()[0])), comparedOf(left.organization));
    assert.deepEqual(JSON.parse(await textOf(shownUris()[1])), comparedOf(right.organization));
    assert.deepEqual(await requestsOf(small), [requestFor(left.organization)]);
    assert.deepEqual(await requestsOf(inside), [requestFor(right.organization)]);
  });

  it('asks nobody for a tenant that is not connected any more', async () => {
    await run('selectForCompare', await rowOf(inside, 1));
    await run('disconnectTenant', inside.domain);
    assert.equal(await run<Comparison>('compareWithSelected', await rowOf(small, 0)), undefined);
    assert.deepEqual([await requestsOf(inside), await requestsOf(small)], [[], []]);
  });

  it('lets the JSON of a side be copied without a request', async () => {
    const [left, right] = [await rowOf(small, 1), await rowOf(small, 3)];
    const uris = await run<Comparison>('compareWith', left, right);
    await small.clearRequests();
    await run('copyOrganizationJson', uris?.[1]);
    assert.deepEqual(JSON.parse(await vscode.env.clipboard.readText()), right.organization);
    assert.deepEqual(await requestsOf(small), []);
  });
});

function activeTab(): vscode.Tab {
  const { activeTab: tab } = vscode.window.tabGroups.activeTabGroup;
  assert.ok(tab);
  return tab;
}

/** Both sides of the comparison in front. */
function shownUris(): readonly string[] {
  const { input } = activeTab();
  assert.ok(input instanceof vscode.TabInputTextDiff);
  return [input.original.toString(), input.modified.toString()];
}

async function textOf(uri: string | undefined): Promise<string> {
  return (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri ?? ''))).getText();
}

function orderedUri({ domain }: HostTenant, { id, name }: Organization): string {
  const components = { scheme: 'auth0-organization', authority: domain, path: `/${name}/ordered.json` };
  return vscode.Uri.from({ ...components, query: `${id}/ordered` }).toString();
}

/** What is compared of an organization. */
function comparedOf(organization: Organization): unknown {
  const side = { title: '', domain: small.domain, organization: { ...organization }, sections: {} };
  return comparablePair([side, { ...side, organization: { ...organization, id: 'org_other' } }], false)[0][
    'organization'
  ];
}

/** The keys of the organization itself, in the order of the text. */
function keysIn(text: string): readonly string[] {
  return [...text.matchAll(/^ {2}"(\w+)":/gm)].map(([, key = '']) => key);
}

function requestFor({ id }: Organization): string {
  return `GET /api/v2/organizations/${id}`;
}

function requestOfRow({ organization }: { readonly organization: Organization }): string {
  return requestFor(organization);
}
