import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sectionEndpoints } from '../sectionEndpoints.ts';

/**
 * The pages of the Management API that people are sent to, without those of sections. A page is called by the
 * `operationId` of Auth0's description, in kebab case: look a new one up there, since the path of an endpoint does not
 * tell it.
 */
const otherPages = [
  'get-clients',
  'get-clients-by-id',
  'get-connections',
  'get-connections-by-id',
  'get-invitations-by-invitation-id',
  'get-name-by-discovery-domain',
  'get-name-by-name',
  'get-organization-client',
  'get-organization-member-role-source-groups',
  'get-organizations',
  'get-organizations-by-id',
  'get-search',
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
    const ofSections = Object.values(sectionEndpoints).flatMap(({ page }) => page ?? []);
    assert.deepEqual(new Set(linked), new Set([...otherPages, ...ofSections]));
  });
});
