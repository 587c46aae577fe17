import * as vscode from 'vscode';
import { ask } from '../input/ask.ts';
import { sortOrders, type SortOrder } from '../organizations/arrangement.ts';
import { textIn } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Sorts the rows of the view.
 * @param argument `created`, `name` or `displayName`; without it the person is asked
 */
export async function sortOrganizations({ arrangement }: Services, argument?: unknown): Promise<void> {
  const order = sortOrders.find((known) => known === argument) ?? (await pickOrder(arrangement.current.order));
  if (order !== undefined) {
    await arrangement.change({ order });
  }
}

/**
 * Shows only the rows in which all words of a text are found.
 * @param argument the text; without it the person is asked
 */
export async function filterOrganizations({ arrangement }: Services, argument?: unknown): Promise<void> {
  const filter =
    textIn(argument) ??
    (await ask({
      title: vscode.l10n.t('Filter Organizations'),
      prompt: vscode.l10n.t('Part of the ID, name or display name of organizations that are loaded'),
      value: arrangement.current.filter,
      problem: () => undefined,
    }));
  if (typeof filter === 'string') {
    await arrangement.change({ filter: filter.trim() });
  }
}

/** Shows all rows again. */
export async function clearFilter({ arrangement }: Services): Promise<void> {
  await arrangement.change({ filter: '' });
}

async function pickOrder(current: SortOrder): Promise<SortOrder | undefined> {
  const labels: Readonly<Record<SortOrder, string>> = {
    created: vscode.l10n.t('Created'),
    name: vscode.l10n.t('Name'),
    displayName: vscode.l10n.t('Display Name'),
  };
  const items = sortOrders.map((order) => ({
    order,
    label: labels[order],
    description: order === current ? vscode.l10n.t('current') : '',
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Sort Organizations'),
    placeHolder: vscode.l10n.t('Sort the loaded organizations by'),
  });
  return choice?.order;
}
