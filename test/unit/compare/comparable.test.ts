import assert from 'node:assert/strict';
import { comparablePair, type Pair, type Side } from '../../../src/compare/comparable.ts';
import type { Item } from '../../../src/sections/section.ts';

type Sections = Readonly<Record<string, readonly Item[] | string>>;

/** A side of a comparison. A section is its items, or why it was not read. */
function side(domain: string, organization: Side['organization'], sections: Sections = {}): Side {
  const read = Object.entries(sections).map(([name, section]) => [
    name,
    typeof section === 'string' ? { why: section } : { items: section },
  ]);
  return { title: domain, domain, organization, sections: Object.fromEntries(read) as Side['sections'] };
}

/** The texts that the diff editor gets. */
function textsOf(sides: Pair<Side>, withIds = false): readonly string[] {
  return comparablePair(sides, withIds).map((content) => JSON.stringify(content, undefined, 2));
}

function compare(section: string, first: readonly Item[], second: readonly Item[], others: Pair<Sections> = [{}, {}]) {
  return textsOf([
    side('a.auth0.com', { id: 'org_a' }, { ...others[0], [section]: first }),
    side('b.auth0.com', { id: 'org_b' }, { ...others[1], [section]: second }),
  ]);
}

const apps = (prefix: string, ...names: readonly string[]) =>
  names.map((name) => ({ client_id: `${prefix}${name}`, client: { name } }));

const connection = (id: string, name: string, more: Item = {}) => ({
  connection_id: id,
  connection: { name, strategy: 'samlp' },
  ...more,
});

