import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { dashboardUrl } from '../management/domain.ts';
import { organizationTitle, type Organization } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';
import { organizationDocumentation } from '../tenants/documentation.ts';
import { failedItem } from './failedItem.ts';
import type { ListOperation } from './loadedList.ts';
import type { OrganizationList } from './organizationList.ts';
import { keyOfAddress } from './sections/sectionAddress.ts';
import type { ItemRow, NoteRow, SectionRow } from './sections/sectionRows.ts';
import type { EmptyRow, FailureRow, LoadMoreRow, OrganizationRow, Row, TenantRow } from './rows.ts';
import { spoken } from './spoken.ts';

/**
 * VS Code takes its time for each command, so in longer lists it is added when a row is pointed at or opened. Until then
 * a click expands such a row as well.
 */
const MOST_COMMANDS = 2000;

/** Adds to an organization's item what is not needed before somebody points at it or opens it. */
export async function resolveOrganizationItem(
  item: vscode.TreeItem,
  { domain, organization }: OrganizationRow,
): Promise<void> {
  item.command ??= openCommand(domain, organization);
  const { organizationTooltip } = await import('./tooltip.ts');
  item.tooltip = organizationTooltip(organization);
}

function openCommand(domain: string, organization: Organization): vscode.Command {
  return {
    command: 'vscode.open',
    title: vscode.l10n.t('Open'),
    arguments: [organizationUri(domain, organization)],
  };
}

/** What goes on from where an operation failed. */
const retryCommands: Readonly<Record<ListOperation, string>> = {
  load: 'refresh',
  refresh: 'refresh',
  loadMore: 'loadMore',
  loadAll: 'loadAllOrganizations',
};

/** The rows of a tenant's list. */
type ListRow = Exclude<Row, TenantRow | SectionRow | ItemRow | NoteRow>;

/** Gives a row below a tenant its looks. Its ID keeps selection and expansion over a refresh. */
export function treeItem(row: ListRow, list: OrganizationList): vscode.TreeItem | Promise<vscode.TreeItem> {
  switch (row.kind) {
    case 'organization':
      return organizationItem(row, list);
    case 'loadMore':
      return loadMoreItem(row);
    case 'failure':
      return failureItem(row);
    case 'empty':
      return emptyItem(row, list);
  }
}

function organizationItem({ domain, organization }: OrganizationRow, list: OrganizationList): vscode.TreeItem {
  const title = plainText(organizationTitle(organization));
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.Collapsed);
  if (list.organizations.length <= MOST_COMMANDS) {
    item.command = openCommand(domain, organization);
  }
  item.id = keyOfAddress({ domain, id: organization.id, path: [] });
  item.description = organization.display_name === undefined ? '' : plainText(organization.name ?? '');
  item.iconPath = new vscode.ThemeIcon('organization');
  item.accessibilityInformation = spoken(vscode.l10n.t('Organization {0}', title), item.description);
  item.contextValue = dashboardUrl(domain, organization.id) ? 'organization dashboard' : 'organization';
  return item;
}

function loadMoreItem(row: LoadMoreRow): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Load more…'));
  item.id = `${row.domain}#loadMore`;
  item.accessibilityInformation = spoken(vscode.l10n.t('Load More Organizations'));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = {
    command: 'organizationInspector.loadMore',
    title: vscode.l10n.t('Load More Organizations'),
    arguments: [row],
  };
  return item;
}

async function failureItem(row: FailureRow): Promise<vscode.TreeItem> {
  const { operation, error } = row.failure;
  const item = await failedItem(error, row.domain, retryCommands[operation], row);
  item.id = `${row.domain}#failure`;
  return item;
}

/** Why there is nothing, and what to do about it. */
function emptyItem({ domain }: EmptyRow, list: OrganizationList): vscode.TreeItem {
  const isFiltered = list.organizations.length > 0;
  const item = new vscode.TreeItem(
    isFiltered ? vscode.l10n.t('No organization matches') : vscode.l10n.t('No organizations'),
  );
  item.id = `${domain}#empty`;
  item.description = isFiltered ? vscode.l10n.t('Clear Filter') : vscode.l10n.t('How to create one');
  item.iconPath = new vscode.ThemeIcon(isFiltered ? 'filter' : 'info');
  item.accessibilityInformation = spoken(item.label, item.description);
  item.command = isFiltered
    ? { command: 'organizationInspector.clearFilter', title: item.description }
    : {
        command: 'vscode.open',
        title: item.description,
        arguments: [vscode.Uri.parse(organizationDocumentation)],
      };
  return item;
}
