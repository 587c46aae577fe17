import assert from 'node:assert/strict';
import type { Tenant } from '../tenant/server.ts';

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
