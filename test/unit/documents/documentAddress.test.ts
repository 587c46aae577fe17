import assert from 'node:assert/strict';
import {
  accessQuestion,
  addressTitle,
  type DocumentAddress,
  explanationAddress,
  fromUriComponents,
  isAboutOrganizations,
  isComparison,
  isExplanation,
  isList,
  toUriComponents,
} from '../../../src/documents/documentAddress.ts';

const domain = 'acme.eu.auth0.com';
const id = 'org_VGZx1ySGh6PrYv0Y';

describe('Addresses of documents', () => {
  it('hold names with every character that is allowed', () => {
    for (const name of ['abcdefghijklmnopqrstuvwxyz', '0123456789', '_', '-', '-_-', '0-a_b', 'x'.repeat(50)]) {
      const components = toUriComponents({ domain, id, name, path: [] });
      assert.deepEqual(components, {
        scheme: 'auth0-organization',
        authority: domain,
        path: `/${name}.json`,
        query: id,
      });
      assert.deepEqual(fromUriComponents(components), { domain, id, name, path: [] });
    }
  });

  it('make a harmless title of a name that is not allowed', () => {
    const { path } = toUriComponents({ domain, id, name: '../a b/ü?#.json', path: [] });
    assert.equal(path, '/---a-b-----json.json');
  });

  it('tell the list from an organization that is called organizations', () => {
    const list = toUriComponents({ domain });
    const one = toUriComponents({ domain, id, name: 'organizations', path: [] });
    assert.deepEqual([list.path, one.path], ['/organizations.json', `/${id}.json`]);
    assert.deepEqual(fromUriComponents(list), { domain });
    assert.deepEqual(fromUriComponents(one), { domain, id, name: id, path: [] });
    // A tab that was opened by an earlier version.
    assert.deepEqual(fromUriComponents({ ...list, query: id }), { domain, id, name: 'organizations', path: [] });
  });

  it('lead to a user, with all roles or not, whatever the ID holds', () => {
    for (const userId of ['auth0|1', 'samlp|acme|jane@acme.example', 'auth0|x" OR /..?#%:*', 'a|\ud83d\ude80']) {
      for (const withAllRoles of [false, true]) {
        const components = toUriComponents({ domain, userId, withAllRoles });
        assert.match(components.path, withAllRoles ? /^\/users\/roles\/[\w-]+\.json$/ : /^\/users\/[\w-]+\.json$/);
        assert.deepEqual(fromUriComponents(components), { domain, userId, withAllRoles });
      }
    }
    const { path } = toUriComponents({ domain, id, name: 'users', path: ['members'] });
    assert.equal(path, `/${id}/members.json`);
    const user = toUriComponents({ domain, userId: 'auth0|1', withAllRoles: false });
    for (const query of ['users', 'users/', 'users/auth0', 'users/%', 'users/auth0%7C1/roles', 'user/auth0%7C1']) {
      assert.equal(fromUriComponents({ ...user, query }), undefined, query);
    }
    assert.equal(fromUriComponents({ ...user, path: '/users/a/x.json', query: 'users/auth0%7C1/x' }), undefined);
  });

  it('lead to an application', () => {
    const components = toUriComponents({ domain, clientId: 'EQEL_1-x' });
    assert.deepEqual([components.path, components.query], ['/clients/EQEL_1-x.json', 'clients/EQEL_1-x']);
    assert.deepEqual(fromUriComponents(components), { domain, clientId: 'EQEL_1-x' });
    assert.equal(toUriComponents({ domain, id, name: 'clients', path: ['clients'] }).path, `/${id}/clients.json`);
    for (const query of [
      'clients',
      'clients/',
      'clients/%',
      'clients/..',
      'clients/a%2Fb',
      'clients/a%20b',
      'client/a',
    ]) {
      assert.equal(fromUriComponents({ ...components, query }), undefined, query);
    }
    assert.equal(fromUriComponents({ ...components, path: '/clients/a/x.json', query: 'clients/a/x' }), undefined);
    assert.equal(fromUriComponents({ ...components, path: '/clients/EQEL_1-x.md' }), undefined);
  });

  it('lead to an explanation of a login, with the question', () => {
    const question = { domain, organizationId: id };
    const kinds = [
      [question, '/acme/access.md', `${id}/access`],
      [{ ...question, userId: 'auth0|a/b' }, '/acme/auth0-a-b/access.md', `${id}/access/users/auth0%7Ca%2Fb`],
      [{ ...question, clientId: 'EQEL1' }, '/acme/EQEL1/access.md', `${id}/access/clients/EQEL1`],
      [
        { ...question, clientId: 'users', userId: 'users|clients' },
        '/acme/users/users-clients/access.md',
        `${id}/access/clients/users/users/users%7Cclients`,
      ],
    ] as const;
    for (const [asked, path, query] of kinds) {
      const address = explanationAddress(asked, 'acme');
      const components = toUriComponents(address);
      assert.deepEqual([components.path, components.query], [path, query]);
      assert.deepEqual(fromUriComponents(components), address);
      assert.deepEqual(accessQuestion(address), asked);
      assert.ok(isExplanation(address));
    }
  });

  it('lead to no explanation where somebody made up the question', () => {
    const good = toUriComponents(explanationAddress({ domain, organizationId: id, userId: 'auth0|1' }, 'acme'));
    assert.ok(fromUriComponents(good));
    for (const query of [
      id,
      `${id}/members`,
      `${id}/access`,
      `${id}/access/users`,
      `${id}/access/users/1`,
      `${id}/access/clients/auth0%7C1`,
      `${id}/access/users/auth0%7C1/roles`,
      `${id}/access/users/auth0%7C1/clients/EQEL1`,
      `${id}/access/users/auth0%7C2`,
      'users/access/users/auth0%7C1',
      '',
    ]) {
      assert.equal(fromUriComponents({ ...good, query }), undefined, query);
    }
    for (const path of [
      '/acme/auth0-1/access.json',
      '/acme/a/b/c.json',
      '/acme/access.md',
      '/auth0-1/access.md',
      '/acme/auth0-1/x.md',
    ]) {
      assert.equal(fromUriComponents({ ...good, path }), undefined, path);
    }
    assert.equal(fromUriComponents({ ...good, path: '/acme/x.md', query: `${id}/members` }), undefined);
    assert.equal(fromUriComponents({ ...good, path: '/organizations.md', query: '' }), undefined);
  });

  it('tell what a document is about', () => {
    const explanation = explanationAddress({ domain, organizationId: id }, 'acme');
    const kinds: readonly (readonly [DocumentAddress, title: string, ...boolean[]])[] = [
      [{ domain }, domain, true, true, false],
      [{ domain, id, name: 'acme', path: [] }, 'acme', true, false, false],
      [{ domain, id, name: 'acme', path: ['members'] }, 'members', true, false, false],
      [explanation, 'access', true, false, true],
      [{ domain, userId: 'auth0|1', withAllRoles: false }, 'auth0|1', false, false, false],
      [{ domain, clientId: 'EQEL1' }, 'EQEL1', false, false, false],
    ];
    for (const [address, ...expected] of kinds) {
      const found = [addressTitle(address), isAboutOrganizations(address), isList(address), isExplanation(address)];
      assert.deepEqual(found, expected);
    }
    assert.equal(accessQuestion({ domain, id, name: 'acme', path: ['members'] }), undefined);
    assert.equal(accessQuestion({ domain }), undefined);
  });

  it('lead to what is inside an organization, whatever its keys hold', () => {
    for (const path of [
      ['everything'],
      ['ordered'],
      ['members'],
      ['members', 'auth0|1/2?#%'],
      ['members', 'samlp|acme|jane@acme.example', 'roles'],
      ['members', '../ü', 'roles', 'rol_1'],
    ]) {
      const components = toUriComponents({ domain, id, name: 'acme', path });
      assert.match(components.path, /^\/acme(\/[\w-]+)+\.json$/);
      assert.deepEqual(fromUriComponents(components), { domain, id, name: 'acme', path });
    }
  });

  const time = '2026-11-27T10:00:00.000Z';
  for (const [kind, ...rest] of [['comparison'], ['tenants'], ['snapshot', time, 'saved']] as const) {
    it(`lead to a side of a comparison, in a folder for all of them: ${kind}`, () => {
      for (const other of ['b.auth0.com', '127.0.0.1:4001']) {
        const path = [kind, other, 'org_2', ...rest];
        const components = toUriComponents({ domain, id, name: 'acme', path });
        assert.equal(components.path, `/${kind}/acme.json`);
        const address = fromUriComponents(components);
        assert.deepEqual(address, { domain, id, name: 'acme', path });
        assert.ok(isComparison(address));
        for (const bad of [
          { path: `/${kind}/acme.md` },
          { path: '/acme.json' },
          { path: `/${kind === 'tenants' ? 'comparison' : 'tenants'}/acme.json` },
          { query: `${components.query}/saved` },
          { query: `${id}/${kind}/${other}` },
          { query: `${id}/${kind}/${other}/org-2` },
          { query: `${id}/${kind}/a%2Fb/org_2` },
          { query: `users/${kind}/${other}/org_2` },
        ]) {
          assert.equal(fromUriComponents({ ...components, ...bad }), undefined, JSON.stringify(bad));
        }
      }
      const section = toUriComponents({ domain, id, name: kind, path: ['members'] });
      assert.equal(section.path, `/${id}/members.json`);
      // A tab that was opened by an earlier version.
      const before = { ...section, path: `/${kind}/members.json` };
      assert.deepEqual(fromUriComponents(before), { domain, id, name: kind, path: ['members'] });
    });
  }

  it('tell what is in a snapshot from what the tenant has, and from other snapshots', () => {
    const paths = [
      ['tenants', domain, id],
      ['snapshot', domain, id, time, 'saved'],
      ['snapshot', domain, id, time, 'current'],
      ['snapshot', domain, id, time.replace('10', '11'), 'saved'],
    ];
    const addresses = paths.map((path) => toUriComponents({ domain, id, name: 'acme', path }));
    assert.equal(new Set(addresses.map(({ path, query }) => `${path}?${query}`)).size, paths.length);
    assert.deepEqual(
      addresses.map((components) => fromUriComponents(components)),
      paths.map((path) => ({ domain, id, name: 'acme', path })),
    );
    const [, saved] = addresses;
    assert.ok(saved);
    for (const rest of [[], [time], [time, 'other'], ['now', 'saved'], [`${time}x`, 'saved']]) {
      const query = [id, 'snapshot', domain, id, ...rest].map(encodeURIComponent).join('/');
      assert.equal(fromUriComponents({ ...saved, query }), undefined, query);
    }
  });

  it('lead to the summary of a snapshot', () => {
    const components = toUriComponents({ domain, comparedWith: domain, snapshot: time });
    assert.deepEqual(
      [components.path, components.query],
      ['/snapshot/summary.md', `snapshot/${domain}/2026-11-27T10%3A00%3A00.000Z`],
    );
    const address = fromUriComponents(components);
    assert.deepEqual(address, { domain, comparedWith: domain, snapshot: time });
    assert.ok(isComparison(address) && !isList(address) && !isAboutOrganizations(address));
    for (const bad of [
      { path: '/tenants/summary.md' },
      { path: '/snapshot/summary.json' },
      { query: `tenants/${domain}/2026-11-27T10%3A00%3A00.000Z` },
      { query: `snapshot/${domain}` },
      { query: `snapshot/${domain}/now` },
      { query: `${components.query}/saved` },
    ]) {
      assert.equal(fromUriComponents({ ...components, ...bad }), undefined, JSON.stringify(bad));
    }
  });

  it('lead to the summary of two tenants', () => {
    const components = toUriComponents({ domain, comparedWith: '127.0.0.1:4001' });
    assert.deepEqual([components.path, components.query], ['/tenants/summary.md', 'tenants/127.0.0.1%3A4001']);
    const address = fromUriComponents(components);
    assert.deepEqual(address, { domain, comparedWith: '127.0.0.1:4001' });
    assert.ok(isComparison(address) && !isList(address) && !isAboutOrganizations(address));
    for (const bad of [
      { path: '/tenants/summary.json' },
      { path: '/tenants/acme.md' },
      { query: 'tenants' },
      { query: 'tenants/a/b' },
      { query: 'tenants/a.auth0.com/x' },
    ]) {
      assert.equal(fromUriComponents({ ...components, ...bad }), undefined, JSON.stringify(bad));
    }
  });

  it('are not found in links that somebody made up', () => {
    const good = toUriComponents({ domain, id, name: 'acme', path: [] });
    assert.equal(fromUriComponents({ ...good, scheme: 'file' }), undefined);
    for (const authority of [
      '',
      '[Update Access Token](command:workbench.action.quit)',
      'acme.eu.auth0.com\n',
      'jane@acme.eu.auth0.com',
      'acme.eu.auth0.com:',
      '\u202eacme.eu.auth0.com',
    ]) {
      assert.equal(fromUriComponents({ ...good, authority }), undefined);
    }
    assert.equal(fromUriComponents({ ...good, path: '/acme' }), undefined);
    assert.equal(fromUriComponents({ ...good, path: '/a/b.json' }), undefined);
    assert.equal(fromUriComponents({ ...good, query: '' }), undefined);
    assert.equal(fromUriComponents({ ...good, query: '../users' }), undefined);
    assert.equal(fromUriComponents({ ...good, query: `${id}/members` }), undefined);
    assert.equal(fromUriComponents({ ...good, path: '/acme/members.json', query: `${id}/%` }), undefined);
    for (const key of ['', '.', '..', '%2e', '%2E%2e']) {
      const path = '/acme/client-grants/x/organizations.json';
      assert.equal(fromUriComponents({ ...good, path, query: `${id}/client-grants/${key}/organizations` }), undefined);
    }
  });
});
