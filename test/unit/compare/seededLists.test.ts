import assert from 'node:assert/strict';
import { ApiError, isOfWholeTenant, isRefusal } from '../../../src/api/apiError.ts';
import { asSent } from '../../../src/api/organization.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { both, comparablePair, type Pair, type Side, unnamedReferences } from '../../../src/compare/comparable.ts';
import { pairSections, type ReadPairSection } from '../../../src/compare/comparePairs.ts';
import { differencesOf } from '../../../src/compare/differences.ts';
import { compareOrganizationFields, type TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { noNames, type ReadNames } from '../../../src/compare/referenceNames.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';
import { compareLists, namesOf, snapshotOf } from './seeded/comparing.ts';
import type { SeededCase } from './seeded/content.ts';
import { SeededTenant } from './seeded/seededTenants.ts';

/** An organization with this name and what every seeded one has. */
const like = (name: string): SeededCase => ({ name, pair: 'both', differs: [] });

describe('Seeded lists of organizations', function () {
  this.timeout(120_000);
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

  /** Which pairs differ in what, and which organizations are alone, since a snapshot of the first tenant. */
  async function sinceSnapshot(change: (ids: ReadonlyMap<string, string>) => Promise<void>) {
    await first.seed([like('one'), like('two'), like('three')], 'left');
    const { snapshot, read: readSaved } = await snapshotOf(first);
    await change(new Map(snapshot.organizations.map(({ id, name = '' }) => [name, id])));
    const read: ReadPairSection = async (side, id, name) =>
      side === 0 ? readSaved(id, name) : { items: await first.section(id, name) };
    const lists = [snapshot.organizations, await first.organizations()] as const;
    const { comparison } = await compareLists(lists, requestedSections, read, undefined);
    return {
      different: comparison.different.map(({ organizations, fields }) =>
        [organizations.map(({ name }) => name).join(' → '), ...fields].join(': '),
      ),
      same: comparison.same.map(({ organizations: [{ name }] }) => name),
      only: both(comparison.only, (alone) => alone.map(({ name }) => name)),
    };
  }

  it('tell a new name of an organization as one', async () => {
    const found = await sinceSnapshot(async (ids) => {
      await first.tenant.updateOrganization(ids.get('one') ?? '', { name: 'first' });
    });
    assert.deepEqual(found, { different: ['one → first: name'], same: ['two', 'three'], only: [[], []] });
  });

  it('tell two organizations that swap their names', async () => {
    const found = await sinceSnapshot(async (ids) => {
      await first.tenant.updateOrganization(ids.get('one') ?? '', { name: 'between' });
      await first.tenant.updateOrganization(ids.get('two') ?? '', { name: 'one' });
      await first.tenant.updateOrganization(ids.get('one') ?? '', { name: 'two' });
    });
    const different = ['one → two: name', 'two → one: name'];
    assert.deepEqual(found, { different, same: ['three'], only: [[], []] });
  });

  it('tell an organization that was made again under its name as another one', async () => {
    const found = await sinceSnapshot(async (ids) => {
      await first.tenant.removeOrganization(ids.get('one') ?? '');
      await first.tenant.addOrganization({ id: 'org_madeAgain0000001', name: 'one' });
    });
    assert.deepEqual(found, { different: [], same: ['two', 'three'], only: [['one'], ['one']] });
  });

  it('leave organizations alone whose names differ in a dash', async () => {
    await first.seed([like('acme')], 'left');
    await second.seed([like('acme')], 'right');
    await first.tenant.addOrganization({ id: 'org_acmeCorp00000001', name: 'acme-corp' });
    await second.tenant.addOrganization({ id: 'org_acmeCorp00000002', name: 'acme_corp' });
    const lists = [await first.organizations(), await second.organizations()] as const;
    const { comparison } = await compareLists(
      lists,
      [],
      () => Promise.resolve({ items: [] }),
      both([first, second], namesOf),
    );
    assert.deepEqual(
      both(comparison.only, (alone) => alone.map(({ name }) => name)),
      [['acme-corp'], ['acme_corp']],
    );
    assert.equal(comparison.same.length, 1);
  });

  it('call no organization the same of which a tenant refuses the connections, and others are', async () => {
    for (const [tenant, side] of [
      [first, 'left'],
      [second, 'right'],
    ] as const) {
      await tenant.seed([like('one')], side);
      await tenant.tenant.addOrganization({ id: 'org_refused000000001', name: 'refused' });
      const connections = [{ connection_id: 'con_acme', connection: { name: 'acme', strategy: 'samlp' } }];
      const body = {
        statusCode: 403,
        error: 'Forbidden',
        message: 'The account is not allowed to perform this operation.',
      };
      const answer = side === 'left' ? { status: 200, body: { connections } } : { status: 403, body };
      await tenant.tenant.inject({ match: '/org_refused000000001/(enabled_)?connections', answer });
      await tenant.tenant.inject({ match: '/org_refused000000001/', answer: { status: 200, body: { domains: [] } } });
    }
    const lists = [await first.organizations(), await second.organizations()] as const;
    const read: ReadPairSection = async (side, id, name) => {
      try {
        return { items: await (side === 0 ? first : second).section(id, name) };
      } catch (error) {
        assert.ok(error instanceof ApiError && isRefusal(error));
        return { why: error.reason, isRefused: isOfWholeTenant(error) };
      }
    };
    const { comparison } = await compareLists(lists, pairSections, read, both([first, second], namesOf));
    assert.deepEqual(
      comparison.same.map(({ organizations: [{ name }] }) => name),
      ['one'],
    );
    assert.deepEqual(
      comparison.unread.map(({ organizations: [{ name }], unread, missing }) => [name, unread, missing]),
      [['refused', ['connections'], { connections: [[], ['missingFeature']] }]],
    );
    assert.deepEqual(
      comparison.gaps.map(({ side, section, count }) => [side, section, count]),
      [[1, 'connections', 1]],
    );
    assert.deepEqual(comparison.different, []);
  });

  // Cases of an auditor who wrote down what is right before knowing how lists are compared

  /** The names of the organizations with each result; those that are not the same in what was compared have more. */
  function resultsOf({ different, same, unread, only, ambiguous }: TenantComparison) {
    const namesIn = both(['only', 'ambiguous'], (_, place) =>
      both(place === 0 ? only : ambiguous, (alone) => alone.map(({ name }) => name)),
    );
    return {
      different: different.map(({ organizations, fields }) => [...organizations.map(({ name }) => name), ...fields]),
      same: same.map(({ organizations: [{ name }] }) => name),
      unread: unread.map(({ organizations: [{ name }], unread: sections }) => [name, sections]),
      only: namesIn[0],
      ambiguous: namesIn[1],
    };
  }

  const nothing = { different: [], same: [], unread: [], only: [[], []], ambiguous: [[], []] };

  /** Both tenants with organizations of these names. */
  async function seedNames(production: readonly SeededCase[], staging: readonly SeededCase[]) {
    await first.seed(production, 'left');
    await second.seed(staging, 'right');
    return [await first.organizations(), await second.organizations()] as const;
  }

  const readBoth: ReadPairSection = async (side, id, name) => ({
    items: await (side === 0 ? first : second).section(id, name),
  });

  it('tell a new name of one of two organizations, with the old one', async () => {
    await first.seed([like('acme'), like('globex')], 'left');
    const { snapshot, read: readSaved } = await snapshotOf(first);
    await first.tenant.updateOrganization(snapshot.organizations[0]?.id ?? '', { name: 'acme-corp' });
    const read: ReadPairSection = async (side, id, name) =>
      side === 0 ? readSaved(id, name) : { items: await first.section(id, name) };
    const lists = [snapshot.organizations, await first.organizations()] as const;
    const { comparison } = await compareLists(lists, requestedSections, read, undefined);
    const different = [['acme', 'acme-corp', 'name']];
    assert.deepEqual(resultsOf(comparison), { ...nothing, different, same: ['globex'] });
  });

  it('guess nothing about organizations of other names', async () => {
    const lists = await seedNames([like('acme'), like('globex-old')], [like('acme'), like('globex')]);
    const names = both([first, second], namesOf);
    const { comparison } = await compareLists(lists, pairSections, readBoth, names);
    assert.deepEqual(resultsOf(comparison), { ...nothing, same: ['acme'], only: [['globex-old'], ['globex']] });
  });

  it('match no organization by a value of metadata that several of one tenant have', async () => {
    const customer = (name: string, crm: string): SeededCase => {
      const content = { fields: { metadata: { crm } } };
      return { ...like(name), left: content, right: content };
    };
    const lists = await seedNames(
      [customer('acme', '1'), customer('globex', '2'), customer('globex-eu', '2')],
      [customer('acme-stg', '1'), customer('globex-stg', '2')],
    );
    const comparison = resultOf(compareOrganizationFields(lists, 'crm'));
    const different = [['acme', 'acme-stg', 'name']];
    const ambiguous = [['globex', 'globex-eu'], ['globex-stg']];
    assert.deepEqual(resultsOf(comparison), { ...nothing, different, ambiguous });
  });

  it('name the organization in the middle of which the connections are refused, and why', async () => {
    const three = [like('acme'), like('globex'), like('initech')];
    const lists = await seedNames(three, three);
    const read: ReadPairSection = (side, id, name, context) =>
      side === 1 && id === lists[1][1]?.id && name === 'connections'
        ? Promise.resolve({ why: '403 insufficient_scope: Not this one', isRefused: true })
        : readBoth(side, id, name, context);
    const { comparison } = await compareLists(lists, pairSections, read, both([first, second], namesOf));
    const unread = [['globex', ['connections']]];
    assert.deepEqual(resultsOf(comparison), { ...nothing, same: ['acme', 'initech'], unread });
    assert.deepEqual(
      comparison.gaps.map(({ side, section, why, first: named }) => [
        side,
        section,
        why,
        named.map(({ name }) => name),
      ]),
      [[1, 'connections', '403 insufficient_scope: Not this one', ['globex']]],
    );
  });

  /** What a comparison of everything tells of an organization in two tenants, in the list and in the documents. */
  async function everything(one: SeededCase, names: Pair<ReadNames>) {
    const lists = await seedNames([one], [one]);
    const { comparison } = await compareLists(lists, requestedSections, readBoth, names);
    const read = both(lists, async ([organization], side): Promise<Side> => {
      assert.ok(organization);
      const sections = requestedSections.map(
        async (name) => [name, await readBoth(side, organization.id, name, backgroundContext())] as const,
      );
      return {
        ...{ title: `side ${side}`, domain: String(side), organization: asSent(organization) },
        sections: Object.fromEntries(await Promise.all(sections)),
      };
    });
    const sides = await Promise.all(read);
    const unnamed = unnamedReferences(sides);
    const named = await Promise.all(
      both(sides, async (side, place) => ({
        ...side,
        names: await names[place](unnamed[place], backgroundContext()),
      })),
    );
    return { comparison, told: differencesOf(comparablePair(named, false)) };
  }

  it('tell no grant as another one whose application has no name for a token, and say so', async () => {
    const nameless: ReadNames = () => Promise.resolve(noNames);
    const { comparison, told } = await everything(like('acme'), [namesOf(first), nameless]);
    assert.deepEqual([comparison.different, comparison.same, told.differences], [[], [], []]);
    assert.match(JSON.stringify(told.notCompared['client-grants']), /The name of .* is not known/);
    assert.ok(comparison.gaps.some(({ side, section }) => side === 1 && section === 'client-grants'));
  });

  it('tell no template as another one whose profiles have no names', async () => {
    const profile = (id: string) => ({
      lists: { 'organization-templates': { usual: { connection_profile_id: id, created_at: id } } },
    });
    const one: SeededCase = { ...like('acme'), left: profile('cop_1'), right: profile('cop_2') };
    const { comparison, told } = await everything(one, [namesOf(first), namesOf(second)]);
    assert.deepEqual(comparison.different, []);
    assert.deepEqual(told.differences, []);
  });
});
