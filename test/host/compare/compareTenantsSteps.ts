import * as assert from 'node:assert/strict';
import type { TenantComparison } from '../../../src/compare/matchOrganizations.ts';
import * as vscode from 'vscode';
import { messagesDuring, type Press } from '../messages.ts';
import { type HostTenant, run, tenants } from '../tenants.ts';

const { inside, staging } = tenants;

/** Production and staging. */
export const both: readonly HostTenant[] = [inside, staging];

/** What the command gives back. */
export type Result = TenantComparison | undefined;

/** Reads lists however long they are. */
const readAll: Press = ({ buttons }) => (buttons.includes('Read') ? 'Read' : '');

/** Reads lists however long they are, and opens all differences from the result. */
export const openDifferences: Press = ({ buttons }) => buttons.find((each) => /^(Read|Differences)$/.test(each)) ?? '';

/** Compares two tenants, by default production and staging. @param press what is pressed on notifications */
export async function compare(
  match = 'name',
  extent = 'organizations',
  tenantsOf: readonly HostTenant[] = both,
  press = readAll,
): Promise<TenantComparison> {
  let result: Result;
  await messagesDuring(async () => {
    result = await run<Result>('compareTenants', ...tenantsOf.map(({ domain }) => domain), match, extent);
  }, press);
  assert.ok(result);
  return result;
}

/** The page of production and staging. A file name has no dots and colons but one. */
export const summaryFile = `/tenants/${both.map(({ domain }) => domain.replace(/[.:]/g, '-')).join(' – ')}.md`;

/** The document of the active tab. A window that has just started shows a page as text. */
export function shownFile(): string | undefined {
  const { input } = vscode.window.tabGroups.activeTabGroup.activeTab ?? {};
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri.path : undefined;
}

/** The fields of each pair, after the place of its first organization. */
export async function fieldsIn({ different }: TenantComparison): Promise<readonly string[]> {
  const ids = (await inside.organizations()).map(({ id }) => id);
  return different.flatMap(({ organizations: [first], fields }) =>
    fields.map((field) => `${ids.indexOf(first.id)} ${field}`),
  );
}
