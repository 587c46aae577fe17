import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ApiError } from '../api/apiError.ts';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { hasDashboard } from '../api/tenantDomain.ts';
import { organizationUri } from '../documents/documentUri.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { ListOperation } from '../organizations/pagedList.ts';
import { sectionKey } from '../sections/section.ts';
import { type Tenant, tenantTitle, type TokenStatus } from '../tenants/tenant.ts';
import { tenantDescription, tenantIcon } from '../tenants/environments.ts';
import { describeTokenStatus } from '../tenants/tokenExpiry.ts';
import { dotted, plainText, withIsolates } from '../text/plainText.ts';
import { errorCode, explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, describeSummaries, formatNumber } from '../ui/format.ts';
import type {
  EmptyRow,
  FailureRow,
  ItemRow,
  LoadMoreRow,
  NoteRow,
  OrganizationRow,
  Row,
  RowMark,
  SectionRow,
  TenantRow,
} from './rows.ts';

const createOrganizationUrl =
  'https://auth0.com/docs/manage-users/organizations/configure-organizations/create-organizations';

/**
 * VS Code needs time for each item with a command. In a longer list the command is added when a row is hovered or
 * opened, and until then a click also expands the row.
 */
const MAX_EAGER_COMMANDS = 2000;

/** The document that a click on a row opens, `undefined` for a row without a document. */
export function documentOfRow(row: Row): vscode.Uri | undefined {
  if (row.kind === 'organization') {
    return organizationUri(row.domain, row.organization);
  }
  return row.kind === 'item' ? organizationUri(row.domain, row.organization, row.path) : undefined;
}

/** The command that opens an organization, or the section or item in it at a path. */
export function openCommand(domain: string, organization: Organization, path?: readonly string[]): vscode.Command {
  return {
    command: 'vscode.open',
    title: l10n.t('Open'),
    arguments: [organizationUri(domain, organization, path)],
  };
}

/** A command of this extension. @param name its name after `organizationInspector.` */
export function ownCommand(name: string, title: string, ...given: readonly unknown[]): vscode.Command {
  return { command: `organizationInspector.${name}`, title, arguments: [...given] };
}

const organizationIcon = new vscode.ThemeIcon('organization');

/** Of what a person has to do something about. */
export const warningIcon = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));

/** The command that retries a failed operation. */
const retryCommands: Readonly<Record<ListOperation, string>> = {
  load: 'refresh',
  refresh: 'refresh',
  loadMore: 'loadMore',
  loadAll: 'loadAllOrganizations',
};

/** A row of a tenant's list. */
type ListRow = Exclude<Row, TenantRow | SectionRow | ItemRow | NoteRow>;

/** What the row of an organization shows besides the organization. */
export interface OrganizationMarks {
  /** The entries of metadata because of which the filter leaves an organization, as text. */
  readonly matchOf: (organization: Organization) => string;
  readonly markOf: (row: OrganizationRow) => RowMark;
}

/** The tree item of a row below a tenant. The item's ID preserves selection and expansion across a refresh. */
export function listItem(
  row: ListRow,
  list: OrganizationList,
  marks: OrganizationMarks,
): vscode.TreeItem | Promise<vscode.TreeItem> {
  switch (row.kind) {
    case 'organization':
      return organizationItem(row, list, marks);
    case 'loadMore':
      return loadMoreItem(row);
    case 'failure':
      return listFailureItem(row);
    case 'cutOff':
      return cutOffItem(row.domain);
    case 'empty':
      return emptyItem(row, list);
  }
}

function organizationItem(
  row: OrganizationRow,
  list: OrganizationList,
  { matchOf, markOf }: OrganizationMarks,
): vscode.TreeItem {
  const { domain, organization } = row;
  const mark = markOf(row);
  const title = plainText(organizationTitle(organization));
  const item = new vscode.TreeItem(withIsolates(title), vscode.TreeItemCollapsibleState.Collapsed);
  if (list.organizations.length <= MAX_EAGER_COMMANDS) {
    item.command = openCommand(domain, organization);
  }
  item.id = sectionKey({ domain, id: organization.id, path: [] });
  const ownName = plainText(organization.name ?? '');
  const name = ownName === title ? '' : ownName;
  const match = plainText(matchOf(organization));
  // The name comes last, since a narrow view cuts the end off.
  item.description = withIsolates(dotted(match, mark.description, name));
  item.iconPath = mark.icon ?? organizationIcon;
  item.accessibilityInformation = accessibilityLabel(
    l10n.t('Organization {0}', title),
    ...mark.spoken,
    dotted(match, name),
  );
  item.contextValue = hasDashboard(domain) ? 'organization dashboard' : 'organization';
  return item;
}

function loadMoreItem(row: LoadMoreRow): vscode.TreeItem {
  const item = new vscode.TreeItem(l10n.t('Load more…'));
  item.id = `${row.domain}#loadMore`;
  item.accessibilityInformation = accessibilityLabel(l10n.t('Load More Organizations'));
  item.iconPath = new vscode.ThemeIcon('ellipsis');
  item.command = ownCommand('loadMore', l10n.t('Load More Organizations'), row);
  return item;
}

