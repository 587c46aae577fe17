import * as assert from 'node:assert/strict';
import type { TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import { messagesDuring } from '../messages.ts';
import { type HostTenant, run, tenants } from '../tenants.ts';

const { inside, staging } = tenants;

/** Production and staging. */
export const both: readonly HostTenant[] = [inside, staging];

/** What the command gives back. */
export type Result = TenantComparison | undefined;

/** Compares two tenants, by default production and staging, however long their lists are, without the notification. */
export async function compare(
  match = 'name',
  extent = 'organizations',
  tenantsOf: readonly HostTenant[] = both,
): Promise<TenantComparison> {
  let result: Result;
  await messagesDuring(async () => {
    result = await run<Result>('compareTenants', ...tenantsOf.map(({ domain }) => domain), match, extent);
  }, 'Read');
  assert.ok(result);
  return result;
}

/** The fields of each pair, after the place of its first organization. */
export async function fieldsIn({ different }: TenantComparison): Promise<readonly string[]> {
  const ids = (await inside.organizations()).map(({ id }) => id);
  return different.flatMap(({ organizations: [first], fields }) =>
    fields.map((field) => `${ids.indexOf(first.id)} ${field}`),
  );
}
