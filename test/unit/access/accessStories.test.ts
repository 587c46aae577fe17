import assert from 'node:assert/strict';
import { explain } from '../../../src/access/explain.ts';
import { stories, type StoryName } from '../../tenant/contents/stories.ts';
import { briefly } from './accessFacts.ts';
import { FactReading } from './factReading.ts';

/** What is found wrong in each story. */
const found: Readonly<Record<StoryName, readonly string[]>> = {
  samlNotEnabled: ['sure userConnection'],
  noConnection: ['sure connectionsEnabled'],
  hiddenConnections: ['likely connectionsVisible'],
  blockedUser: ['sure userBlocked'],
  bruteForce: ['likely accountBlocked', 'likely password'],
  everythingFine: [],
  hostileNames: ['sure member'],
  usageDeny: ['sure organizationUsage'],
  usageAbsent: ['sure organizationUsage'],
  // The log does not tell who has sent no organization.
  requireWithoutOrganization: [],
  appNotAssociated: ['sure association'],
  thirdPartyBlocked: ['sure thirdPartyAccess'],
  notAMember: ['sure member'],
  invitationForAnotherAddress: ['sure member', 'likely invitationAddress'],
  invitationExpired: ['sure member', 'likely ownInvitation'],
  signUpOff: ['sure member', 'likely signup', 'likely ownInvitation'],
  domainPending: ['hint discoveryDomains'],
};

describe('The explanation of a login that fails', () => {
  let reading: FactReading;
  before(async () => {
    reading = await FactReading.start({ organizations: 0, stories: true });
  });
  after(() => reading.tenant.close());

  for (const name of Object.keys(found) as readonly StoryName[]) {
    it(`finds what is wrong: ${name}`, async () => {
      const { organizationId, clientId, userId } = stories[name];
      const question = { domain: reading.tenant.domain, organizationId, clientId, userId };
      const { findings } = explain(question, await reading.read(question), Date.now(), 0);
      assert.deepEqual(findings.filter(({ result }) => result !== 'passed').map(briefly), found[name]);
    });
  }
});
