import assert from 'node:assert/strict';
import { explain } from '../../../src/access/explain.ts';
import type { AccessQuestion } from '../../../src/access/facts.ts';
import { readFacts } from '../../../src/access/readFacts.ts';
import { accessStories } from './stories/accessStories.ts';
import { actionStories } from './stories/actionStories.ts';
import { applicationStories } from './stories/applicationStories.ts';
import { blockStories } from './stories/blockStories.ts';
import { isMentioned, isSaid, toldBy } from './stories/claims.ts';
import { connectionStories } from './stories/connectionStories.ts';
import { factorStories } from './stories/factorStories.ts';
import { identityStories } from './stories/identityStories.ts';
import { invitationStories } from './stories/invitationStories.ts';
import { machineStories } from './stories/machineStories.ts';
import { memberStories } from './stories/memberStories.ts';
import { readingStories } from './stories/readingStories.ts';
import { samlStories } from './stories/samlStories.ts';
import { sessionStories } from './stories/sessionStories.ts';
import type { Story } from './stories/story.ts';
import { StoryTenant } from './stories/storyTenant.ts';

const stories: readonly Story[] = [
  ...connectionStories,
  ...memberStories,
  ...identityStories,
  ...blockStories,
  ...factorStories,
  ...actionStories,
  ...invitationStories,
  ...applicationStories,
  ...samlStories,
  ...sessionStories,
  ...machineStories,
  ...accessStories,
  ...readingStories,
];

/**
 * The question that the product asks where a person typed this: IDs alone, since every address that has an account, or an
 * invitation, is chosen from a list. One that has neither stays an address.
 */
function questionOf({ state, question: { application, user } }: Story, domain: string): AccessQuestion {
  const isTyped = user?.includes('@') === true && !user.includes('|');
  const account = state.users.find(({ email, user_id: id }) => (isTyped ? email : id) === user);
  const invitation = state.invitations.find(({ invitee }) => invitee.email === user);
  const person =
    user === undefined
      ? {}
      : account || !isTyped
        ? { userId: account?.user_id ?? user }
        : invitation
          ? { invitationId: invitation.id }
          : { email: user };
  return { domain, organizationId: state.organization.id, ...(application && { clientId: application }), ...person };
}

describe('The answer to a login', () => {
  const tenant = new StoryTenant();
  before(() => tenant.start());
  after(() => tenant.close());

  for (const story of stories) {
    it(`is right: ${story.name}`, async () => {
      tenant.state = story.state;
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
