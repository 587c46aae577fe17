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
    titleOf: (domain: string) => domain,
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

  describe('of a tenant whose name is typed with theirs', () => {
    const loaded = new Map<string, readonly Organization[]>([
      [
        'Acme Production',
        [
          { id: 'org_1', display_name: 'Reynolds' },
          { id: 'org_2', display_name: 'Reynolds Staging' },
          { id: 'org_3', name: 'acme', metadata: { plan: 'pro' } },
        ],
      ],
      [
        'Acme Stàging (EU)',
        [
          { id: 'org_4', name: 'mc-reynolds', metadata: { plan: 'pro' } },
          { id: 'org_5', display_name: 'Reynolds', metadata: { region: 'eu-west-1' } },
          { id: 'org_6', name: 'acme' },
          { id: 'org_7', name: 'smith', metadata: { region: 'eu-west-1', parent: 'Reynolds' } },
        ],
      ],
    ]);
    const all = [...loaded.keys()];
    const search = async (text: string, domains: readonly string[] = all, known = knownOf(loaded)) =>
      (await known.searchInSlices(domains, text, true, new AbortController().signal)) ?? assert.fail();

    for (const [text, ...expected] of [
      // What has all words itself comes first.
      ['reynolds staging', 'org_2', 'org_5', 'org_4', 'org_7'],
      ['Stag reynolds', 'org_2', 'org_5', 'org_4', 'org_7'],
      ['reynolds acme', 'org_1', 'org_5', 'org_2', 'org_4', 'org_7'],
      ['acme staging reynolds (eu)', 'org_5', 'org_4', 'org_7'],
      ['"reynolds" "acme production"', 'org_1', 'org_2'],
      ['staging plan:pro', 'org_4'],
      // No part of a name inside a word, and no word that is nowhere.
      ['reynolds taging', 'org_2'],
      ['reynolds staging nowhere'],
      ['nowhere staging'],
      // Of the name alone, some word has to begin a word of theirs, since metadata of all can have one.
      ['staging', 'org_2'],
      ['acme production', 'org_3'],
      ['acme eu', 'org_6'],
      ['staging (eu)'],
      ['production'],
    ] as const) {
      it(`are found there: ${text}`, async () => {
        const { matches, total, inTenants } = await search(text);
        assert.deepEqual(ids(matches), expected);
        assert.equal(total, expected.length);
        const listed = inTenants.flatMap((inTenant) => ids(inTenant.all().map((organization) => ({ organization }))));
        assert.deepEqual(new Set(listed), new Set(expected));
      });
    }

    it('are not found by it where one tenant is searched', async () => {
      assert.deepEqual(ids((await search('reynolds staging', all.slice(1))).matches), []);
    });

    it('are counted, and the best of them found, among thousands', async () => {
      const many = new Map([
        ['a', [{ id: 'org_a', name: 'corp' }]],
        [
          'staging',
          [...numbered(3000, 'x-corp'), { id: 'org_b', name: 'corp' }, { id: 'org_c', name: 'corp-staging' }],
        ],
      ]);
      const known = knownOf(many);
      const { matches, total, inTenants } = await search('corp staging', [...many.keys()], known);
      assert.deepEqual([ids(matches).slice(0, 3), matches.length, total], [['org_c', 'org_b', 'org_0'], 200, 3002]);
      assert.equal(inTenants[1]?.all().length, 3002);
      const controller = new AbortController();
      const searching = known.searchInSlices([...many.keys()], 'corp stag', true, controller.signal);
      controller.abort();
      assert.equal(await searching, undefined);
    });
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
