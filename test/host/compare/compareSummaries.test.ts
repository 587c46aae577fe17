import * as assert from 'node:assert/strict';
import { connect, forget, run, tenants } from '../tenants.ts';
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
});
