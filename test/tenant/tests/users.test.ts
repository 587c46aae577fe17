import assert from 'node:assert/strict';
import { useTenant } from '../askTenant.ts';

interface User {
  readonly user_id: string;
  readonly email?: string;
  readonly [field: string]: unknown;
}

const jane = 'samlp|acme|jane@acme.example';
const profile = 'fields=user_id,email,name,blocked&include_fields=true';

describe('local tenant: users', () => {
  const { tenant, ask, read } = useTenant({ organizations: 12 });

  const search = (q: string, more: Readonly<Record<string, string>> = {}) =>
    ask(`/users?${new URLSearchParams({ q, search_engine: 'v3', ...more }).toString()}`);

  async function found(q: string): Promise<readonly string[]> {
    const { status, body } = await search(q);
    assert.equal(status, 200, JSON.stringify(body));
    return (body as readonly User[]).map(({ user_id: id }) => id);
  }

  it('are read by ID, with the fields that are named', async () => {
    const user = await read<User>(`/users/${encodeURIComponent(jane)}`);
    assert.deepEqual(user['app_metadata'], { crm_id: 'C-3' });
    assert.deepEqual(user['identities'], [
      { connection: 'acme', user_id: 'acme|jane@acme.example', provider: 'samlp', isSocial: false },
    ]);
    assert.deepEqual(await read<User>(`/users/${encodeURIComponent(jane)}?${profile}`), {
      user_id: jane,
      email: 'jane@acme.example',
      name: 'Jane Doe',
    });
    for (const refused of ['fields=user_id, email', 'fields=organizations', 'q=a']) {
      assert.equal((await ask(`/users/${encodeURIComponent(jane)}?${refused}`)).status, 400, refused);
    }
    assert.deepEqual(await ask('/users/auth0%7Cnobody'), {
      status: 404,
      body: {
        statusCode: 404,
        error: 'Not Found',
        message: 'The user does not exist.',
        errorCode: 'inexistent_user',
      },
    });
  });

  it('are found by the address as it is written, all who have it', async () => {
    const byEmail = async (email: string) =>
      (await read<readonly User[]>(`/users-by-email?email=${encodeURIComponent(email)}`)).map(({ email }) => email);
    assert.deepEqual(await byEmail('jane@acme.example'), ['jane@acme.example']);
    assert.deepEqual(await byEmail('Jane@acme.example'), []);
    assert.deepEqual(await byEmail('Max.Case@Acme.example'), ['Max.Case@Acme.example']);
    assert.equal((await byEmail('twin@acme.example')).length, 2);
    assert.equal((await ask('/users-by-email')).status, 400);
    assert.equal((await ask('/users-by-email?email=a@b.c&page=0')).status, 400);
  });

  it('are searched in all of the tenant and in one organization', async () => {
    const [first, , , large] = tenant().organizations.map(({ id }) => id);
    assert.deepEqual(await found('name:jane\\ d*'), [jane]);
    assert.deepEqual(await found('email:JANE@acme*'), [jane]);
    assert.deepEqual(await found(`organization_id:"${first}" AND (name:jan* OR email:jan*)`), [jane]);
    assert.deepEqual(await found(`organization_id:"${large}" AND email:jane@acme*`), []);
    assert.deepEqual(await found('email.domain:"evil.example" AND -name:x*'), ['samlp|evil|a/b?c=d#e%20f']);
    assert.deepEqual(await found('identities.connection:"acme" AND email:"Max.Case@Acme.example"'), [
      'samlp|acme|Max.Case@Acme.example',
    ]);
    const { body } = await search(`organization_id:"${large}"`, { page: '9', per_page: '100', include_totals: 'true' });
    const { users, ...totals } = body as { readonly users: readonly User[] };
    assert.deepEqual(totals, { start: 900, limit: 100, total: 12_000, length: 100 });
    assert.equal(users.length, 100);
  });

  it('are refused past 1000, and by queries that the search does not know', async () => {
    const wall = await search('name:a*', { page: '10', per_page: '100' });
    assert.equal(wall.status, 400);
    assert.match(JSON.stringify(wall.body), /You can only page through the first 1000 records.*invalid_paging/);
    for (const q of [
      'name:*an*',
      'jane',
      'name:jane email:jane',
      'user_metadata.theme:d*',
      'organizations:a',
      'a:b:c',
    ]) {
      assert.equal((await search(q)).status, 400, q);
    }
    for (const more of [{ search_engine: 'v1' }, { search_engine: 'v2' }, { search_engine: '3' }, { take: '5' }]) {
      assert.equal((await search('name:jane*', more)).status, 400, JSON.stringify(more));
    }
    assert.equal((await search('name:jane*', { sort: 'name' })).status, 400);
    assert.equal(
      (await search('name:jane*', { sort: 'name:-1', fields: 'user_id', include_fields: 'true' })).status,
      200,
    );
  });

  it('ask for scopes that the organizations of a user do not, and name them all', async () => {
    const scoped = await tenant().mintToken({ scope: 'read:organizations' });
    for (const [path, scopes] of [
      ['/users?q=name:jane*', 'read:users, read:user_idp_tokens'],
      ['/users-by-email?email=a@b.c', 'read:users'],
      [`/users/${encodeURIComponent(jane)}`, 'read:users,read:current_user,read:user_idp_tokens'],
    ] as const) {
      const { status, body } = await ask(path, scoped);
      assert.equal(status, 403, path);
      const { message } = body as { readonly message: string };
      assert.equal(message, `Insufficient scope, expected any of: ${scopes}`);
    }
    assert.equal((await ask(`/users/${encodeURIComponent(jane)}/organizations`, scoped)).status, 200);
  });

  it('open nobody to a token that may read its own user alone', async () => {
    const own = await tenant().mintToken({ scope: 'read:current_user' });
    assert.deepEqual(await ask(`/users/${encodeURIComponent(jane)}`, own), {
      status: 403,
      body: {
        statusCode: 403,
        error: 'Forbidden',
        message: 'User to be acted on does not match subject in bearer token.',
      },
    });
  });

  it('have names and addresses that a query can hold only escaped', async () => {
    const hostile = 'auth0|x" OR user_id:*';
    assert.deepEqual(await found(String.raw`name:x\"\ OR\ name\:\*\)*`), [hostile]);
    assert.deepEqual(await found(String.raw`email:"o:b*\"(\\)@evil.example"`), [hostile]);
    assert.equal((await search('name:x" OR name:*')).status, 400);
    assert.equal((await read<User>(`/users/${encodeURIComponent(hostile)}`)).user_id, hostile);
  });
});
