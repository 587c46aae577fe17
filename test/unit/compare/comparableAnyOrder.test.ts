import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Organization } from '../../../src/api/organization.ts';
import { both, canonicalJson, comparablePair, compareSections, type Side } from '../../../src/compare/comparable.ts';
import { compareOrganizationFields } from '../../../src/compare/matchOrganizations.ts';
import { noNames } from '../../../src/compare/referenceNames.ts';
import type { Item } from '../../../src/sections/section.ts';
import { resultOf } from '../../../src/ui/cooperativeWork.ts';

/** Values of a JSON object, with fields that have rules and fields that have none. */
const value = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, true, 0, 'a', 'b', 'A', 'con_1', 'app_1', 'rol_1'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        'id',
        'name',
        'client_id',
        'connection_id',
        'roles',
        'client',
        'connection',
        'type',
        'z',
        '__proto__',
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));
const item = fc.dictionary(
  fc.constantFrom('id', 'name', 'client_id', 'connection_id', 'roles', 'client', 'connection', 'is_enabled', 'email'),
  value.value,
  { maxKeys: 6 },
);
const sectionNames = ['connections', 'clients', 'roles', 'invitations', 'client-grants', 'members', 'groups', 'future'];
interface Content {
  readonly organization: Item;
  readonly sections: Readonly<Record<string, readonly Item[]>>;
}

const organization: fc.Arbitrary<Content> = fc.record({
  organization: item,
  sections: fc.record(Object.fromEntries(sectionNames.map((name) => [name, fc.array(item, { maxLength: 4 })]))),
});

/** The same with all keys and lists in another order. */
function reordered(content: unknown, seed: number): unknown {
  const order = <T>(list: readonly T[]): readonly T[] => {
    const turned = [...list.slice(seed % (list.length + 1)), ...list.slice(0, seed % (list.length + 1))];
    return seed % 2 === 0 ? turned : turned.reverse();
  };
  if (Array.isArray(content)) {
    return order(content.map((element) => reordered(element, seed)));
  }
  return typeof content === 'object' && content !== null
    ? Object.fromEntries(order(Object.entries(content)).map(([key, field]) => [key, reordered(field, seed)]))
    : content;
}

describe('An organization compared with itself in any other order', () => {
  for (const [where, other] of [
    ['in its tenant', 'a.auth0.com'],
    ['in another tenant', 'b.auth0.com'],
  ] as const) {
    it(`has no difference ${where}, with and without IDs`, () => {
      fc.assert(
        fc.property(organization, fc.nat(20), fc.boolean(), (content, seed, withIds) => {
          const turned = reordered(content, seed) as Content;
          const sides = [sideOf('a.auth0.com', content), sideOf(other, turned)] as const;
          const [one, second] = comparablePair(sides, withIds).map((shown) => JSON.stringify(shown));
          assert.equal(one, second);
        }),
        { numRuns: 500 },
      );
    });
  }
});

/** The names that a tenant tells. */
const known = fc.subarray(['A', 'B', 'C']);

describe('The same invitations of two tenants', () => {
  it('are not told to differ, of whatever each tenant tells the names alone', () => {
    const entry = fc.record(
      {
        email: fc.constantFrom('a', 'b'),
        client: fc.constantFrom('A', 'B', 'C'),
        connection: fc.constantFrom('A', 'B'),
      },
      { requiredKeys: ['email', 'client'] },
    );
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 4 }), fc.nat(20), known, known, (entries, seed, ...names) => {
        const sides = both(names, (own, side) => {
          const idOf = (name: string | undefined) => name && (side === 0 ? name : { A: '3', B: '2', C: '1' }[name]);
          const items = entries.map(({ email, client, connection }) => ({
            ...{ invitee: { email }, client_id: idOf(client) },
            ...(connection && { connection_id: idOf(connection) }),
          }));
          const application = new Map(own.map((name) => [idOf(name) ?? '', name]));
          return {
            domain: `${side}.auth0.com`,
            sections: { invitations: { items: reordered(items, seed * side) as typeof items } },
            names: { ...noNames, application, connection: application },
          };
        });
        assert.deepEqual(compareSections(sides, 'twoTenants').differing, []);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('Invitations of two tenants that are read again', () => {
  it('are shown in the same order with their IDs, in whatever order they come', () => {
    const entry = fc.record(
      { email: fc.constantFrom('a', 'b'), client: fc.constantFrom('A', 'B'), connection: fc.constantFrom('A', 'B') },
      { requiredKeys: ['email', 'client'] },
    );
    const list = fc.array(entry, { maxLength: 3 });
    fc.assert(
      fc.property(fc.tuple(list, list), fc.nat(20), fc.tuple(known, known), (lists, seed, names) => {
        const shown = (turn: number) => {
          const sides = both(lists, (entries, side): Side => {
            const items = entries.map(({ email, client, connection }, place) => ({
              ...{ id: `uinv_${side}_${place}`, invitee: { email }, client_id: client },
              ...(connection && { connection_id: connection }),
            }));
            const own = new Map(names[side].map((name) => [name, name]));
            return {
              ...{ title: `${side}`, domain: `${side}.auth0.com`, organization: {} },
              sections: { invitations: { items: reordered(items, turn) as typeof items } },
              names: { ...noNames, application: own, connection: own },
            };
          });
          return comparablePair(sides, true);
        };
        assert.deepEqual(shown(seed), shown(0));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A tenant compared with one of the same content in any other order', () => {
  it('has no difference, and no organization that the other has not', () => {
    const organizations = fc.uniqueArray(item, {
      minLength: 1,
      maxLength: 8,
      selector: ({ id }) => JSON.stringify(canonicalJson(id)),
    });
    fc.assert(
      fc.property(organizations, fc.nat(20), fc.constantFrom(undefined, 'key'), (contents, seed, metadataKey) => {
        const lists = [contents, reordered(contents, seed) as typeof contents] as const;
        const [first, second] = both(lists, (list, side) =>
          list.map(({ id, ...fields }): Organization => {
            const name = `name ${JSON.stringify(canonicalJson(id))}`;
            return { ...fields, id: `org_${side}${name}`, name, metadata: { key: name } };
          }),
        );
        const { different, same, only, ambiguous } = resultOf(compareOrganizationFields([first, second], metadataKey));
        assert.deepEqual([different, only, ambiguous], [[], [[], []], [[], []]]);
        assert.equal(same.length, contents.length);
      }),
      { numRuns: 500 },
    );
  });
});

function sideOf(domain: string, content: Content): Side {
  const sections = Object.entries(content.sections).map(([name, items]) => [name, { items }] as const);
  return { title: domain, domain, organization: content.organization, sections: Object.fromEntries(sections) };
}
