import assert from 'node:assert/strict';
import type { ListResource } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import { readOrganizationsOfUser, readRolesOfMember, readUserById } from '../../../src/users/usersClient.ts';

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
