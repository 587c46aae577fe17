import assert from 'node:assert/strict';
import { asSent, type Organization } from '../../../src/api/organization.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { both, type Pair, type Side, unnamedReferences } from '../../../src/compare/comparable.ts';
import { pairSections, type ReadPairSection } from '../../../src/compare/comparePairs.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { casesOf } from './seeded/allCases.ts';
import { assertFound, assertGaps, assertShown, compareLists, namesOf, snapshotOf } from './seeded/comparing.ts';
import { findsInTwoOrganizations } from './seeded/comparingTwo.ts';
import { SeededTenant } from './seeded/seededTenants.ts';

describe('Seeded differences between answers', function () {
  // Thousands of requests, which take seconds, but minutes beside much other work.
  this.timeout(300_000);
  let first: SeededTenant;
  let second: SeededTenant;

  before(async () => {
    first = await SeededTenant.start('first');
    second = await SeededTenant.start('second');
  });
  after(async () => {
    await first.tenant.close();
    await second.tenant.close();
  });

  findsInTwoOrganizations({
    acrossTenants: async (cases) => {
      await first.seed(cases, 'left');
      await second.seed(cases, 'right');
      const [one, two] = [await first.organizations(), await second.organizations()];
      return async (place, names) =>
        named([await sideOf(first, one[place], names), await sideOf(second, two[place], names)]);
    },
    withinTenant: async (cases) => {
      await first.seed(cases, 'left', 'right');
      const organizations = await first.organizations();
      return async (place, names) => {
        const one = await sideOf(first, organizations[place], names);
        return [one.side, (await sideOf(first, organizations[place + cases.length], names)).side];
      };
    },
  });

  it('are found in Compare Tenants, and nothing else', async () => {
    const cases = casesOf('both', 'across');
    await first.seed(cases, 'left');
    await second.seed(cases, 'right');
    const read: ReadPairSection = async (side, id, name) => ({
      items: await (side === 0 ? first : second).section(id, name),
    });
    const lists = [await first.organizations(), await second.organizations()] as const;
    const names = both([first, second], namesOf);
    const domains = both([first, second], ({ tenant }) => tenant.domain);
    const { comparison, found } = await compareLists(lists, pairSections, read, names, domains);
    assertFound(cases, found, (field) => pairSections.includes(field) || !requestedSections.includes(field));
    assertGaps(cases, comparison, pairSections);
    assertShown(comparison, domains);
  });

  for (const isOneTenant of [true, false]) {
    it(`are found in Compare with Snapshot of ${isOneTenant ? 'the tenant itself' : 'another tenant'}, and nothing else`, async () => {
      const cases = isOneTenant ? casesOf('both', 'within') : casesOf('both', 'across');
      await first.seed(cases, 'left');
      const { snapshot, read: readSaved } = await snapshotOf(first);
      const names = isOneTenant ? undefined : both([first, second], namesOf);
      if (isOneTenant) await first.seed(cases, 'right');
      else await second.seed(cases, 'right');
      const today = isOneTenant ? first : second;
      const read: ReadPairSection = async (side, id, name) =>
        side === 0 ? readSaved(id, name) : { items: await today.section(id, name) };
      const domains = [snapshot.header.domain, today.tenant.domain] as const;
      const lists = [snapshot.organizations, await today.organizations()] as const;
      const { found, comparison } = await compareLists(lists, requestedSections, read, names, domains);
      assertFound(cases, found);
      assertGaps(cases, comparison, requestedSections);
      assertShown(comparison, domains);
    });
  }
});

async function sideOf(tenant: SeededTenant, organization: Organization | undefined, names: readonly string[]) {
  assert.ok(organization);
  const read = await Promise.all(
    names.map(async (name) => [name, { items: await tenant.section(organization.id, name) }] as const),
  );
  const sections = Object.fromEntries(read);
  const { domain } = tenant.tenant;
  return { side: { title: domain, domain, organization: asSent(organization), sections }, readNames: namesOf(tenant) };
}

type ReadSide = Awaited<ReturnType<typeof sideOf>>;

/** Two sides with the names of what they refer to, as commands read them. */
async function named(read: Pair<ReadSide>): Promise<Pair<Side>> {
  const unnamed = unnamedReferences([read[0].side, read[1].side]);
  const context = backgroundContext();
  return Promise.all(
    both(read, async ({ side, readNames }, place) => ({ ...side, names: await readNames(unnamed[place], context) })),
  );
}
