import assert from 'node:assert/strict';
import { ManagementClient } from 'auth0';
import { controlTenant } from '../tenant/control.ts';
import type { Connection } from '../vscode/extensions.ts';
import { listAll } from './client.ts';
import type { Group } from './group.ts';
import { inTurn, ratio } from './statistics.ts';
import { withTenantProcess } from './tenantProcess.ts';

const count = 10_000;
/** One round alone tells little: its ratio can be a fifth off, since half of the time of a page is waiting for the tenant. */
const rounds = 101;
/** The organizations of a long list, and how long a tenant far away takes for each request, in ms. */
const farCount = 25_000;
const farMs = 40;

/**
 * Reading a long list: ours, over the client library of Auth0, and over the least that does it. Each request to a tenant
 * far away takes some time, beside which the work for a page does not count.
 */
export const listGroup: Group = {
  metrics: [
    { name: 'list.ratio_to_auth0_sdk', unit: 'ratio', limit: 0.95 },
    { name: 'list.page_cpu_ratio_to_auth0_sdk', unit: 'ratio', limit: 1 },
    { name: 'list.ratio_to_fetch_far_away', unit: 'ratio', limit: 1.02 },
  ],
  measure: async () => ({ ...(await besideSdk()), ...(await farAway()) }),
};

function besideSdk(): Promise<Readonly<Record<string, number>>> {
  return withTenantProcess([`--organizations=${count}`], async (tenant) => {
    const works = { ours: () => listWithOurs(tenant, count), sdk: () => listWithSdk(tenant) };
    const { times, cpu } = await inTurn(works, rounds);
    return {
      'list.ratio_to_auth0_sdk': ratio(times.ours, times.sdk),
      'list.page_cpu_ratio_to_auth0_sdk': ratio(cpu.ours, cpu.sdk),
    };
  });
}

function farAway(): Promise<Readonly<Record<string, number>>> {
  return withTenantProcess([`--organizations=${farCount}`], async (tenant) => {
    await controlTenant(`http://${tenant.domain}`).inject({ match: '/api/v2/', delayMs: farMs });
    const works = {
      ours: () => listWithOurs(tenant, farCount),
      fetch: () => listWithFetch(tenant, farCount),
    };
    const { times } = await inTurn(works, 3);
    return { 'list.ratio_to_fetch_far_away': ratio(times.ours, times.fetch) };
  });
}

async function listWithOurs(tenant: Connection, expected: number): Promise<unknown> {
  const list = await listAll(tenant);
  assert.equal(list.items.length, expected);
  return list;
}

interface Page {
  readonly organizations: readonly unknown[];
  readonly next?: string;
}

async function listWithFetch({ domain, accessToken }: Connection, expected: number): Promise<unknown> {
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const organizations: unknown[] = [];
  let query: string | undefined = 'take=100';
  while (query !== undefined) {
    const response = await fetch(`http://${domain}/api/v2/organizations?${query}`, { headers });
    const page = (await response.json()) as Page;
    organizations.push(...page.organizations);
    query = page.next === undefined ? undefined : `take=100&from=${encodeURIComponent(page.next)}`;
  }
  assert.equal(organizations.length, expected);
  return organizations;
}

async function listWithSdk({ domain, accessToken }: Connection): Promise<unknown> {
  const client = new ManagementClient({ domain, token: accessToken, fetch: fetchWithoutTls });
  const organizations: unknown[] = [];
  for await (const organization of await client.organizations.list({ take: 100 })) {
    organizations.push(organization);
  }
  assert.equal(organizations.length, count);
  return organizations;
}

/** The library knows nothing but HTTPS, and the local tenant has none. */
const fetchWithoutTls: typeof fetch = (input, init) => {
  const url = input instanceof Request ? input.url : input.toString();
  return fetch(url.replace(/^https:/, 'http:'), init);
};
