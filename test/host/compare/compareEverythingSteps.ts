import * as assert from 'node:assert/strict';
import { type HostTenant, run, tenants } from '../tenants.ts';
import type { Compared } from './comparedDocuments.ts';

const { inside, staging } = tenants;

/** The row of the organization at a place in the order of creation. */
export async function rowAt(tenant: HostTenant, place: number) {
  const organization = (await tenant.organizations())[place];
  assert.ok(organization);
  return { kind: 'organization', domain: tenant.domain, organization };
}

/** Compares the organizations at a place of production and of staging. */
export async function compareAt(
  place: number,
  extent = 'withoutMembers',
  command = 'compareEverythingWith',
): Promise<NonNullable<Compared>> {
  const rows = [await rowAt(inside, place), await rowAt(staging, place)] as const;
  const uris = await run<Compared>(command, ...rows, extent);
  assert.ok(uris);
  return uris;
}
