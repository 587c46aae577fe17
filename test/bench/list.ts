import assert from 'node:assert/strict';
import { ManagementClient } from 'auth0';
import type { Connection } from '../vscode/extensions.ts';
import { listAll } from './client.ts';
import type { Group } from './group.ts';
import { inTurn, ratio } from './statistics.ts';
import { withTenantProcess } from './tenantProcess.ts';

const count = 10_000;

/** Reading a long list: ours, over the least that does it, and over the client library of Auth0. */
export const listGroup: Group = {
  metrics: [
    { name: 'list.ratio_to_fetch', unit: 'ratio', limit: 1.25 },
    { name: 'list.ratio_to_auth0_sdk', unit: 'ratio', limit: 1 },
  ],
  measure: () =>
    withTenantProcess([`--organizations=${count}`], async (tenant) => {
      const works = {
        ours: async () => {
          assert.equal((await listAll(tenant)).items.length, count);
        },
        fetch: () => listWithFetch(tenant),
        sdk: () => listWithSdk(tenant),
      };
      const times = await inTurn(works, 31);
      return {
        'list.ratio_to_fetch': ratio(times.ours, times.fetch),
        'list.ratio_to_auth0_sdk': ratio(times.ours, times.sdk),
      };
    }),
};

interface Page {
  readonly organizations: readonly unknown[];
  readonly next?: string;
}

async function listWithFetch({ domain, accessToken }: Connection): Promise<void> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const organizations: unknown[] = [];
  let query: string | undefined = 'take=100';
  while (query !== undefined) {
    const response = await fetch(`http://${domain}/api/v2/organizations?${query}`, { headers });
    const page = (await response.json()) as Page;
    organizations.push(...page.organizations);
    query = page.next === undefined ? undefined : `take=100&from=${encodeURIComponent(page.next)}`;
  }
  assert.equal(organizations.length, count);
}

async function listWithSdk({ domain, accessToken }: Connection): Promise<void> {
  const client = new ManagementClient({ domain, token: accessToken, fetch: fetchWithoutTls });
  const organizations: unknown[] = [];
  for await (const organization of await client.organizations.list({ take: 100 })) {
    organizations.push(organization);
  }
  assert.equal(organizations.length, count);
}

/** The library knows nothing but HTTPS, and the local tenant has none. */
const fetchWithoutTls: typeof fetch = (input, init) => {
  const url = input instanceof Request ? input.url : input.toString();
  return fetch(url.replace(/^https:/, 'http:'), init);
};
