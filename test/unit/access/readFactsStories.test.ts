import assert from 'node:assert/strict';
import { systemClock } from '../../../src/api/clock.ts';
import { type Facts, valueOf } from '../../../src/access/facts.ts';
import { type Item, objectListField } from '../../../src/sections/section.ts';
import { stories, type StoryName } from '../../tenant/contents/stories.ts';
import type { Plan } from '../../tenant/server.ts';
import { FactReading, missingBy, there } from './factReading.ts';
import { readingTenants } from './readingTenants.ts';

const names = Object.keys(stories) as readonly StoryName[];

const fieldOf = (items: readonly Item[] | undefined, field: string) => items?.map((item) => item[field]);
const typesOf = ({ events }: Facts) => fieldOf(valueOf(events), 'type');
const membershipsOf = ({ memberships }: Facts) => valueOf(memberships)?.items;

/** What decides each story, and what it is. */
const deciding: Readonly<Record<StoryName, readonly [(facts: Facts) => unknown, unknown]>> = {
  samlNotEnabled: [
    ({ connections, user }) => {
      const enabled = valueOf(connections)?.map(({ connection }) => (connection as Item)['name']);
      const identities = objectListField(valueOf(user) ?? {}, 'identities');
      return identities?.map(({ connection }) => enabled?.includes(connection));
    },
    [false],
  ],
  noConnection: [({ connections }) => valueOf(connections), []],
  hiddenConnections: [({ connections }) => fieldOf(valueOf(connections), 'show_as_button'), [false, false]],
  blockedUser: [({ user }) => valueOf(user)?.['blocked'], true],
  bruteForce: [typesOf, ['limit_wc', ...Array.from({ length: 10 }, () => 'fp')]],
  everythingFine: [({ association }) => valueOf(association)?.['use_for_member_access'], true],
  hostileNames: [membershipsOf, []],
  usageDeny: [({ application }) => valueOf(application)?.['organization_usage'], 'deny'],
  usageAbsent: [({ application }) => valueOf(application)?.['organization_usage'], undefined],
  requireWithoutOrganization: [
    (facts) => ({ behavior: valueOf(facts.application)?.['organization_require_behavior'], types: typesOf(facts) }),
    { behavior: 'no_prompt', types: ['f'] },
  ],
  appNotAssociated: [({ association }) => valueOf(association), null],
  thirdPartyBlocked: [({ organization }) => valueOf(organization)?.['third_party_client_access'], 'block'],
  notAMember: [membershipsOf, []],
  invitationForAnotherAddress: [typesOf, ['fi']],
  invitationExpired: [
    ({ invitations }) => valueOf(invitations)?.map(({ expires_at: at }) => Date.parse(String(at)) < Date.now()),
    [true],
  ],
  signUpOff: [typesOf, ['fs']],
  domainPending: [({ discoveryDomains }) => fieldOf(valueOf(discoveryDomains), 'status'), ['pending']],
};

describe('The facts of a login that fails', () => {
  let reading: FactReading;
  before(async () => {
    reading = await FactReading.start({ organizations: 0, stories: true });
  });
  after(() => reading.tenant.close());

  for (const name of names) {
    it(`contain what decides: ${name}`, async () => {
      const { organizationId, clientId, userId } = stories[name];
      const facts = await reading.read({ domain: reading.tenant.domain, organizationId, clientId, userId });
      const [decisive, expected] = deciding[name];
      assert.deepEqual(decisive(facts), expected);
      const accounted = there(facts).length + missingBy(facts, 'unneeded').length + missingBy(facts, 'leftOut').length;
      assert.equal(accounted, Object.keys(facts).length);
      assert.doesNotMatch(JSON.stringify(facts), /live-secret/);
    });
  }
});

describe('The facts of a login in a tenant with small rate limits', () => {
  const factsOn = async (plan: Plan): Promise<Facts> => {
    const reading = await FactReading.start({ organizations: 0, stories: true, plan });
    try {
      const { organizationId, clientId, userId } = stories.everythingFine;
      const tenants = readingTenants(reading.tenant.domain, reading.token, { clock: systemClock });
      const question = { domain: reading.tenant.domain, organizationId, clientId, userId };
      const facts = await reading.read(question, { tenants });
      const refused = reading.tenant.requests.filter(({ status }) => status === 429).length;
      // A request that is late on its way can meet the one behind it.
      assert.ok(refused <= 1, `${refused} were refused`);
      return facts;
    } finally {
      await reading.tenant.close();
    }
  };
  let withoutLimits: Facts;
  before(async () => {
    withoutLimits = await factsOn('unlimited');
  });

  for (const plan of ['free', 'essentials', 'enterprise', 'enterpriseNonProduction'] satisfies Plan[]) {
    it(`are the same as without limits, and are read without being refused: ${plan}`, async () => {
      const facts = await factsOn(plan);
      assert.deepEqual(missingBy(facts, 'failed'), []);
      assert.deepEqual(missingBy(facts, 'limit'), []);
      assert.deepEqual(timeless(facts), timeless(withoutLimits));
    });
  }
});

/** The facts without the times of the story, which begins with its tenant, and the IDs that hold them. */
function timeless(facts: Facts): unknown {
  return JSON.parse(JSON.stringify(facts).replaceAll(/"(?:\d{4}-\d\d-\d\dT[^"]*|\d{40,})"/g, '"a time"'));
}
