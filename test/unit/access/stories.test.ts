import assert from 'node:assert/strict';
import { explain } from '../../../src/access/explanation.ts';
import { readFacts } from '../../../src/access/readFacts.ts';
import { questionOf, stories } from './stories/allStories.ts';
import { isMentioned, isSaid, toldBy } from './stories/claims.ts';
import type { Story } from './stories/story.ts';
import { type StoryFault, StoryTenant } from './stories/storyTenant.ts';

function faultOf({ refusal }: Story): StoryFault | undefined {
  return (
    refusal && {
      befalls: (url) => refusal.at.test(url),
      status: refusal.status,
      body: () => JSON.stringify({ statusCode: refusal.status, error: 'Refused', message: refusal.message }),
    }
  );
}

describe('The answer to a login', () => {
  const tenant = new StoryTenant();
  before(() => tenant.start());
  after(() => tenant.close());

  for (const story of stories) {
    it(`is right: ${story.name}`, async () => {
      tenant.state = story.state;
      tenant.fault = faultOf(story);
      const question = questionOf(story, tenant.domain);
      const context = { signal: new AbortController().signal, priority: 'person' } as const;
      const { facts, requests } = await readFacts(tenant.tenants(), question, context);
      const told = toldBy(explain(question, facts, Date.now(), requests));
      assert.deepEqual(
        {
          certainty: told.certainty,
          missing: story.mentions.filter((mention) => !isMentioned(mention, told)),
          untrue: story.neverSays.filter((claim) => isSaid(claim, told)),
        },
        { certainty: story.certainty, missing: [], untrue: [] },
        `${story.cause}\n${told.text}`,
      );
    });
  }
});
