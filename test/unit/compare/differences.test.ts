import assert from 'node:assert/strict';
import { both, comparablePair, type Pair, type Side } from '../../../src/compare/comparable.ts';
import { differencesOf } from '../../../src/compare/differences.ts';
import type { Item } from '../../../src/sections/section.ts';

function side(domain: string, organization: Side['organization'], connections: readonly Item[] | string = []): Side {
  const section = typeof connections === 'string' ? { why: connections } : { items: connections };
  return { title: domain, domain, organization, sections: { connections: section } };
}

const compare = (first: Item, second: Item) =>
  differencesOf(comparablePair([side('a.auth0.com', first), side('b.auth0.com', second)], false)).differences;

const compareItems = (first: readonly Item[] | string, second: readonly Item[] | string) =>
  differencesOf(comparablePair([side('a.auth0.com', {}, first), side('b.auth0.com', {}, second)], false));

const connection = (name: string, more: Item = {}) => ({ connection_id: `con_${name}`, connection: { name }, ...more });

describe('The differences of two organizations', () => {
  for (const [what, first, second, expected] of [
    ['nothing', { id: 'org_1', name: 'acme' }, { id: 'org_2', name: 'acme', metadata: null }, []],
    ['a value', { name: 'acme' }, { name: 'other' }, [{ field: 'name', first: 'acme', second: 'other' }]],
    [
      'fields of an object that one side lacks',
      { metadata: { plan: 'free', seats: '7' } },
      {},
      [
        { field: 'metadata.plan', first: 'free', second: null },
        { field: 'metadata.seats', first: '7', second: null },
      ],
    ],
    ['the case of a value', { name: 'acme' }, { name: 'Acme' }, [{ field: 'name', first: 'acme', second: 'Acme' }]],
    [
      'the case of a key',
      { metadata: { plan: 'free' } },
      { metadata: { Plan: 'free' } },
      [
        { field: 'metadata.plan', first: 'free', second: null },
        { field: 'metadata.Plan', first: null, second: 'free' },
      ],
    ],
    ['a list', { list: ['a', 'b'] }, { list: ['b'] }, [{ field: 'list', first: ['a', 'b'], second: ['b'] }]],
    ['an object and a text', { x: { y: 1 } }, { x: 'z' }, [{ field: 'x', first: { y: 1 }, second: 'z' }]],
    [
      'a name that every object has',
      { metadata: { constructor: 'x' } },
      { metadata: { a: 'b' } },
      [
        { field: 'metadata.constructor', first: 'x', second: null },
        { field: 'metadata.a', first: null, second: 'b' },
      ],
    ],
  ] as const) {
    it(`are ${what}`, () => {
      assert.deepEqual(compare(first, second), expected);
    });
  }

  it('are items of one side, and fields of items of both', () => {
    const { differences } = compareItems(
      [connection('a', { show_as_button: true, is_signup_enabled: true }), connection('b')],
      [connection('c'), connection('a', { show_as_button: false })],
    );
    const named = (name: string) => ({ section: 'connections', item: { 'connection.name': name } });
    assert.deepEqual(differences, [
      { ...named('a'), field: 'is_signup_enabled', first: true, second: false },
      { ...named('a'), field: 'show_as_button', first: true, second: false },
      { ...named('b'), first: { connection: { name: 'b' } }, second: null },
      { ...named('c'), first: null, second: { connection: { name: 'c' } } },
    ]);
  });

  it('are fields of items whose names differ in their case alone, which belong together', () => {
    const { differences } = compareItems([connection('Acme')], [connection('acme')]);
    assert.deepEqual(differences, [
      {
        section: 'connections',
        item: { 'connection.name': 'Acme' },
        field: 'connection.name',
        first: 'Acme',
        second: 'acme',
      },
    ]);
  });

  it('are fields of what has another name than before, and not of what has its name now', () => {
    const then = side('a.auth0.com', { id: 'org_1' }, [connection('a'), { ...connection('b'), show_as_button: false }]);
    const named = (id: string, name: string) => ({ ...connection(id), connection: { name } });
    const now = side('a.auth0.com', { id: 'org_1' }, [named('a', 'old'), named('b', 'a'), named('c', 'b')]);
    const { differences } = differencesOf(comparablePair([then, now], false));
    assert.deepEqual(
      differences.map(({ item, field, first, second }) => [item?.['connection.name'], field, first, second]),
      [
        ['a', 'connection.name', 'a', 'old'],
        ['b', 'connection.name', 'b', 'a'],
        ['b', 'show_as_button', false, true],
        ['b', undefined, null, { connection: { name: 'b' }, connection_id: 'con_c' }],
      ],
    );
  });

  it('are those of items of one name, and not of names that differ in their case alone', () => {
    const two = (first: string, second: string) => [
      connection(first, { assign_membership_on_login: true }),
      connection(second, { is_signup_enabled: true }),
    ];
    const { differences } = compareItems(two('Acme', 'acme'), two('acme', 'Acme'));
    assert.deepEqual(
      differences.filter(({ field }) => field?.startsWith('connection')),
      [],
    );
    assert.equal(differences.length, 4);
  });

  it('are fields of members with one address, which belong together, and not of members without one', () => {
    const compareMembers = (...members: Pair<readonly Item[]>) => {
      const sides = both(members, (items, place) => ({
        ...side(`${place}.auth0.com`, {}),
        sections: { members: { items } },
      }));
      return differencesOf(comparablePair(sides, false)).differences.map(({ item, ...difference }) => [
        item?.['name'],
        difference.field,
        difference.first,
        difference.second,
      ]);
    };
    const member = (email: string, name: string) => ({ email, name });
    assert.deepEqual(compareMembers([member('Jo@acme.example', 'Jo')], [member('jo@acme.example', 'Jo Doe')]), [
      ['Jo', 'name', 'Jo', 'Jo Doe'],
    ]);
    assert.deepEqual(
      compareMembers(
        [member('jo@acme.example', 'Jo'), member('jo@acme.example', 'Ann')],
        [member('jo@acme.example', 'Ann'), member('jo@acme.example', 'Jo Doe')],
      ),
      [['Jo', 'name', 'Jo', 'Jo Doe']],
    );
    assert.deepEqual(compareMembers([member('', 'Jo')], [member('', 'Ann')]), [
      ['Jo', undefined, { name: 'Jo' }, null],
      ['Ann', undefined, null, { name: 'Ann' }],
    ]);
  });

  it('are as few as can be where several items have the same name', () => {
    const [plain, other] = [connection('a'), connection('a', { show_as_button: true })];
    assert.deepEqual(compareItems([plain, other], [other, plain]).differences, []);
    assert.equal(
      compareItems([plain, other], [other, connection('a', { show_as_button: false })]).differences.length,
      1,
    );
    assert.equal(compareItems([plain, plain], [plain]).differences.length, 1);
  });

  it('say nothing of a section that was not read', () => {
    const { differences, compared, notCompared } = compareItems([connection('a')], 'no scope');
    assert.deepEqual([differences, compared, notCompared], [[], [], { connections: ['b.auth0.com: no scope'] }]);
  });
});
