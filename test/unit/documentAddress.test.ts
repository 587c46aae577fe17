import assert from 'node:assert/strict';
import { fromUriComponents, toUriComponents } from '../../src/documents/documentAddress.ts';

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
