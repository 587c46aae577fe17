import * as assert from 'node:assert/strict';
import { stories } from '../../tenant/contents/stories.ts';
import { observePicks } from '../observedPick.ts';
import { connect, connectLoaded, forget, tenants } from '../tenants.ts';
import { choose, explain, explainAgreed, labelsOf, questionAt } from './explainAccessSteps.ts';

const { small, support } = tenants;
const { domain } = support;
const { userId, organizationId } = stories.blockedUser;
const next = 'next@acme.example';

describe('Explain Failed Login for the next person', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  it('begins anew from what an explanation in front fills in, and takes the address that is typed there', async () => {
    assert.ok(await explainAgreed({ domain, organizationId, clientId: null, userId }));
    await observePicks(async (pick) => {
      const explaining = explain();
      const last = await questionAt(pick, '4/4');
      last.type(next);
      await choose(last, 'Another User…');
      const first = await questionAt(pick, '1/4');
      assert.deepEqual([first.title, first.value], ['Explain Failed Login', next]);
      await first.item(/Find the users with the email address/);
      first.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('looks for the person in all connected tenants, and names the tenant of organizations until then', async () => {
    await connectLoaded(small);
    try {
      assert.ok(await explainAgreed({ domain, organizationId, clientId: null, userId }));
      await observePicks(async (pick) => {
        const explaining = explain();
        const last = await questionAt(pick, '4/4');
        last.type(next);
        await choose(last, 'Another User…');
        const first = await questionAt(pick, '1/4');
        assert.deepEqual([first.title, first.value], ['Explain Failed Login', next]);
        const row = await first.item(/Find the users with the email address/);
        assert.equal(row.description, 'at most 2 requests');
        first.hide();
        assert.equal(await explaining, undefined);

        const own = explain({ domain, userId });
        const question = await questionAt(pick, '1/3');
        assert.equal(question.title, `Explain Failed Login of ${userId} in ${domain}`);
        assert.ok(!labelsOf(question).includes('Another User…'));
        question.hide();
        assert.equal(await own, undefined);
      });
    } finally {
      await forget(small);
    }
  });

  it('is not offered where arguments say who it is', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain, organizationId, clientId: null, userId });
      const last = await questionAt(pick, '1/1');
      assert.deepEqual(labelsOf(last).length, 1);
      last.hide();
      assert.equal(await explaining, undefined);
    });
  });
});
