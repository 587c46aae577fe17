import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Organization } from '../../../src/api/organization.ts';
import type { Item } from '../../../src/sections/section.ts';
import type { ItemRow } from '../../../src/sidebar/rows.ts';
import { until } from '../../patience.ts';
import { answerOf, type HostTenant, sectionRow } from '../tenants.ts';

/** What the commands that find organizations give back. */
export type Found = readonly Organization[] | undefined;

export function idsOf(found: Found): readonly string[] | undefined {
  return found?.map(({ id }) => id);
}

/** The lines of the table that a button has opened. */
export async function table(): Promise<readonly string[]> {
  const document = await until(() => {
    const { document: shown } = vscode.window.activeTextEditor ?? {};
    return shown?.isUntitled && shown;
  });
  const lines = document.getText().trimEnd().split(/\r?\n/);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  return lines;
}

/** A button that is pressed when the test says so. */
export function pressLater(title: string): { readonly pressed: Promise<string>; readonly press: () => void } {
  let press: () => void = () => undefined;
  const pressed = new Promise<string>((resolve) => {
    press = () => {
      resolve(title);
    };
  });
  return { pressed, press };
}

/** Counts the notifications with a progress that the extension shows until it is stopped. */
export function countNotifications(): { readonly count: () => number; readonly stop: () => void } {
  const { withProgress } = vscode.window;
  let count = 0;
  Object.assign(vscode.window, {
    withProgress: (...given: Parameters<typeof withProgress>) => {
      const [{ location }] = given;
      if (location === vscode.ProgressLocation.Notification) count += 1;
      return withProgress(...given);
    },
  });
  return { count: () => count, stop: () => Object.assign(vscode.window, { withProgress }) };
}

/** The row of an item of a section of an organization; both are given by their places. */
export async function itemRow(
  tenant: HostTenant,
  organization: number,
  section: string,
  place: number,
): Promise<ItemRow> {
  const row = await sectionRow(tenant, organization, section);
  const { source } = row.section;
  assert.ok('path' in source);
  const query = source.paging === 'offset' ? 'include_totals=true' : 'take=100';
  const answer = await answerOf<Readonly<Record<string, readonly Item[]>>>(
    tenant,
    `/api/v2${source.path(row.id)}?${query}`,
  );
  const item = answer[source.field]?.[place] ?? assert.fail(`there is no item ${place}`);
  return { ...row, kind: 'item', path: [...row.path, row.section.keyOf(item)], item };
}

/** The lists of an organization by their fields. */
const lists = {
  enabled_connections: 'enabled_connections?include_totals=true',
  clients: 'clients?take=100',
  domains: 'discovery-domains?take=100',
};

/** The organizations of a tenant, which other tests may have moved, whose items in a list are like that. */
export async function organizationsWhere(
  tenant: HostTenant,
  list: keyof typeof lists,
  is: (items: readonly Item[]) => boolean,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const organizations = await tenant.organizations();
  const answers = await Promise.all(
    organizations.map(({ id }) =>
      answerOf<Readonly<Record<string, readonly Item[]>>>(tenant, `/api/v2/organizations/${id}/${lists[list]}`),
    ),
  );
  return organizations.filter((_, place) => is(answers[place]?.[list] ?? []));
}

/** What is said of the organizations that are not associated with an application, but restrict none. */
export async function others(
  tenant: HostTenant,
  associated: readonly { readonly id: string }[],
  asked?: number,
): Promise<string> {
  const open = (await tenant.organizations())
    .slice(0, asked)
    .filter(
      ({ id, is_app_entitlement_active: isRestricted }) => !isRestricted && !associated.some((one) => one.id === id),
    );
  return `Others that may use it, without known per-application access: ${open.length}.`;
}
