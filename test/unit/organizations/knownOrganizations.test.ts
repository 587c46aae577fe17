import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Organization } from '../../../src/api/organization.ts';
import { KnownOrganizations } from '../../../src/organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';

/** What is known of tenants of which this is loaded, and of each of which this was looked up. */
function knownOf(
  loaded: Map<string, readonly Organization[]>,
  lookedUp: readonly Organization[] = [],
): KnownOrganizations {
  const tenants = {
    get domains() {
      return [...loaded.keys()];
    },
  };
  const store = {
    get: (domain: string) => ({ organizations: loaded.get(domain) }),
    lookedUp: () => new Map(lookedUp.map((organization) => [organization.id, organization])),
  };
  return new KnownOrganizations(tenants as unknown as Tenants, store as unknown as OrganizationStore);
}

function numbered(count: number, name: string): readonly Organization[] {
  return Array.from({ length: count }, (_, index) => ({ id: `org_${index}`, name: `${name}-${index}` }));
}

const ids = (found: readonly { readonly organization: Organization }[]) =>
  found.map(({ organization }) => organization.id);

describe('Known organizations', () => {
  it('are found among some IDs, however many others match better', () => {
    const known = knownOf(
      new Map([
        ['a', [...numbered(300, 'corp'), { id: 'org_x', display_name: 'The Çorp' }]],
        ['b', [{ id: 'org_y', name: 'my-corp' }, { id: 'org_z', name: 'another' }, { id: 'org_corp' }]],
      ]),
    );
    const used = ['org_z', 'org_y', 'org_x', 'org_unknown', 'org_y', 'org_corp', 'org_299'];
    assert.deepEqual(ids(known.searchAmong(used, 'CORP')), ['org_y', 'org_x', 'org_corp', 'org_299']);
    assert.deepEqual(ids(known.searchAmong(used, '')), ['org_z', 'org_y', 'org_x', 'org_corp', 'org_299']);
    const many = numbered(300, 'corp');
    assert.deepEqual(
      ids(
        known.searchAmong(
          many.map(({ id }) => id),
          'corp',
        ),
      ).length,
      200,
    );
  });

  it('are found by rank first, then in the order of the tenants', () => {
    const known = knownOf(
      new Map([
        ['a', [...numbered(300, 'x-corp'), { id: 'org_a', name: 'corporate' }]],
        [
          'b',
          [
            { id: 'org_b', name: 'corp' },
            { id: 'org_c', name: 'corp-b' },
          ],
        ],
        ['c', []],
      ]),
    );
    const found = known.search('corp');
    assert.deepEqual(
      found.slice(0, 4).map(({ domain, organization }) => [domain, organization.id]),
      [
        ['b', 'org_b'],
        ['a', 'org_a'],
        ['b', 'org_c'],
        ['a', 'org_0'],
      ],
    );
    assert.equal(found.length, 200 + 2);
    assert.deepEqual(ids(known.search('')).slice(-3), ['org_199', 'org_b', 'org_c']);
  });

  it('have the name of the list where it has another than a look-up before', () => {
    const lookedUp = [
      { id: 'org_0', name: 'before' },
      { id: 'org_x', name: 'elsewhere' },
    ];
    const byName = knownOf(new Map([['a', numbered(1, 'corp')]]), lookedUp).byName('a');
    assert.deepEqual(
      Array.from(byName, ([name, { id }]) => [name, id]),
      [
        ['elsewhere', 'org_x'],
        ['corp-0', 'org_0'],
      ],
    );
  });

  it('are not kept once their tenant is disconnected', async () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const loaded = new Map([['a', numbered(3, 'corp')]]);
    const list = new WeakRef(loaded.get('a') ?? []);
    const known = knownOf(loaded);
    assert.equal(known.search('corp').length, 3);
    loaded.delete('a');
    // What a reference was read from lives until the end of the task.
    await new Promise(setImmediate);
    collectGarbage();
    assert.equal(list.deref(), undefined);
    assert.deepEqual(known.domains, []);
  });
});
