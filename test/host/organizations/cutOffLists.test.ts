import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { explain, labelsOf, questionAt } from '../access/explainAccessSteps.ts';
import { table } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { saving, useSnapshots } from '../snapshots/snapshotSteps.ts';
import { connect, forget, type HostTenant, run, tenants } from '../tenants.ts';

const { inside, small, staging } = tenants;
const mayBeMore = 'There may be more: Auth0 sends no more of this list.';
const body = (value: unknown) => ({ answer: { status: 200, body: value } });

describe('A list that was cut off', () => {
  afterEach(async () => {
    for (const tenant of [inside, small, staging]) {
      await forget(tenant);
    }
  });

  const cutOff = (tenant: HostTenant) =>
    tenant.inject({
      match: 'organizations\\?',
      ...body({ organizations: [{ id: 'org_0123456789abcdef', name: 'only' }, {}] }),
    });

  it('stays cut off in a comparison, whatever is loaded while a person is asked', async () => {
    await connect(inside);
    await connect(staging);
    const organizations = [...(await staging.organizations()), {}];
    await staging.inject({ match: 'organizations\\?', ...body({ organizations }) });
    const messages = await messagesDuring(() =>
      withPick(
        () => run('compareTenants', inside.domain, staging.domain, 'metadata', 'organizations'),
        async (pick) => {
          await pick.item(/^Name/);
          await staging.clearFaults();
          await run('refresh', staging.domain);
          await pick.choose(/^Name/);
          await until(() => vscode.window.tabGroups.activeTabGroup.activeTab);
        },
      ),
    );
    assert.match(messages.at(-1)?.text ?? '', /, not in what was read of /);
  });

  it('is named where organizations are found by their connections', async () => {
    await connect(inside);
    const [first] = await inside.organizations();
    await inside.inject({
      match: `${first?.id}/enabled_connections`,
      ...body({ enabled_connections: [null], total: 1 }),
    });
    let found: readonly { readonly id: string }[] | undefined;
    const messages = await messagesDuring(async () => {
      found = await run('findOrganizationsWithoutConnection', inside.domain, 'loaded');
    }, 'Open as Table');
    assert.ok(found?.every(({ id }) => id !== first?.id));
    const doubt = 'Not certain for 1 of them: Auth0 sends no more of a list.';
    assert.ok(messages[0]?.text.endsWith(`which are all of the list. ${doubt}`), messages[0]?.text);
    assert.ok((await table()).at(-1)?.includes(doubt) ?? false);
  });

  it('is said in Find, in place of the item that loads all', async () => {
    await connect(small);
    await cutOff(small);
    await run('loadAllOrganizations', small.domain);
    await withPick(
      () => run('findOrganization', '', small.domain),
      async (pick) => {
        const { label, description } = await pick.item(/may be more/);
        assert.deepEqual([label, description], [mayBeMore, '1 is loaded']);
        assert.ok(pick.items.every((item) => !item.label.startsWith('Load all')));
      },
    );
  });

  it('is said among the applications of Explain Failed Login', async () => {
    await connect(inside);
    await inside.inject({ match: '/clients\\?', ...body({ clients: [{ client_id: 'a', name: 'A' }, null] }) });
    await observePicks(async (pick) => {
      const organizationId = (await inside.organizations())[0]?.id ?? '';
      const explaining = explain({ domain: inside.domain, organizationId, userId: null });
      const question = await questionAt(pick, '1/2');
      await until(() => labelsOf(question).includes(mayBeMore));
      assert.ok(!labelsOf(question).includes('Load more applications…'));
      pick()?.hide();
      await explaining;
    });
  });

  describe('in a snapshot', () => {
    useSnapshots();

    it('is told once the snapshot is saved', async () => {
      await connect(inside);
      const [first] = await inside.organizations();
      await inside.inject({ match: `${first?.id}/discovery-domains`, ...body({ domains: [null] }) });
      const [message] = await saving('withoutMembers');
      assert.equal(message?.kind, 'warning');
      assert.ok(
        message.text.includes(`Incomplete: Discovery Domains of ${first?.display_name}. ${mayBeMore}`),
        message.text,
      );
    });
  });
});
