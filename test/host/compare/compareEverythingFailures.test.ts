import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { differences } from '../../tenant/contents/differences.ts';
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
    await staging.inject({ match: '/discovery-domains', times: 1, delayMs: 2000 });
    const running = compareAt(1);
    await until(async () => (await requestsOf(staging)).some((request) => request.includes('/discovery-domains')));
    await run('disconnectTenant', staging.domain);
    const [{ sections }, other] = await contentsOf(await running);
    assert.match(String(sections['roles']?.not_compared), new RegExp(`${staging.domain} is not connected`));
    assert.deepEqual(other.sections['roles'], sections['roles']);
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
