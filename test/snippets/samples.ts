import assert from 'node:assert/strict';
import { type Language, type OrganizationRequest, requestsFor, snippetOf } from '../../src/copy/requestSnippets.ts';
import type { Tenant } from '../tenant/server.ts';
import { check, isHere, organizationsOf, trustsAnybody } from './runs.ts';
import type { Tool } from './tools.ts';

/** A request, and the IDs of the organizations that a tenant answers it with. */
interface Sample {
  readonly request: OrganizationRequest;
  readonly ids: ReadonlySet<string>;
}

/** Each of the three requests once. */
export function samplesAt({ organizations }: Tenant): readonly Sample[] {
  const [, { id, name } = {}] = organizations;
  return [
    { request: { kind: 'list' }, ids: new Set(organizations.slice(0, 100).map((organization) => organization.id)) },
    ...requestsFor({ id, name }).map((request) => ({ request, ids: new Set([id ?? '']) })),
  ];
}

/**
 * Lets the tool of a language check the programs for the three requests and, where it can, run them against a tenant,
 * and against a host whose certificate nobody vouches for.
 * @returns what it did
 * @throws when a program is wrong
 */
export async function verify(tool: Tool, language: Language, tenant: Tenant): Promise<string> {
  if (!(await isHere(tool))) {
    return 'tool not here';
  }
  const token = await tenant.mintToken();
  const counts: number[] = [];
  for (const { request, ids } of samplesAt(tenant)) {
    const program = snippetOf(language, tenant.domain, request).replace('MGMT_API_ACCESS_TOKEN', token);
    if (tool.run) {
      assert.deepEqual(await organizationsOf(tool, program), ids);
    } else {
      await check(tool, program);
    }
    counts.push(ids.size);
  }
  if (!tool.run) {
    return 'parsed';
  }
  const domain = 'acme.eu.auth0.com';
  const program = snippetOf(language, domain, { kind: 'list' });
  assert.equal(await trustsAnybody(tool, (host) => program.replace(domain, host)), false, 'it trusts anybody');
  return `parsed, ran against the local tenant: ${counts.join(', ')} organizations, refused an unknown certificate`;
}
