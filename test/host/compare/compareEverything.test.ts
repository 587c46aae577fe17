import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationSections } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { differences } from '../../tenant/contents/differences.ts';
import type { Organization } from '../../tenant/organization.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { cancelled, connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { compareAt, rowAt } from './compareEverythingSteps.ts';
import { type Compared, contentsOf, differencesIn } from './comparedDocuments.ts';

const { inside, staging } = tenants;

const requested = organizationSections.filter(({ source, isLog }) => 'field' in source && !isLog);

/** The requests that an organization is said to take without its members: itself, a section each, and the roles in two lists. */
const requestsWithoutMembers = 1 + requested.length - 1 + 1;

const closeAll = () => vscode.commands.executeCommand('workbench.action.closeAllEditors');

describe('Comparing everything about two organizations', () => {
  beforeEach(async () => {
    await connect(inside);
    await connect(staging);
  });
  afterEach(async () => {
    for (const tenant of [inside, staging]) {
      await run('renameTenant', tenant.domain, '');
      await tenant.setFeature('clients', 'on');
      await tenant.setFeature('organizationConnections', 'on');
      await forget(tenant);
    }
  });

  it('finds each way in which staging differs from production, and nothing else', async () => {
    const found: { place: number; shownIn: string }[] = [];
    for (const place of (await staging.organizations()).keys()) {
      const shown = differencesIn(await contentsOf(await compareAt(place)));
      found.push(...shown.map((shownIn) => ({ place, shownIn })));
      await closeAll();
    }
    const expected = differences.map(({ place, shownIn }) => ({ place, shownIn }));
    const order = (list: typeof found) => list.map(({ place, shownIn }) => `${place} ${shownIn}`).sort();
    assert.deepEqual(order(found), order(expected));
  });

  it('finds the same differences where one of the tenants lists the enabled connections alone', async () => {
    await staging.setFeature('organizationConnections', 'notFound');
    const expected = differences.filter(({ place }) => place === 1).map(({ shownIn }) => shownIn);
    assert.deepEqual(differencesIn(await contentsOf(await compareAt(1))).toSorted(), expected.toSorted());
  });

  it('shows both organizations in the diff editor, with the fewest requests', async () => {
    const uris = await compareAt(2);
    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputTextDiff);
    assert.deepEqual([activeTab.input.original, activeTab.input.modified].map(String), uris.map(String));
    assert.match(activeTab.label, new RegExp(`\\(${inside.domain}\\) ↔ .* \\(${staging.domain}\\)$`));
    for (const tenant of [inside, staging]) {
      assert.equal((await requestsOf(tenant)).length, requestsWithoutMembers + 1, 'and a page after 50 roles');
    }
    const [{ sections }] = await contentsOf(uris);
    assert.deepEqual(
      Object.keys(sections),
      requested.map(({ name }) => name),
    );
    assert.match(JSON.stringify(sections['members']?.not_compared), /on demand/);
  });

  it('calls tenants with the same label by their domains', async () => {
    for (const { domain } of [inside, staging]) await run('renameTenant', domain, 'Same');
    await staging.setFeature('clients', 'insufficient_entitlement');
    const [{ sections }] = await contentsOf(await compareAt(2));
    assert.match(String(sections['clients']?.not_compared), new RegExp(`^${staging.domain}: `));
    assert.match(tabs()[0] ?? '', new RegExp(`\\(${inside.domain}\\) ↔ .* \\(${staging.domain}\\)$`));
  });

  it('says what a comparison costs, with members and without, and asks nobody before', async () => {
    const rows = [await rowAt(inside, 0), await rowAt(staging, 0)] as const;
    await withPick(
      () => run('compareWith', rows[0], rows),
      async (pick) => {
        const { detail = '' } = await pick.item(/^Everything, Without Members/);
        assert.match(detail, new RegExp(`^Requests: about ${2 * requestsWithoutMembers}(,|$)`));
        for (const tenant of [inside, staging]) {
          assert.deepEqual(await requestsOf(tenant), []);
        }
        const { detail: more = '' } = await pick.item(/^Everything, With Members/);
        assert.match(more, new RegExp(`^Requests: about ${2 * requestsWithoutMembers + 2}(,|$)`));
        await pick.choose(/^Everything, With Members/);
        await until(() => vscode.window.activeTextEditor?.document.getText().includes('"members"'));
      },
    );
    const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const [{ sections }] = await contentsOf([input.original, input.modified]);
    assert.equal(sections['members']?.items?.length, 3);
  });

  it('compares two organizations of one tenant, and the selected rows', async () => {
    const rows = [await rowAt(inside, 4), await rowAt(inside, 6)] as const;
    const uris = await run<Compared>('compareEverythingWith', rows[0], rows, 'withoutMembers');
    const [first, second] = await contentsOf(uris);
    assert.deepEqual([first.organization['name'], second.organization['name']], rows.map(nameOf));
    assert.equal((await requestsOf(inside)).length, 2 * (requestsWithoutMembers + 1));
  });

  it('says on both sides alike what could not be read, and shows no difference there', async () => {
    await connect(staging, { scope: readScopes.filter((scope) => scope !== 'read:roles').join(' ') });
    await inside.setFeature('clients', 'insufficient_entitlement');
    const contents = await contentsOf(await compareAt(1));
    const shown = differencesIn(contents);
    assert.ok(!shown.some((difference) => /^(roles|clients|invitations) /.test(difference)), shown.join());
    const [{ sections }] = contents;
    assert.match(JSON.stringify(sections['roles']?.not_compared), new RegExp(`${staging.domain}: 403 .*read:roles`));
    assert.match(JSON.stringify(sections['clients']?.not_compared), new RegExp(`${inside.domain}: 403 `));
    // Names of roles are not known there, so they are not compared; those of applications come from the tenants.
    const invitations = sections['invitations']?.items ?? [];
    const roles = invitations.flatMap((item) => (item['roles'] ?? []) as string | readonly string[]);
    assert.ok(
      roles.length > 0 &&
        roles.every((role) => /^Not compared: The name of rol_\w+ is not known, or not unique\./.test(role)),
    );
    assert.ok(invitations.every((item) => item['client_id'] === 'Portal'));
  });

  it('says where the API sends no more of a list', async () => {
    const [{ sections }] = await contentsOf(await compareAt(3));
    assert.deepEqual(sections['invitations']?.not_compared, ['There may be more: Auth0 sends no more of this list.']);
  });

  it('shows IDs and timestamps on demand and hides them again, without a request', async () => {
    const uris = await compareAt(1);
    const hidden = await contentsOf(uris);
    assert.ok(!JSON.stringify(hidden).includes('connection_id":"con_'));
    for (const tenant of [inside, staging]) await tenant.clearRequests();
    await run('showOrHideIds', uris[1]);
    await until(async () => JSON.stringify((await contentsOf(uris))[0]).includes('con_'));
    const [{ organization, sections }] = await contentsOf(uris);
    assert.equal(organization['id'], (await inside.organizations())[1]?.id);
    assert.ok(sections['discovery-domains']?.items?.every((item) => 'verification_txt' in item));
    // Whoever has the link of an invitation can join.
    assert.ok(sections['invitations']?.items?.every((item) => item['invitation_url'] === '••••••'));
    const shown = () => vscode.window.activeTextEditor?.document.getText() ?? '';
    await until(() => shown().includes('verification_txt'));
    await run('showOrHideIds');
    await until(() => !shown().includes('verification_txt'));
    assert.deepEqual(await contentsOf(uris), hidden);
    for (const tenant of [inside, staging]) assert.deepEqual(await requestsOf(tenant), []);
  });

  it('keeps a comparison when its tenants are refreshed, and reads all anew when it is asked for again', async () => {
    const uris = await compareAt(4);
    const { id, display_name: before = '' } = (await rowAt(staging, 4)).organization;
    await staging.updateOrganization(id, { display_name: 'Renewed' });
    try {
      await run('refresh');
      assert.ok(!JSON.stringify(await contentsOf(uris)).includes('Renewed'));
      for (const tenant of [inside, staging]) await tenant.clearRequests();
      const again = await run<Compared>('compareAgain', undefined, 'withoutMembers');
      assert.deepEqual(again?.map(String), uris.map(String));
      assert.deepEqual(differencesIn(await contentsOf(uris)), ['display_name']);
      for (const tenant of [inside, staging]) {
        const asked = (await requestsOf(tenant)).filter((request) => !/v2\/(clients|connections)\b/.test(request));
        assert.equal(
          asked.length,
          requestsWithoutMembers + 1,
          'and a page after 50 roles, beside names of applications',
        );
      }
    } finally {
      await staging.updateOrganization(id, { display_name: before });
    }
  });

  it('is not read again by itself once the comparison was closed, and can be compared again from there', async () => {
    const uris = await compareAt(4);
    await closeAll();
    await until(() => !vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === uris[1].toString()));
    for (const tenant of [inside, staging]) await tenant.clearRequests();
    await vscode.commands.executeCommand('vscode.diff', ...uris);
    const [first, second] = await contentsOf(uris);
    assert.match(JSON.stringify(first), /^\{"not_compared":\["A comparison is not kept .* Compare again\."\]\}$/);
    assert.deepEqual(second, first);
    for (const tenant of [inside, staging]) assert.deepEqual(await requestsOf(tenant), []);
    assert.deepEqual(
      differencesIn(await contentsOf(await run<Compared>('compareAgain', uris[1], 'withoutMembers'))),
      [],
    );
  });

  it('tells once of an organization that is gone, and opens nothing', async () => {
    const rows = [await rowAt(inside, 0), { domain: staging.domain, id: 'org_gone' }] as const;
    const messages = await messagesDuring(() => run('compareEverythingWith', ...rows, 'withoutMembers'));
    assert.equal(messages.length, 1);
    assert.match(messages[0]?.text ?? '', /^Organization org_gone in 127\.0\.0\.1:\d+ could not be read \(404/);
    assert.deepEqual(tabs(), []);
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('is given up at once when a person cancels', async () => {
    await inside.inject({ match: '/clients', answer: { status: 200, body: {} }, delayMs: 600_000 });
    const rows = [await rowAt(inside, 0), await rowAt(staging, 0)] as const;
    // So that the only notification is the one that can be cancelled.
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.equal(await cancelled(run<Compared>('compareEverythingWith', ...rows, 'withoutMembers')), undefined);
    assert.deepEqual(tabs(), []);
  });
});

function tabs(): readonly string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
}

function nameOf({ organization }: { readonly organization: Organization }): string {
  return organization.name;
}
