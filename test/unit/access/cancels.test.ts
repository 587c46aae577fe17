import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { readFacts } from '../../../src/access/readFacts.ts';
import { questionOf, stories } from './stories/allStories.ts';
import { StoryTenant } from './stories/storyTenant.ts';

/** Stories that make many requests, one after the other and side by side. */
const asked: readonly string[] = [
  'two accounts of one address, and the one that is asked about is of another connection',
  'the application asks for the email address and the domain is pending',
  'per-application access on, member access off for the application',
  'third-party application that is allowed, connection not at the level of the domain',
  'the open invitation is for another application',
  'an invited address of two accounts, of which one is a member',
  'an old wrong password, and a login today',
];

/** How many turns of the event loop a request that goes on would need at most. */
const TURNS = 50;

describe('An explanation that is cancelled', () => {
  const tenant = new StoryTenant();
  before(() => tenant.start());
  after(() => tenant.close());

  for (const story of stories.filter(({ name }) => asked.includes(name))) {
    for (const place of [1, 2, 3, 4, 5, 6, 7, 8]) {
      it(`ends with request ${place}: ${story.name}`, async () => {
        tenant.state = story.state;
        tenant.requests = [];
        const controller = new AbortController();
        let begun = 0;
        const tenants = tenant.tenants(() => {
          begun += 1;
          if (begun === place) {
            controller.abort();
          }
        });
        const context = { signal: controller.signal, priority: 'person' } as const;
        await assert.rejects(readFacts(tenants, questionOf(story, tenant.domain), context), { reason: 'cancelled' });
        for (let turns = 0; turns < TURNS; turns += 1) {
          await turn();
        }
        assert.equal(begun, place);
        assert.ok(tenant.requests.length < place, tenant.requests.join('\n'));
      });
    }
  }
});
