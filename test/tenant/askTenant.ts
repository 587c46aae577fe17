import assert from 'node:assert/strict';
import { startTenant, type Tenant, type TenantOptions } from './server.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** What a tenant answers to a path below `/api/v2`. */
export async function askTenant({ url }: Tenant, accessToken: string, path: string): Promise<Answer> {
  const response = await fetch(`${url}/api/v2${path}`, { headers: { authorization: `Bearer ${accessToken}` } });
  return { status: response.status, body: await response.json() };
}

/** The body of an answer that has to be there. */
export async function readTenant<T>(tenant: Tenant, accessToken: string, path: string): Promise<T> {
  const { status, body } = await askTenant(tenant, accessToken, path);
  assert.equal(status, 200, JSON.stringify(body));
  return body as T;
}

/** How the tests of a `describe` ask their tenant. */
export interface UsedTenant {
  /** The tenant itself, from the first test on. */
  readonly tenant: () => Tenant;
  /** With a token that has every scope unless another one is given. */
  readonly ask: (path: string, accessToken?: string) => Promise<Answer>;
  readonly read: <T>(path: string) => Promise<T>;
  /** The path of the organization at this place of the list. */
  readonly organization: (place: number) => string;
}

/** Starts a tenant before each test of a `describe`, and closes it after it. */
export function useTenant(options: TenantOptions): UsedTenant {
  let tenant: Tenant;
  let token: string;
  beforeEach(async () => {
    tenant = await startTenant(options);
    token = await tenant.mintToken();
  });
  afterEach(() => tenant.close());
  return {
    tenant: () => tenant,
    ask: (path, accessToken = token) => askTenant(tenant, accessToken, path),
    read: (path) => readTenant(tenant, token, path),
    organization: (place) => `/organizations/${tenant.organizations[place]?.id ?? assert.fail(`there is no ${place}`)}`,
  };
}
