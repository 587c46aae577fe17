import * as assert from 'node:assert/strict';
import { readScopes } from '../../tenant/scopes.ts';
import { table } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, run, tenants } from '../tenants.ts';
import { contentsOf, shownText, summaryPath } from './comparedDocuments.ts';
import { compareAt } from './compareEverythingSteps.ts';
import { both, compare, fieldsIn, openDifferences } from './compareTenantsSteps.ts';

const { inside, staging } = tenants;

const summaries = { scope: 'read:organizations_summary' };

/** The fields in which organizations differ that a token for summaries alone is not sent. */
async function unsentFields(): Promise<readonly string[]> {
  return (await fieldsIn(await compare())).filter((field) => /metadata|branding/.test(field));
}

describe('Comparing with what a token for summaries alone has read', () => {
  beforeEach(async () => {
    for (const tenant of both) await connect(tenant);
  });
  afterEach(async () => {
    for (const tenant of both) await forget(tenant);
  });

  it('tells no difference of the list of a tenant that has another token by now, until the list is read anew', async () => {
    const all = await unsentFields();
    assert.ok(all.length > 0);
    await forget(staging);
    await connect(staging, summaries);
    assert.deepEqual(await unsentFields(), []);
    await connect(staging);
    assert.deepEqual(await unsentFields(), []);
    await run('refresh', staging.domain);
    assert.deepEqual(await unsentFields(), all);
  });

  it('tells all differences where such a token has read nothing', async () => {
    const all = await unsentFields();
    await connect(staging, summaries);
    await staging.inject({ match: '/organizations\\?', times: 1, answer: { status: 400, body: { message: 'No' } } });
    await messagesDuring(() => run('refresh', staging.domain));
    assert.deepEqual(await unsentFields(), all);
  });

  it('says so in each row of the table and in each document, and of a metadata key that can be there', async () => {
    const unsent = `${staging.domain}: It was read with a token that may not be sent all fields of organizations, `;
    await forget(staging);
    await connect(staging, summaries);
    await compare('name', 'organizations', both, ({ buttons }) =>
      buttons.includes('Read') ? 'Read' : buttons.includes('Table') ? 'Table' : '',
    );
    const rows = (await table()).slice(1);
    const isOfPair = (row: string) => /^(Different|Same)/.test(row);
    assert.ok(rows.some(isOfPair));
    for (const row of rows) assert.equal(row.includes(unsent), isOfPair(row), row);

    const [pair] = (await compare('name', 'organizations', both, openDifferences)).different;
    assert.ok(pair);
    for (const [place, tenant] of both.entries()) {
      const name = pair.organizations[place === 0 ? 0 : 1].name ?? '-';
      assert.ok((await shownText(tenant, `${name}.json`, /"not_compared"/)).includes(unsent));
    }

    const { different, withoutKey, only } = await compare('metadata.plan');
    assert.deepEqual([different.length, only[1].length], [0, 0]);
    const text = await shownText(inside, summaryPath, /in what was read: /);
    assert.match(
      text,
      new RegExp(`In ${staging.domain}, without metadata\\.plan in what was read: ${withoutKey[1].length}\\n`),
    );
    assert.match(
      text,
      new RegExp(`In ${inside.domain}, not in what was read of ${staging.domain}: ${only[0].length}\\n`),
    );
  });

  it('tells no difference of two organizations, but what was not compared', async () => {
    await connect(staging, {
      scope: readScopes.join(' ').replace('read:organizations ', 'read:organizations_summary '),
    });
    const [first, second] = await contentsOf(await compareAt(1));
    assert.deepEqual(Object.keys(first.organization), Object.keys(second.organization));
    const [, notSent, ...others] = first.not_compared ?? [];
    assert.match(notSent ?? '', new RegExp(`^${staging.domain}: It was read with a token that may not be sent all `));
    assert.deepEqual(others, []);
  });

  it('says that an organization alone can lack fields that the other one has', async () => {
    await connect(staging, summaries);
    const messages = await messagesDuring(() => compareAt(1, 'organizations', 'compareWith'));
    assert.deepEqual(
      messages.map(({ text }) => text.replace(/ of organizations, .*$/, '')),
      [`${staging.domain}: It was read with a token that may not be sent all fields`],
    );
  });
});
