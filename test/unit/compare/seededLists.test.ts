import assert from 'node:assert/strict';
import { ApiError, isOfWholeTenant, isRefusal } from '../../../src/api/apiError.ts';
import { both } from '../../../src/compare/comparable.ts';
import { pairSections, type ReadPairSection } from '../../../src/compare/comparePairs.ts';
import { requestedSections } from '../../../src/sections/organizationSections.ts';
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
});
