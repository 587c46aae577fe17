import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The pages of the Management API that people are sent to. A page is called by the `operationId` of Auth0's description,
 * in kebab case: look a new one up there, since the path of an endpoint does not tell it.
 */
const pages = [
  'get-client-grant-organizations',
  'get-clients',
  'get-clients-by-id',
  'get-connections-by-id',
  'get-discovery-domains',
  'get-enabled-connections',
  'get-invitations',
  'get-invitations-by-invitation-id',
  'get-logs',
  'get-name-by-discovery-domain',
  'get-name-by-name',
  'get-organization-client',
  'get-organization-client-grants',
  'get-organization-clients',
  'get-organization-group-roles',
  'get-organization-groups',
  'get-organization-member-effective-roles',
  'get-organization-member-role-source-groups',
  'get-organization-member-roles',
  'get-organization-members',
  'get-organization-role-groups',
  'get-organization-role-members',
  'get-organizations',
  'get-organizations-by-id',
  'get-roles',
  'get-search',
  'get-user-organizations',
  'get-users',
  'get-users-by-email',
  'get-users-by-id',
];

describe('Links to the documentation of an endpoint', () => {
  it('lead to pages that Auth0 has', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    const linked = files.flatMap((file) => {
      const text = readFileSync(join('src', file), 'utf8');
      // Whole addresses stand in comments.
      const links = text.matchAll(/(?:\/management\/v2\/(?:[\w-]+\/)?|'[\w-]+\/)(get-[\w-]+)/g);
      return [...links].map(([, page]) => page);
    });
    assert.deepEqual([...new Set(linked)].toSorted(), pages);
  });
});