describe('Two organizations made comparable', () => {
  for (const [what, first, second] of [
    ['IDs', { id: 'org_a', name: 'acme' }, { id: 'org_b', name: 'acme' }],
    [
      'the order of keys',
      { name: 'acme', metadata: { a: '1', b: '2' } },
      { metadata: { b: '2', a: '1' }, name: 'acme' },
    ],
    ['null and absent', { name: 'acme', display_name: null, branding: { logo_url: null } }, { name: 'acme' }],
    ['no metadata and none', { name: 'acme', metadata: {} }, { name: 'acme' }],
  ] as const) {
    it(`are equal in spite of ${what}`, () => {
      const [one, other] = textsOf([side('a.auth0.com', first), side('b.auth0.com', second)]);
      assert.equal(one, other);
    });
  }

  for (const [what, section, first, second] of [
    ['other IDs', 'connections', [connection('con_1', 'saml')], [connection('con_2', 'saml')]],
    [
      'another order',
      'connections',
      [connection('con_1', 'a'), connection('con_2', 'b')],
      [connection('con_3', 'b'), connection('con_4', 'a')],
    ],
    [
      'duplicate names in another order',
      'connections',
      [connection('con_1', 'a', { show_as_button: true }), connection('con_2', 'a', { show_as_button: false })],
      [connection('con_3', 'a', { show_as_button: false }), connection('con_4', 'a', { show_as_button: true })],
    ],
    [
      'a connection that is not enabled',
      'connections',
      [connection('con_1', 'a', { is_enabled: true })],
      [connection('con_3', 'a', { is_enabled: true }), connection('con_4', 'b', { is_enabled: false })],
    ],
    [
      'fields that only one tenant sends',
      'connections',
      [connection('con_1', 'a', { is_enabled: true, organization_access_level: 'none' })],
      [connection('con_3', 'a')],
    ],
    ['the case of a domain', 'discovery-domains', [{ domain: 'Acme.example' }], [{ domain: 'acme.example' }]],
    [
      'values of the verification',
      'discovery-domains',
      [{ id: 'ord_1', domain: 'acme.example', verification_txt: 'x', verification_host: '_.org_a.acme.example' }],
      [{ id: 'ord_2', domain: 'acme.example', verification_txt: 'y', verification_host: '_.org_b.acme.example' }],
    ],
    [
      'the links and times of an invitation',
      'invitations',
      [{ id: 'uinv_1', invitee: { email: 'Jane@acme.example' }, ticket_id: '•', created_at: '2026-01-01' }],
      [{ id: 'uinv_2', invitee: { email: 'jane@acme.example' }, invitation_url: '•', expires_at: '2026-01-02' }],
    ],
    [
      'the order of scopes',
      'client-grants',
      [{ id: 'cgr_1', audience: 'api', scope: ['a', 'b'] }],
      [{ id: 'cgr_2', audience: 'api', scope: ['b', 'a'] }],
    ],
    ['an empty list', 'client-grants', [{ audience: 'api', scope: [] }], [{ audience: 'api' }]],
    [
      'grants of an application that has no name here',
      'client-grants',
      [{ client_id: 'a1', audience: 'api' }],
      [{ client_id: 'b1', audience: 'api' }],
    ],
    [
      'roles of an invitation whose names are not known',
      'invitations',
      [{ invitee: { email: 'a@b.example' }, roles: ['rol_1'] }],
      [{ invitee: { email: 'a@b.example' }, roles: ['rol_2'] }],
    ],
    [
      'roles in a tenant without Organization Roles',
      'roles',
      [{ id: 'rol_1', name: 'Viewer', type: 'tenant' }],
      [{ id: 'rol_2', name: 'Viewer' }],
    ],
    [
      'roles of members',
      'members',
      [{ user_id: 'auth0|1', email: 'a@b.example', roles: [{ id: 'rol_1', name: 'Viewer' }] }],
      [{ user_id: 'auth0|2', email: 'A@b.example', roles: [{ id: 'rol_2', name: 'Viewer' }] }],
    ],
    ['a section without a rule', 'future', [{ id: '1', name: 'a' }], [{ id: '2', name: 'a', created_at: 'now' }]],
  ] as const) {
    it(`are equal in spite of ${what}`, () => {
      const [one, other] = compare(section, first, second);
      assert.equal(one, other);
      assert.ok(one?.includes('"items"'));
    });
  }

  for (const [what, section, first, second, shown] of [
    ['a renamed connection', 'connections', [connection('1', 'old')], [connection('2', 'new')], ['"old"', '"new"']],
    [
      'a missing connection',
      'connections',
      [connection('1', 'a'), connection('2', 'b')],
      [connection('3', 'b')],
      ['"a"'],
    ],
    [
      'the case of a connection',
      'connections',
      [connection('1', 'Acme')],
      [connection('2', 'acme')],
      ['"Acme"', '"acme"'],
    ],
    [
      'what a connection is called, which only one sets',
      'connections',
      [connection('1', 'a', { is_enabled: true, organization_connection_name: 'login' })],
      [connection('2', 'a', { is_enabled: true })],
      ['"login"'],
    ],
    ['a role that was added', 'roles', [], [{ id: 'rol_1', name: 'Viewer' }], ['"Viewer"']],
    ['a status', 'discovery-domains', [{ domain: 'a.b', status: 'pending' }], [{ domain: 'a.b' }], ['"pending"']],
  ] as const) {
    it(`differ by ${what}`, () => {
      const [one = '', other = ''] = compare(section, first, second);
      const lines = [one.split('\n'), other.split('\n')] as const;
      const different = [
        ...lines[0].filter((line) => !lines[1].includes(line)),
        ...lines[1].filter((line) => !lines[0].includes(line)),
      ].join('\n');
      for (const text of shown) {
        assert.ok(different.includes(text), `${text} is not in:\n${different}`);
      }
    });
  }

  it('have names in place of the IDs of applications, connections and roles', () => {
    const others = (prefix: string): Sections => ({
      clients: apps(prefix, 'Portal', 'Export'),
      connections: [connection(`${prefix}con`, 'saml')],
      roles: [{ id: `${prefix}rol`, name: 'Admin' }],
    });
    const items = (prefix: string) => [
      {
        invitee: { email: 'a@b.example' },
        client_id: `${prefix}Portal`,
        connection_id: `${prefix}con`,
        roles: [`${prefix}rol`],
      },
    ];
    const [one = '', other] = compare('invitations', items('a'), items('b'), [others('a'), others('b')]);
    assert.equal(one, other);
    for (const line of ['"client_id": "Portal"', '"connection_id": "saml"', '"Admin"\n']) {
      assert.ok(one.includes(line), line);
    }
  });

  it('leave out of a grant that has no name, of this grant alone, and say so', () => {
    const grants = (prefix: string) =>
      ['Portal', 'Export'].map((name) => ({ client_id: prefix + name, audience: 'api', scope: [name] }));
    const compared = (...known: readonly string[]) =>
      compare('client-grants', grants('a'), grants('b'), [
        { clients: apps('a', 'Portal', 'Export') },
        { clients: apps('b', ...known) },
      ]).map((text) => text.match(/"client_id": ".+"/g));
    assert.deepEqual(compared('Portal', 'Export'), [
      ['"client_id": "Export"', '"client_id": "Portal"'],
      ['"client_id": "Export"', '"client_id": "Portal"'],
    ]);
    const unnamed = '"client_id": "Not compared: The name of bExport is not known, or not unique."';
    const alone = ['"client_id": "Portal"', unnamed].sort();
    assert.deepEqual(
      compared('Portal').map((found) => found?.toSorted()),
      [alone, alone],
    );
  });

  it('tell of an ID without a name from none, and what else differs', () => {
    const invited = (more: Item) => [{ invitee: { email: 'a@b.example' }, ...more }];
    const [one = '', other = ''] = compare(
      'invitations',
      invited({ client_id: 'a1', roles: ['rol_1'] }),
      invited({ client_id: 'b1' }),
    );
    const unnamed =
      'Not compared: The name of a1 is not known, or not unique. The name of b1 is not known, or not unique.';
    assert.ok(one.includes(unnamed) && one.includes('"roles"'), one);
    assert.ok(other.includes(unnamed) && !other.includes('"roles"'), other);
  });

  it('take no name that several applications of a tenant have', () => {
    const grant = (id: string) => [{ client_id: id, audience: 'api' }];
    const twins = [...apps('a', 'Portal'), { client_id: 'a2', client: { name: 'Portal' } }];
    const [one = '', other] = compare('client-grants', grant('aPortal'), grant('bPortal'), [
      { clients: twins },
      { clients: apps('b', 'Portal') },
    ]);
    assert.match(one, /Not compared: The name of aPortal is not known, or not unique\./);
    assert.equal(one.replace(/"clients".*/s, ''), other?.replace(/"clients".*/s, ''));
  });

  it('say once that a token is not told the roles of members', () => {
    const [one = '', other = ''] = compare(
      'members',
      [{ email: 'a@b.example', roles: [{ id: 'rol_1', name: 'Viewer' }] }],
      [{ email: 'a@b.example' }],
    );
    assert.equal(one, other);
    assert.match(
      one,
      /"b.auth0.com: The token cannot read roles, for want of the scope read:organization_member_roles\."/,
    );
  });

  it('keep IDs within one tenant', () => {
    const sections = (more: Item) => ({
      clients: apps('a', 'Portal'),
      'client-grants': [{ id: 'cgr_1', client_id: 'aPortal', audience: 'one' }],
      connections: [connection('con_1', 'saml', more)],
    });
    const sideOf = (more: Item) => side('a.auth0.com', { id: 'org_a' }, sections(more));
    const [one = '', other = ''] = textsOf([sideOf({}), sideOf({ connection_id: 'con_2' })]);
    for (const text of [one, other]) assert.match(text, /"client_id": "aPortal",\s*"id": "cgr_1"/);
    assert.equal(one.replace('con_1', 'con_2'), other);
  });

  it('show IDs, timestamps and everything else as it was sent on demand, in the same order', () => {
    const items = (prefix: string) => [connection(`${prefix}2`, 'b'), connection(`${prefix}1`, 'A')];
    const texts = textsOf(
      [
        side('a.auth0.com', { id: 'org_a' }, { connections: items('x') }),
        side('b.auth0.com', { id: 'org_b' }, { connections: items('y').reverse() }),
      ],
      true,
    );
    assert.deepEqual(
      texts.map((text) => text.match(/"(id|connection_id)": "\w+"/g)),
      [
        ['"id": "org_a"', '"connection_id": "x1"', '"connection_id": "x2"'],
        ['"id": "org_b"', '"connection_id": "y1"', '"connection_id": "y2"'],
      ],
    );
  });

  it('say on both sides alike why a section is not compared', () => {
    const compared = (first: Sections, second: Sections) =>
      textsOf([side('a.auth0.com', {}, first), side('b.auth0.com', {}, second)]).map(
        (text) => (JSON.parse(text) as { sections: unknown }).sections,
      );
    const oneSide = { roles: { not_compared: ['b.auth0.com: no scope'] } };
    assert.deepEqual(compared({ roles: [{ name: 'Admin' }] }, { roles: 'no scope' }), [oneSide, oneSide]);
    const each = { roles: { not_compared: ['a.auth0.com: cut off', 'b.auth0.com: no scope'] } };
    assert.deepEqual(compared({ roles: 'cut off' }, { roles: 'no scope' }), [each, each]);
    const same = { roles: { not_compared: ['not asked for'] } };
    assert.deepEqual(compared({ roles: 'not asked for' }, { roles: 'not asked for' }), [same, same]);
  });

  it('take names of fields that objects have of their own for what they are', () => {
    const odd = JSON.parse('{"name":"a","__proto__":"x","constructor":"y","toString":null}') as Item;
    for (const section of ['invitations', 'constructor', 'future']) {
      const [one = ''] = compare(section, [odd], [odd]);
      assert.ok(one.includes('"__proto__": "x"') && one.includes('"constructor": "y"') && !one.includes('toString'));
    }
  });
});
