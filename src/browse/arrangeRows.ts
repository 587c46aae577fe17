import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { domainArgument, stringArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { isRow } from '../sidebar/rows.ts';
import { type SortOrder, sortOrders } from '../sidebar/sortAndFilter.ts';
import { pickTenant, tenantItem } from '../tenants/pickTenant.ts';
import { describeTokenStatus } from '../tenants/tokenStatus.ts';
import { ask } from '../ui/ask.ts';

/**
 * Sorts the rows of the view.
 * @param argument `created`, `name` or `displayName`; without it the user is asked
 */
export async function sortOrganizations({ arrangement }: Services<'arrangement'>, argument?: unknown): Promise<void> {
  const order = sortOrders.find((known) => known === argument) ?? (await pickOrder(arrangement.current.order));
  if (order !== undefined) {
    await arrangement.change({ order });
  }
}

/**
 * Shows only the rows that answer a question, such as `acme plan:enterprise`.
 * @param argument the text; without it the user is asked
 */
export async function filterOrganizations({ arrangement }: Services<'arrangement'>, argument?: unknown): Promise<void> {
  const filter =
    stringArgument(argument) ??
    (await ask({
      title: l10n.t('Filter Organizations'),
      prompt: l10n.t(
        'Part of the ID, name or metadata of organizations that are loaded, or a key of metadata with its value',
      ),
      placeholder: 'plan:enterprise crm_id:2682* -plan:trial region:"us east"',
      value: arrangement.current.filter,
      problem: () => undefined,
    }));
  if (typeof filter === 'string') {
    await arrangement.change({ filter: filter.trim() });
  }
}

/** Shows all rows again. */
export async function clearFilter({ arrangement }: Services<'arrangement'>): Promise<void> {
  await arrangement.change({ filter: '' });
}

async function pickOrder(current: SortOrder): Promise<SortOrder | undefined> {
  const labels: Readonly<Record<SortOrder, string>> = {
    created: l10n.t('Created'),
    name: l10n.t('Name'),
    displayName: l10n.t('Display Name'),
  };
  const items = sortOrders.map((order) => ({
    order,
    label: labels[order],
    description: order === current ? l10n.t('current') : '',
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: l10n.t('Sort Organizations'),
    placeHolder: l10n.t('Sort the loaded organizations by'),
  });
  return choice?.order;
}

/** In UTF-16 code units. Longer names do not fit into a row. */
const MAXIMUM_LABEL_LENGTH = 60;

/**
 * Gives a tenant a custom name, which the view shows in place of the domain.
 * @param argument a domain or a row
 * @param label the name, empty to show the domain; without it the user is asked
 */
export async function renameTenant(
  { tenants }: Services<'tenants'>,
  argument?: unknown,
  label?: unknown,
): Promise<void> {
  const domain = await pickTenant(tenants, l10n.t('Rename Tenant'), domainArgument(argument));
  if (domain === undefined) {
    return;
  }
  const answer =
    stringArgument(label)?.trim() ??
    (await ask({
      title: l10n.t('Rename {0}', tenants.titleOf(domain)),
      prompt: l10n.t('A name such as Production; leave it empty to show the domain.'),
      value: tenants.find(domain)?.label ?? '',
      problem: (text) =>
        text.length > MAXIMUM_LABEL_LENGTH ? l10n.t('Enter at most {0} characters.', MAXIMUM_LABEL_LENGTH) : undefined,
    }));
  if (typeof answer === 'string') {
    await tenants.rename(domain, answer.slice(0, MAXIMUM_LABEL_LENGTH));
  }
}

/** Moves a tenant one position up in the sidebar. @param argument a domain or a row */
export function moveTenantUp(services: Services<'tenants'>, argument?: unknown): Promise<void> {
  return moveTenant(services, -1, l10n.t('Move Tenant Up'), argument);
}

/** Moves a tenant one position down in the sidebar. @param argument a domain or a row */
export function moveTenantDown(services: Services<'tenants'>, argument?: unknown): Promise<void> {
  return moveTenant(services, 1, l10n.t('Move Tenant Down'), argument);
}

/** Lists the tenants with their token status, and reveals the chosen tenant in the view. */
export async function showTenants({ tenants, tree }: Services<'tenants' | 'tree'>): Promise<void> {
  const items = Promise.all(
    tenants.all.map(async (tenant) => ({
      ...tenantItem(tenant),
      detail: describeTokenStatus(await tenants.status(tenant.domain)) ?? l10n.t('ready'),
      domain: tenant.domain,
    })),
  );
  const choice = await vscode.window.showQuickPick(items, {
    title: l10n.t('Tenants'),
    placeHolder: l10n.t('Which tenant should be shown?'),
    matchOnDescription: true,
  });
  if (choice) {
    await tree.reveal(choice.domain);
  }
}

async function moveTenant(
  { tenants }: Services<'tenants'>,
  by: number,
  title: string,
  argument?: unknown,
): Promise<void> {
  const { all } = tenants;
  const movable = by < 0 ? all.slice(1) : all.slice(0, -1);
  const domain = await pickTenant(tenants, title, domainArgument(argument), movable);
  if (domain !== undefined) {
    await tenants.move(domain, by);
  }
}

/** Lists only the failures of a section of log events. @param argument the row of the section */
export async function showFailuresOnly(services: Services<'tree'>, argument?: unknown): Promise<void> {
  await filterEvents(services, argument, true);
}

/** Lists all log events of a section again. @param argument the row of the section */
export async function showAllEvents(services: Services<'tree'>, argument?: unknown): Promise<void> {
  await filterEvents(services, argument, false);
}

async function filterEvents({ tree }: Services<'tree'>, argument: unknown, isFiltered: boolean): Promise<void> {
  if (isRow(argument) && argument.kind === 'section') {
    await tree.sections.filter(argument, isFiltered);
  }
}
