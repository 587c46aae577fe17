import assert from 'node:assert/strict';
import { TenantLookups } from '../../../src/find/askTenants.ts';
import { readQuestion } from '../../../src/organizations/searchQuery.ts';

describe('The lookups of a search', () => {
  it('ask a tenant once, however often they are told to while it answers', async () => {
    const asked: string[] = [];
    const askTenant = async (domain: string) => {
      asked.push(domain);
      await Promise.resolve();
      return { domain };
    };
    const lookups = new TenantLookups(askTenant, () => undefined);
    const question = readQuestion('acme');
    await Promise.all([lookups.ask(['a', 'b'], question), lookups.ask(['a', 'b'], question)]);
    assert.deepEqual(asked, ['a', 'b']);
    assert.deepEqual([lookups.answers.length, lookups.isAsking], [2, false]);
  });
});
