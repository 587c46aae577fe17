import assert from 'node:assert/strict';
import { Contents } from '../contents/contents.ts';
import { Directory } from '../directory.ts';
import { sampleOrganizations } from '../sampleData.ts';

describe('local tenant: sample contents', () => {
  const now = () => 1_800_000_000_000;
  const organizations = sampleOrganizations(40);

  function contents(seed = 2023): Contents {
    return new Contents(new Directory(organizations), seed, now);
  }

  function all(of: Contents, order = organizations): readonly unknown[] {
    const byId = new Map(
      order.map(({ id }) => {
        const inside = of.of(id);
        assert.ok(inside);
        const members = of.members(inside.entry).slice(0, 50);
        const roles = members.map(({ person }) => of.effectiveRolesOf(inside, person));
        return [id, { inside, people: members.map(({ person }) => of.people.at(person)), roles }];
      }),
    );
    return organizations.map(({ id }) => byId.get(id));
  }

  it('are the same whenever they are asked for, and others with another seed', () => {
    const expected = all(contents());
    assert.deepEqual(all(contents(), organizations.toReversed()), expected);
    assert.notDeepEqual(all(contents(7)), expected);
  });

  it('leave the names and IDs of organizations alone', () => {
    all(contents());
    assert.deepEqual(sampleOrganizations(40), organizations);
  });

  it('have members with IDs of several kinds, whom the IDs lead to', () => {
    const of = contents();
    const kinds = new Set<string>();
    for (const { id } of organizations) {
      const inside = of.of(id);
      assert.ok(inside);
      for (const { person } of of.members(inside.entry)) {
        const { user_id: userId } = of.people.at(person);
        kinds.add(userId.split('|')[0] ?? '');
        assert.equal(of.people.find(userId), person);
      }
    }
    assert.deepEqual([...kinds].sort(), ['auth0', 'google-oauth2', 'okta', 'samlp', 'sms', 'waad']);
  });

  it('have users whose connections are those of the tenant, and addresses in lower case in its database', () => {
    const of = contents();
    const [portal] = of.tenant.clients;
    assert.ok(portal);
    const connections = of.tenant.connectionsOfClient(portal);
    const strategies = new Map(connections.map(({ name, strategy }) => [name, strategy]));
    for (const person of of.memberships().keys()) {
      const { user_id: id, identities, email = '', username = '' } = of.userAt(person);
      for (const { connection, provider } of identities) {
        assert.equal(strategies.get(connection), provider, id);
        if (provider === 'auth0') assert.equal(email + username, (email + username).toLowerCase());
      }
    }
  });

  it('have organizations of 3, 40, 0 and 12,000 members at first, and a member without a name', () => {
    const of = contents();
    const members = organizations.map(({ id }) => {
      const inside = of.of(id);
      return inside ? of.members(inside.entry) : [];
    });
    assert.deepEqual(
      members.slice(0, 4).map(({ length }) => length),
      [3, 40, 0, 12_000],
    );
    assert.ok(members[4]?.some(({ person }) => of.people.at(person).name === undefined));
    assert.ok(members.slice(4).every(({ length }) => length > 0 && length < 15));
  });
});
