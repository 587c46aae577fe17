import assert from 'node:assert/strict';
import {
  accessQuestion,
  applicationAddress,
  applicationOf,
  explanationAddress,
  explanationForm,
} from '../../../src/access/explanationAddress.ts';
import {
  addressTitle,
  type DocumentAddress,
  documentAddress,
  isAboutOrganizations,
  isList,
  reservedNames,
} from '../../../src/documents/documentAddress.ts';
import { userAddress, userOf } from '../../../src/users/userAddress.ts';
import { documentForms, formOf, fromUri, toUri } from './documentKinds.ts';

const domain = 'acme.eu.auth0.com';
const id = 'org_VGZx1ySGh6PrYv0Y';

describe('Addresses of documents', () => {
  it('hold names with every character that is allowed', () => {
    for (const name of ['abcdefghijklmnopqrstuvwxyz', '0123456789', '_', '-', '-_-', '0-a_b', 'x'.repeat(50)]) {
      const components = toUri({ domain, id, name, path: [] });
      assert.deepEqual(components, {
        scheme: 'auth0-organization',
        authority: domain,
        path: `/${name}.json`,
        query: id,
      });
      assert.deepEqual(fromUri(components), { domain, id, name, path: [] });
    }
  });

  it('make a harmless title of a name that is not allowed', () => {
    const { path } = toUri({ domain, id, name: '../a b/ü?#.json', path: [] });
    assert.equal(path, '/---a-b-----json.json');
  });

  it('tell the list from an organization that is called organizations', () => {
    const list = toUri({ domain, path: [] });
    const one = toUri({ domain, id, name: 'organizations', path: [] });
    assert.deepEqual([list.path, one.path], ['/organizations.json', `/${id}.json`]);
    assert.deepEqual(fromUri(list), { domain, path: [] });
    assert.deepEqual(fromUri(one), { domain, id, name: id, path: [] });
    assert.equal(fromUri({ ...list, query: id }), undefined);
  });

  it('lead to a user, with all roles or not, whatever the ID holds', () => {
    for (const userId of ['auth0|1', 'samlp|acme|jane@acme.example', 'auth0|x" OR /..?#%:*', 'a|\ud83d\ude80']) {
      for (const [withAllRoles, isPage, path] of [
        [false, false, /^\/users\/[\w-]+\.json$/],
        [true, false, /^\/users\/roles\/[\w-]+\.json$/],
        [false, true, /^\/users\/[\w-]+\.md$/],
        [true, true, /^\/users\/roles\/[\w-]+\.md$/],
      ] as const) {
        const components = toUri(userAddress({ domain, userId, withAllRoles, isPage }));
        assert.match(components.path, path);
        assert.deepEqual(userOf(fromUri(components) ?? assert.fail()), { domain, userId, withAllRoles, isPage });
      }
    }
    const { path } = toUri({ domain, id, name: 'users', path: ['members'] });
    assert.equal(path, `/${id}/members.json`);
    const user = toUri(userAddress({ domain, userId: 'auth0|1', withAllRoles: false }));
    for (const query of [
      'users',
      'users/',
      'users/auth0',
      'users/%',
      'users/auth0%7C1/roles',
      'users/auth0%7C1/page',
      'user/auth0%7C1',
    ]) {
      assert.equal(fromUri({ ...user, query }), undefined, query);
    }
    assert.equal(fromUri({ ...user, path: '/users/a/x.json', query: 'users/auth0%7C1/x' }), undefined);
    assert.equal(userOf({ domain, path: ['users', 'auth0|1', 'page', 'roles'] }), undefined);
  });

  it('lead to an application', () => {
    const components = toUri(applicationAddress(domain, 'EQEL_1-x'));
    assert.deepEqual([components.path, components.query], ['/clients/EQEL_1-x.json', 'clients/EQEL_1-x']);
    assert.equal(applicationOf(fromUri(components) ?? assert.fail()), 'EQEL_1-x');
    assert.equal(toUri({ domain, id, name: 'clients', path: ['clients'] }).path, `/${id}/clients.json`);
    for (const query of [
      'clients',
      'clients/',
      'clients/%',
      'clients/..',
      'clients/a%2Fb',
      'clients/a%20b',
      'client/a',
    ]) {
      assert.equal(fromUri({ ...components, query }), undefined, query);
    }
    assert.equal(fromUri({ ...components, path: '/clients/a/x.json', query: 'clients/a/x' }), undefined);
    assert.equal(fromUri({ ...components, path: '/clients/EQEL_1-x.md' }), undefined);
  });

  it('lead to an explanation of a login, with the question', () => {
    const question = { domain, organizationId: id };
    const kinds = [
      [question, '/access/acme.md', `${id}/access`, '/acme/access.md'],
      [
        { ...question, userId: 'auth0|a/b' },
        '/access/Zoë Núñez – acme.md',
        `${id}/access/users/auth0%7Ca%2Fb`,
        '/acme/auth0-a-b/access.md',
      ],
      [
        { ...question, clientId: 'EQEL1' },
        '/access/EQEL1/acme.md',
        `${id}/access/clients/EQEL1`,
        '/acme/EQEL1/access.md',
      ],
      [
        { ...question, clientId: 'users', userId: 'users|clients' },
        '/access/users/Zoë Núñez – acme.md',
        `${id}/access/clients/users/users/users%7Cclients`,
        '/acme/users/users-clients/access.md',
      ],
      [
        { ...question, clientId: 'EQEL1', invitationId: 'uinv_1' },
        '/access/EQEL1/Zoë Núñez – acme.md',
        `${id}/access/clients/EQEL1/invitations/uinv_1`,
        '/acme/EQEL1/uinv_1/access.md',
      ],
      [{ ...question, email: '' }, '/access/Zoë Núñez – acme.md', `${id}/access/email/email`, '/acme/email/access.md'],
    ] as const;
    for (const [asked, path, query, former] of kinds) {
      // The name of an organization can be that of the folder of explanations.
      const named = explanationAddress(asked, 'access', 'Zoë Núñez');
      assert.deepEqual(fromUri(toUri(named)), named);
      const address = explanationAddress(asked, 'acme', 'Zoë Núñez');
      const components = toUri(address);
      assert.deepEqual([components.path, components.query], [path, query]);
      assert.deepEqual(fromUri(components), address);
      assert.deepEqual(accessQuestion(address), asked);
      assert.equal(formOf(address), explanationForm);
      for (const name of ['acme', 'access']) {
        const old = fromUri({ ...components, path: former.replace('acme', name) }) ?? assert.fail();
        assert.deepEqual([accessQuestion(old), old.name], [asked, name]);
      }
    }
  });

  it('say whose login is explained, by the name or, where that tells nothing or an email address, by the ID', () => {
    const asked = { domain, organizationId: id, userId: 'auth0|a.b@acme.example' };
    for (const [person, title] of [
      ['Zoë O’Hara-Łuk', 'Zoë O’Hara-Łuk'],
      ['../a – b?#.md', '---a – b---md'],
      ['x'.repeat(100), 'x'.repeat(60)],
      ['jane@acme.example', 'auth0-a-b-acme-example'],
      ['?!', 'auth0-a-b-acme-example'],
      [undefined, 'auth0-a-b-acme-example'],
    ] as const) {
      const components = toUri(explanationAddress(asked, 'acme', person));
      assert.equal(components.path, `/access/${title} – acme.md`);
      const { person: shown, ...address } = fromUri(components) ?? assert.fail();
      assert.equal(shown, title);
      assert.deepEqual(address, explanationAddress(asked, 'acme'));
      assert.equal(toUri({ ...address, person: shown }).path, components.path);
    }
  });

  it('say nothing of an email address that was typed, and name an invited person by the invitation', () => {
    const email = 'jane@acme.example';
    const typed = toUri(explanationAddress({ domain, organizationId: id, email }, 'acme', email));
    assert.deepEqual([typed.path, typed.query], ['/access/email – acme.md', `${id}/access/email/email`]);
    assert.deepEqual(accessQuestion(fromUri(typed) ?? assert.fail()), { domain, organizationId: id, email: '' });
    const invited = toUri(explanationAddress({ domain, organizationId: id, invitationId: 'uinv_1' }, 'acme', email));
    assert.deepEqual([invited.path, invited.query], ['/access/uinv_1 – acme.md', `${id}/access/invitations/uinv_1`]);
    assert.doesNotMatch(JSON.stringify([typed, invited]), /jane/);
  });

  it('lead to no explanation where somebody made up the question', () => {
    const good = toUri(explanationAddress({ domain, organizationId: id, userId: 'auth0|1' }, 'acme'));
    assert.ok(fromUri(good));
    for (const query of [
      id,
      `${id}/members`,
      `${id}/access`,
      `${id}/access/users`,
      `${id}/access/users/1`,
      `${id}/access/clients/auth0%7C1`,
      `${id}/access/users/auth0%7C1/roles`,
      `${id}/access/invitations`,
      `${id}/access/invitations/jane%40acme.example`,
      `${id}/access/email/jane`,
      `${id}/access/email/jane%40acme.example`,
      `${id}/access/users/auth0%7C1/clients/EQEL1`,
      'users/access/users/auth0%7C1',
      '',
    ]) {
      assert.equal(fromUri({ ...good, query }), undefined, query);
    }
    for (const path of [
      '/access/auth0-1 – acme.json',
      '/access/acme.md',
      '/access/EQEL1/auth0-1 – acme.md',
      '/acme/auth0-1/access.json',
      '/acme/a/b/c.json',
      '/acme/access.md',
      '/auth0-1/access.md',
      '/acme/auth0-1/x.md',
    ]) {
      assert.equal(fromUri({ ...good, path }), undefined, path);
    }
    assert.equal(fromUri({ ...good, path: '/acme/x.md', query: `${id}/members` }), undefined);
    assert.equal(fromUri({ ...good, path: '/organizations.md', query: '' }), undefined);
  });

  it('tell what a document is about', () => {
    const explanation = explanationAddress({ domain, organizationId: id }, 'acme');
    const kinds: readonly (readonly [DocumentAddress, title: string, ...boolean[]])[] = [
      [{ domain, path: [] }, domain, true, true, false],
      [{ domain, id, name: 'acme', path: [] }, 'acme', true, false, false],
      [{ domain, id, name: 'acme', path: ['members'] }, 'members', true, false, false],
      [explanation, 'access', true, false, true],
      [userAddress({ domain, userId: 'auth0|1', withAllRoles: false }), 'auth0|1', false, false, false],
      [applicationAddress(domain, 'EQEL1'), 'EQEL1', false, false, false],
    ];
    for (const [address, ...expected] of kinds) {
      const found = [
        addressTitle(address),
        isAboutOrganizations(address),
        isList(address),
        formOf(address) === explanationForm,
      ];
      assert.deepEqual(found, expected);
    }
    assert.equal(accessQuestion({ domain, id, name: 'acme', path: ['members'] }), undefined);
    assert.equal(accessQuestion({ domain, path: [] }), undefined);
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
      const components = toUri({ domain, id, name: 'acme', path });
      assert.match(components.path, /^\/acme(\/[\w-]+)+\.json$/);
      assert.deepEqual(fromUri(components), { domain, id, name: 'acme', path });
    }
  });

  it('never begin with the folder of another kind where they are about an organization', () => {
    for (const name of documentForms.flatMap(({ names }) => names)) {
      const { path } = toUri({ domain, id, name, path: [] });
      assert.ok(name === 'access' || reservedNames.has(name), name);
      assert.equal(path, name === 'access' ? '/access.json' : `/${id}.json`);
    }
  });

  it('are not found in links that somebody made up', () => {
    const good = toUri({ domain, id, name: 'acme', path: [] });
    assert.equal(fromUri({ ...good, scheme: 'file' }), undefined);
    for (const authority of [
      '',
      '[Update Access Token](command:workbench.action.quit)',
      'acme.eu.auth0.com\n',
      'jane@acme.eu.auth0.com',
      'acme.eu.auth0.com:',
      '\u202eacme.eu.auth0.com',
    ]) {
      assert.equal(fromUri({ ...good, authority }), undefined);
    }
    assert.equal(fromUri({ ...good, path: '/acme' }), undefined);
    assert.equal(fromUri({ ...good, path: '/a/b.json' }), undefined);
    assert.equal(fromUri({ ...good, query: '' }), undefined);
    assert.equal(fromUri({ ...good, query: id.replace('o', '%6F') }), undefined);
    assert.equal(documentAddress({ ...good, query: '' }), undefined);
    assert.equal(fromUri({ ...good, query: '../users' }), undefined);
    assert.equal(fromUri({ ...good, query: `${id}/members` }), undefined);
    assert.equal(fromUri({ ...good, path: '/acme/members.json', query: `${id}/%` }), undefined);
    for (const key of ['', '.', '..', '%2e', '%2E%2e']) {
      const path = '/acme/client-grants/x/organizations.json';
      assert.equal(fromUri({ ...good, path, query: `${id}/client-grants/${key}/organizations` }), undefined);
    }
  });
});