async function listFailureItem(row: FailureRow): Promise<vscode.TreeItem> {
  const { operation, error } = row.failure;
  const item = await failureItem(error, row.domain, retryCommands[operation], row);
  item.id = `${row.domain}#failure`;
  return item;
}

/** Says that the list is not known to be whole. A click reads it again. */
function cutOffItem(domain: string): vscode.TreeItem {
  const item = new vscode.TreeItem(describeCutOff());
  item.id = `${domain}#cutOff`;
  item.description = l10n.t('Refresh');
  item.iconPath = new vscode.ThemeIcon('warning');
  item.accessibilityInformation = accessibilityLabel(describeCutOff(), item.description);
  item.command = ownCommand('refresh', item.description, domain);
  return item;
}

/** Explains why the list is empty. A click takes the next step. */
function emptyItem({ domain }: EmptyRow, list: OrganizationList): vscode.TreeItem {
  const isFiltered = list.organizations.length > 0;
  const item = new vscode.TreeItem(isFiltered ? l10n.t('No organization matches') : l10n.t('No organizations'));
  item.id = `${domain}#empty`;
  item.description = isFiltered ? l10n.t('Clear Filter') : l10n.t('How to create one');
  item.iconPath = new vscode.ThemeIcon(isFiltered ? 'filter' : 'info');
  item.accessibilityInformation = accessibilityLabel(item.label, item.description);
  if (isFiltered && list.isOfSummaries) {
    item.tooltip = describeSummaries();
  }
  item.command = isFiltered
    ? ownCommand('clearFilter', item.description)
    : {
        command: 'vscode.open',
        title: item.description,
        arguments: [vscode.Uri.parse(createOrganizationUrl)],
      };
  return item;
}

/** The tree item of a failure. A click retries the operation, or asks for a new token if only a new token helps. */
export async function failureItem(
  error: ApiError,
  domain: string,
  retry: string,
  argument: unknown,
): Promise<vscode.TreeItem> {
  const { meaning, nextStep, actions } = await explanationOf(error);
  const needsToken = actions[0] === 'updateAccessToken';
  const code = errorCode(error);
  const item = new vscode.TreeItem(code ? l10n.t('{0}: {1}', code, meaning) : meaning);
  item.description = needsToken ? l10n.t('Update Access Token') : l10n.t('Click to retry');
  item.tooltip = `${meaning}\n${nextStep}`;
  item.accessibilityInformation = accessibilityLabel(l10n.t('Failed'), item.label, nextStep);
  item.iconPath = warningIcon;
  item.command = needsToken
    ? ownCommand('updateAccessToken', item.description, domain)
    : ownCommand(retry, item.description, argument);
  return item;
}

/**
 * The screen reader label of a row. It contains the kind and the state of the row, which only the icon and the
 * position show otherwise. No role is set, since a tree may only contain tree items.
 */
export function accessibilityLabel(
  ...parts: readonly (vscode.TreeItem['label'] | vscode.TreeItem['description'])[]
): vscode.AccessibilityInformation {
  const texts = parts.filter((part) => typeof part === 'string');
  return { label: texts.filter((text) => text !== '').join(', ') };
}

/** How the view shows a tenant. */
interface TenantPlace {
  /** All tenants in their order, which decides in which directions this tenant can be moved. */
  readonly domains: readonly string[];
  readonly isExpanded: boolean;
  /** The number of loaded organizations that the filter leaves, if there is one. */
  readonly shown?: number | undefined;
}

/** The tree item of a tenant, with its title, the state of its token and the number of loaded organizations. */
export function tenantItem(
  tenant: Tenant,
  list: OrganizationList,
  status: TokenStatus,
  { domains, isExpanded, shown }: TenantPlace,
): vscode.TreeItem {
  const { domain } = tenant;
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(withIsolates(plainText(tenantTitle(tenant))), isExpanded ? Expanded : Collapsed);
  const state = describeTokenStatus(status);
  const needsToken = status.kind !== 'usable';
  item.id = domain;
  item.iconPath = needsToken ? warningIcon : tenantIcon(tenant);
  item.contextValue = [
    'tenant',
    needsToken && 'needsToken',
    domain === domains[0] && 'first',
    domain === domains.at(-1) && 'last',
    list.hasEnded && 'ended',
  ]
    .filter(Boolean)
    .join(' ');
  const count = list.isLoaded && countOf(list);
  const counted = count && shown !== undefined ? l10n.t('{0} of {1}', formatNumber(shown), count) : count;
  item.description = dotted(state, counted, ...tenantDescription(tenant));
  item.accessibilityInformation = accessibilityLabel(
    l10n.t('Tenant {0}', plainText(tenantTitle(tenant))),
    item.description,
  );
  return item;
}

/** The number of loaded organizations, with `+` if there are more. */
export function countOf({ organizations, isComplete }: OrganizationList): string {
  const count = formatNumber(organizations.length);
  return isComplete ? count : `${count}+`;
}
