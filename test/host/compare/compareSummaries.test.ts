import * as assert from 'node:assert/strict';
import { readScopes } from '../../tenant/scopes.ts';
import { messagesDuring } from '../messages.ts';
import { connect, forget, run, tenants } from '../tenants.ts';
import { contentsOf } from './comparedDocuments.ts';
import { compareAt } from './compareEverythingSteps.ts';
import { both, compare, fieldsIn } from './compareTenantsSteps.ts';

const { staging } = tenants;

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
