import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRow, stringArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { type SortOrder, sortOrders } from '../sidebar/sortAndFilter.ts';
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
