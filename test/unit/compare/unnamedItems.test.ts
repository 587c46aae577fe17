import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/api/jsonFields.ts';
import { compareSections } from '../../../src/compare/comparable.ts';
import { settleUnnamed } from '../../../src/compare/referenceNames.ts';
import { ruleOf } from '../../../src/compare/sectionRules.ts';

describe('Items of two tenants that say nothing of what they are but an ID', () => {
  for (const [section, idOf] of [
    ['members', (id: string) => ({ user_id: id, roles: [] })],
    ['clients', (id: string) => ({ client_id: id, use_for_member_access: true, client: { name: ' ' } })],
    ['connections', (id: string) => ({ connection_id: id, is_enabled: true })],
    ['invitations', (id: string) => ({ id, invitee: {} })],
  ] as const) {
    it(`are not the same for want of a name: ${section}`, () => {
      const sideOf = (id: string) => ({ domain: `${id}.auth0.com`, sections: { [section]: { items: [idOf(id)] } } });
      const { missing, leftOut } = compareSections([sideOf('a'), sideOf('b')], 'twoTenants');
      const why = (id: string) => [`The name of ${id} is not known, or not unique.`];
      assert.deepEqual(missing, { [section]: [why('a'), why('b')] });
      assert.deepEqual(leftOut, []);
    });
  }

  /** How often each item of a tenant is read to pair it with one of another tenant that has as many. */
  function readingsOf(contentOf: (tenant: string, place: number) => JsonObject, more?: string): number {
    const count = 500;
    let read = 0;
    const itemsOf = (tenant: string) =>
      Array.from({ length: count }, (_, place) => ({
        get normal() {
          read += 1;
          return contentOf(tenant, place);
        },
        get unnamed() {
          read += 1;
          const fields = ['client_id', ...(more !== undefined && place < count / 2 ? [more] : [])];
          return fields.map((field) => ({ id: `${tenant}${place}`, field }));
        },
      }));
    settleUnnamed([itemsOf('a'), itemsOf('b')], ruleOf('client-grants'));
    return read / count;
  }

  for (const [what, contentOf, more] of [
    ['alike', () => ({})],
    ['unlike all of the other tenant', (tenant: string, place: number) => ({ scope: `${tenant}${place}` })],
    ['of some kinds', (tenant: string, place: number) => ({ scope: place % (tenant === 'a' ? 2 : 3) })],
    [
      'of names of which half are known',
      (tenant: string, place: number) => ({ connection_id: `${tenant}${place}` }),
      'connection_id',
    ],
  ] as const) {
    it(`are not all compared with each other where they are ${what}`, () => {
      const readings = readingsOf(contentOf, more);
      assert.ok(readings < 100, `${readings} times each`);
    });
  }

  it('are told in one order, whatever the order in which the tenant sends them', () => {
    const missingOf = (...ids: readonly string[]) => {
      const items = ids.map((id) => ({ client_id: id }));
      const sideOf = (domain: string, own: readonly JsonObject[]) => ({
        domain,
        sections: { 'client-grants': { items: own } },
      });
      return compareSections([sideOf('a.auth0.com', items), sideOf('b.auth0.com', [])], 'twoTenants').missing;
    };
    assert.deepEqual(missingOf('one', 'two', 'three'), missingOf('three', 'two', 'one'));
  });

  it('can be ten thousand, of which the other tenant lacks one', () => {
    const itemsOf = (tenant: string, count: number) =>
      Array.from({ length: count }, (_, place) => ({
        normal: { client_id: `${tenant}${place}` },
        unnamed: [{ id: `${tenant}${place}`, field: 'client_id' }],
      }));
    const [first, second] = settleUnnamed([itemsOf('a', 10_001), itemsOf('b', 10_000)], ruleOf('client-grants'));
    const textsIn = (items: typeof first) => new Set(items.map(({ normal }) => normal.client_id));
    const [texts, others] = [textsIn(first), textsIn(second)];
    assert.equal(others.size, 10_000);
    assert.equal([...texts].filter((text) => !others.has(text)).length, 1);
  });
});
