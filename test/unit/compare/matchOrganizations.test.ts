import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/api/jsonFields.ts';
import type { Organization } from '../../../src/api/organization.ts';
import { comparablePair } from '../../../src/compare/comparable.ts';
import { differingFields, matchOrganizations, metadataKeys } from '../../../src/compare/matchOrganizations.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';

/** Organizations by name, with IDs of their tenant. */
const named = (tenant: string, ...names: readonly (string | undefined)[]): readonly Organization[] =>
  names.map((name, place) => ({ id: `org_${tenant}${place}`, ...(name !== undefined && { name }) }));

/** Organizations by the value of the key `crm`. */
const keyed = (tenant: string, ...values: readonly (string | null | undefined)[]): readonly Organization[] =>
  values.map((crm, place) => ({
    id: `org_${tenant}${place}`,
    name: `${tenant}${place}`,
    ...(crm !== undefined && { metadata: { crm } }),
  }));

function matched(
  first: readonly Organization[],
  second: readonly Organization[],
  metadataKey?: string,
  isOneTenant = false,
) {
  const matching = matchOrganizations([first, second], metadataKey, isOneTenant);
  const { pairs, only, ambiguous, withoutKey } = resultOf(matching);
  const idsOf = (lists: typeof only) => lists.map((list) => list.map(({ id }) => id.slice(4)).join(' '));
  return {
    pairs: pairs.map((pair) => pair.map(({ id }) => id.slice(4)).join('=')).join(' '),
    only: idsOf(only),
    ambiguous: idsOf(ambiguous),
    withoutKey: idsOf(withoutKey),
  };
}

const nobody = { only: ['', ''], ambiguous: ['', ''], withoutKey: ['', ''] };

describe('Matching the organizations of two tenants', () => {
  it('takes IDs within one tenant, where an organization can be renamed, and its name given to another', () => {
    const then = named('a', 'acme', 'umbrella', 'initech');
    const now = [...named('a', 'acme-inc', 'acme'), { id: 'org_a9', name: 'initech' }];
    const found = matched(then, now, undefined, true);
    assert.deepEqual(found, { ...nobody, pairs: 'a0=a0 a1=a1', only: ['a2', 'a9'] });
  });

  for (const [what, first, second, metadataKey, expected] of [
    ['nothing', [], [], undefined, { pairs: '' }],
    ['names', named('a', 'x', 'y'), named('b', 'x', 'y'), undefined, { pairs: 'a0=b0 a1=b1' }],
    ['names in another order', named('a', 'x', 'y'), named('b', 'y', 'x'), undefined, { pairs: 'a0=b1 a1=b0' }],
    [
      'a missing one on each side',
      named('a', 'x', 'y'),
      named('b', 'y', 'z'),
      undefined,
      { pairs: 'a1=b0', only: ['a0', 'b1'] },
    ],
    ['a renamed one', named('a', 'acme'), named('b', 'acme-inc'), undefined, { pairs: '', only: ['a0', 'b0'] }],
    ['names in another case', named('a', 'acme'), named('b', 'Acme'), undefined, { pairs: '', only: ['a0', 'b0'] }],
    [
      'no name',
      named('a', undefined, 'x'),
      named('b', 'x', ''),
      undefined,
      { pairs: 'a1=b0', withoutKey: ['a0', 'b1'] },
    ],
    ['a name twice', named('a', 'x', 'x'), named('b', 'x'), undefined, { pairs: '', ambiguous: ['a0 a1', 'b0'] }],
    [
      'names that objects have of their own',
      named('a', '__proto__', 'constructor'),
      named('b', 'constructor'),
      undefined,
      { pairs: 'a1=b0', only: ['a0', ''] },
    ],
    ['values of metadata', keyed('a', '1', '2'), keyed('b', '2', '1'), 'crm', { pairs: 'a0=b1 a1=b0' }],
    ['values of metadata in another case', keyed('a', 'x'), keyed('b', 'X'), 'crm', { pairs: '', only: ['a0', 'b0'] }],
    ['a key in another case', keyed('a', 'x'), keyed('b', 'x'), 'CRM', { pairs: '', withoutKey: ['a0', 'b0'] }],
    [
      'a key that some do not have',
      keyed('a', '1', undefined, null, ''),
      keyed('b', undefined, '1'),
      'crm',
      { pairs: 'a0=b1', withoutKey: ['a1 a2 a3', 'b0'] },
    ],
    [
      'values that several have',
      keyed('a', '1', '2', '3'),
      keyed('b', '1', '1', '2', '4', '4'),
      'crm',
      { pairs: 'a1=b2', only: ['a2', ''], ambiguous: ['a0', 'b0 b1 b3 b4'] },
    ],
    [
      'a key that objects have of their own',
      keyed('a', '1'),
      keyed('b', '1'),
      'constructor',
      { withoutKey: ['a0', 'b0'] },
    ],
  ] as const) {
    it(`says of ${what} what belongs together`, () => {
      assert.deepEqual(matched(first, second, metadataKey), { pairs: '', ...nobody, ...expected });
    });
  }

  it('puts each organization into exactly one group', () => {
    const names = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd'), { nil: undefined }), { maxLength: 8 });
    fc.assert(
      fc.property(names, names, (first, second) => {
        const lists = [named('a', ...first), named('b', ...second)] as const;
        const { pairs, only, ambiguous, withoutKey } = resultOf(matchOrganizations(lists, undefined));
        for (const side of [0, 1] as const) {
          const grouped = [...pairs.map((pair) => pair[side]), ...only[side], ...ambiguous[side], ...withoutKey[side]];
          assert.deepEqual(grouped.map(({ id }) => id).sort(), lists[side].map(({ id }) => id).sort());
        }
      }),
    );
  });

  it('offers the keys of metadata that both tenants have, with the numbers of their values', () => {
    const organizations = (...metadata: readonly (Organization['metadata'] & object)[]) =>
      metadata.map((own, place) => ({ id: `org_${place}`, metadata: own }));
    const first = organizations({ crm: '1', plan: 'a' }, { crm: '2', plan: null }, { here: 'x' });
    const second = organizations({ crm: '1', plan: 'a', there: 'x' }, { crm: '', plan: 'b' }, { plan: 'c' });
    assert.deepEqual(resultOf(metadataKeys([first, second])), [
      { key: 'crm', counts: [2, 1] },
      { key: 'plan', counts: [1, 3] },
    ]);
  });
});

