import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { differences } from '../../tenant/contents/differences.ts';
import { countNotifications } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, requestsOf, run, tenants, whileRunning } from '../tenants.ts';
import { compareAt, rowAt } from './compareEverythingSteps.ts';
import { type Compared, contentsOf, differencesIn } from './comparedDocuments.ts';

const { inside, staging } = tenants;

const serverError = { status: 500, body: { statusCode: 500, error: 'Internal Server Error', message: 'Down' } };
const forbidden = { status: 403, body: { statusCode: 403, error: 'Forbidden', message: '[No](command:x) \u202e' } };

describe('Comparing everything, where something fails,', () => {
  beforeEach(async () => {
    await connect(inside);
    await connect(staging);
  });
  afterEach(async () => {
    for (const tenant of [inside, staging]) await forget(tenant);
  });

  for (const [answer, why] of [
    [serverError, /^127\.[\d.:]+: 500: /],
    [forbidden, /^127\.[\d.:]+: 403: .*No/],
  ] as const) {
    it(`says on both sides that a section is answered with ${answer.status}, and compares the others`, async () => {
      await staging.inject({ match: '/discovery-domains', answer });
      const contents = await contentsOf(await compareAt(1));
      for (const { sections } of contents) assert.match(String(sections['discovery-domains']?.not_compared), why);
      const others = differences.filter(
        ({ place, shownIn }) => place === 1 && !shownIn.startsWith('discovery-domains'),
      );
      assert.deepEqual(differencesIn(contents).toSorted(), others.map(({ shownIn }) => shownIn).sort());
    });
  }

  it('waits for a tenant with too many requests, and finds the same differences', async () => {
    const answer = { status: 429, body: { statusCode: 429, errorCode: 'too_many_requests' } };
    await staging.inject({ match: '/discovery-domains', times: 1, answer });
    const expected = differences.filter(({ place }) => place === 1).map(({ shownIn }) => shownIn);
    assert.deepEqual(differencesIn(await contentsOf(await compareAt(1))).toSorted(), expected.toSorted());
  });

  it('says of what is left that the tenant was disconnected meanwhile', async () => {
    await staging.inject({ match: '/discovery-domains', times: 1, hold: true });
    const running = compareAt(1);
    await until(async () => (await requestsOf(staging)).some((request) => request.includes('/discovery-domains')));
    await run('disconnectTenant', staging.domain);
    await staging.clearFaults();
    const [{ sections }, other] = await contentsOf(await running);
    assert.match(
      String(sections['roles']?.not_compared),
      new RegExp(`^${staging.domain}: The tenant is not connected`),
    );
    assert.deepEqual(other.sections['roles'], sections['roles']);
  });

  it('reads anew once its tenant is connected again, and what was begun before shows nothing', async () => {
    const notifications = countNotifications();
    await inside.inject({ match: '/discovery-domains', times: 1, hold: true });
    const rows = [await rowAt(inside, 1), await rowAt(staging, 1)] as const;
    const before = run<Compared>('compareEverythingWith', ...rows, 'withoutMembers');
    await until(() => notifications.count() === 1);
    await run('disconnectTenant', staging.domain);
    await connect(staging);
    const anew = compareAt(1);
    await until(() => notifications.count() === 2);
    notifications.stop();
    await inside.clearFaults();
    const expected = differences.filter(({ place }) => place === 1).map(({ shownIn }) => shownIn);
    assert.deepEqual(differencesIn(await contentsOf(await anew)).toSorted(), expected.toSorted());
    assert.equal(await before, undefined);
  });

  it('asks before it reads many applications for their names, and goes on without names where the person declines', async () => {
    await staging.setFeature('clients', 'insufficient_entitlement');
    try {
      for (let page = 1; page <= 7; page += 1) {
        const body = { clients: [{ client_id: `app${page}`, name: `App ${page}` }], next: `${page}` };
        await staging.inject({ match: '/api/v2/clients[?]', times: 1, answer: { status: 200, body } });
      }
      let compared: Awaited<ReturnType<typeof contentsOf>> | undefined;
      const [question, ...others] = await messagesDuring(async () => {
        compared = await contentsOf(await compareAt(1));
      });
      assert.equal(question?.text, `${staging.domain}: read the names of all applications?`);
      assert.deepEqual(others, []);
      assert.equal((await requestsOf(staging)).filter((request) => request.includes('/api/v2/clients?')).length, 5);
      const invitations = compared?.[1].sections['invitations']?.items ?? [];
      assert.ok(invitations.length > 0);
      for (const { client_id: id } of invitations)
        assert.match(String(id), /^Not compared: The name of .* is not known/);
    } finally {
      await staging.setFeature('clients', 'on');
    }
  });

  it('does nothing when a person answers a question with Escape', async () => {
    const row = await rowAt(inside, 0);
    for (const rows of [[], [row], [row, await rowAt(staging, 0)]]) {
      const running = run<Compared>('compareEverythingWith', ...rows);
      assert.equal(await whileRunning(running, 'workbench.action.closeQuickOpen'), undefined);
    }
    for (const tenant of [inside, staging]) {
      const inOrganizations = (await requestsOf(tenant)).filter((request) => request.includes('/organizations/'));
      assert.deepEqual(inOrganizations, []);
    }
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
  });
});
