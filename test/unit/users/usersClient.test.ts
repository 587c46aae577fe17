import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { ListResource } from '../../../src/api/managementApi.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import {
  readOrganizationsOfUser,
  readRolesOfMember,
  readUserById,
  readUsers,
  readUsersByEmail,
} from '../../../src/users/usersClient.ts';

describe('A user ID in the path of a request', () => {
  const context = backgroundContext();
  // A command can be given any text, and half a character has no percent-encoding.
  const userId = 'auth0|a/\ud800';
  const inPath = 'auth0%7Ca%2F%EF%BF%BD';
  const reads: Readonly<Record<string, (tenants: Tenants) => Promise<unknown>>> = {
    [`/users/${inPath}`]: (tenants) => readUserById(tenants, 'acme.example', userId, context),
    [`/users/${inPath}/organizations`]: (tenants) => readOrganizationsOfUser(tenants, 'acme.example', userId, context),
    [`/organizations/org_1/members/${inPath}/roles`]: (tenants) =>
      readRolesOfMember(tenants, 'acme.example', { userId, organizationId: 'org_1' }, context),
  };

  for (const [path, read] of Object.entries(reads)) {
    it(`is percent-encoded, whatever it has: ${path}`, async () => {
      const asked: string[] = [];
      const tenants = {
        read: () => (of: string) => {
          asked.push(of);
          return Promise.resolve({ user_id: 'auth0|1' });
        },
        pages: (_domain: string, list: ListResource) => () => {
          asked.push(list.path);
          return Promise.resolve({ items: [] });
        },
      } as unknown as Tenants;
      await read(tenants);
      assert.deepEqual(asked, [path]);
    });
  }
});

const ofIdentityProvider = { user_id: 'samlp|acme|jane', email: 'Jane@Acme.example' };
const ofDatabase = { user_id: 'auth0|1', email: 'jane@acme.example' };

/** The IDs of the users that are found, and the addresses that were asked for. */
async function find(email: string, answers: Readonly<Record<string, unknown>>) {
  const asked: unknown[] = [];
  const tenants = {
    read: () => (_path: string, query: Readonly<Record<string, unknown>>) => {
      asked.push(query['email']);
      const answer = answers[String(query['email'])] ?? [];
      return answer instanceof ApiError ? Promise.reject(answer) : Promise.resolve(answer);
    },
  } as unknown as Parameters<typeof readUsersByEmail>[0];
  const users = await readUsersByEmail(tenants, 'acme.eu.auth0.com', email, backgroundContext());
  return { found: users.map(({ user_id: id }) => id), asked };
}

describe('The users with an email address', () => {
  const both = { 'Jane@Acme.example': [ofIdentityProvider], 'jane@acme.example': [ofDatabase] };

  it('are those with the address as typed and those with it in lower case', async () => {
    assert.deepEqual(await find('Jane@Acme.example', both), {
      found: ['samlp|acme|jane', 'auth0|1'],
      asked: ['Jane@Acme.example', 'jane@acme.example'],
    });
    assert.deepEqual(await find('jane@acme.example', both), { found: ['auth0|1'], asked: ['jane@acme.example'] });
  });

  it('are each told once, also by a tenant that answers the same for both', async () => {
    const answers = { 'Jane@Acme.example': [ofDatabase], 'jane@acme.example': [ofDatabase] };
    assert.deepEqual((await find('Jane@Acme.example', answers)).found, ['auth0|1']);
  });

  it('are not known where one of the two could not be asked for: there may be another', async () => {
    const failure = new ApiError('serverError', { status: 500 });
    for (const [address, users] of Object.entries(both)) {
      await assert.rejects(find('Jane@Acme.example', { ...both, [address]: failure }), failure, JSON.stringify(users));
    }
  });
});

describe('The user with an ID', () => {
  const find = (serverMessage: string) => {
    const failure = new ApiError('notFound', { status: 404, serverMessage });
    const tenants = { read: () => () => Promise.reject(failure) } as unknown as Tenants;
    return readUsers(tenants, 'acme.eu.auth0.com', { kind: 'id', userId: 'auth0|1' }, backgroundContext());
  };

  it('is missing where the tenant says so', async () => {
    assert.deepEqual(await find('The user does not exist.'), { items: [] });
    assert.deepEqual(await find('User not found.'), { items: [] });
  });

  it('is not missing because a proxy has no such path', async () => {
    await assert.rejects(find('Not Found'), { reason: 'notFound' });
  });
});