describe('The fields in which two organizations differ', () => {
  for (const [first, second, fields] of [
    [{ id: 'org_1', name: 'a' }, { id: 'org_2', name: 'a' }, []],
    [{ display_name: 'A' }, { display_name: 'B' }, ['display_name']],
    [{ metadata: { plan: 'a', b: '1' } }, { metadata: { b: '1', plan: 'b', c: '1' } }, ['metadata.c', 'metadata.plan']],
    [{ metadata: { plan: 'a' } }, {}, ['metadata.plan']],
    [{ metadata: {} }, { metadata: null }, []],
    [{ branding: { colors: { primary: '#000' } } }, { branding: {} }, ['branding.colors.primary']],
    [{ list: ['a', 'b'] }, { list: ['b', 'a'] }, []],
    [{ list: [] }, { text: '' }, []],
    [{ third_party_client_access: 'block' }, { is_app_entitlement_active: false }, []],
    [{ third_party_client_access: 'allow' }, {}, ['third_party_client_access']],
    [{ branding: { colors: { primary: '#AB0' } } }, { branding: { colors: { primary: '#ab0' } } }, []],
    [{ deep: { id: 'x' } }, { deep: { id: 'y' } }, ['deep.id']],
    [{ constructor: 'x' }, {}, ['constructor']],
  ] as const) {
    it(`are ${JSON.stringify(fields)} for ${JSON.stringify(first)} and ${JSON.stringify(second)}`, () => {
      assert.deepEqual(differingFields(first, second), fields);
      assert.deepEqual(differingFields(second, first), fields);
    });
  }

  it('are none if and only if the texts to compare are the same', () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          null,
          'a',
          'A',
          '',
          'block',
          false,
          0,
          { colors: { primary: 'A' } },
          { colors: { primary: 'a' } },
        ),
        fc.array(tie('value'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('id', 'a', '__proto__'), tie('value'), { maxKeys: 2 }),
      ),
    })).value;
    const organization = fc.dictionary(
      fc.constantFrom(
        'id',
        'name',
        'metadata',
        'x',
        'branding',
        'third_party_client_access',
        'is_app_entitlement_active',
      ),
      value,
    ) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(organization, organization, (first, second) => {
        const sides = [first, second].map((own, side) => ({
          title: '',
          domain: String(side),
          organization: own,
          sections: {},
        })) as unknown as Parameters<typeof comparablePair>[0];
        const [one, other] = comparablePair(sides, false).map((content) => JSON.stringify(content));
        assert.equal(differingFields(first, second).length === 0, one === other);
      }),
      { numRuns: 2000 },
    );
  });
});
