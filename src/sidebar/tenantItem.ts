import * as vscode from 'vscode';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { tenantDescription, tenantIcon } from '../tenants/environments.ts';
import { tenantTitle, type Tenant, type TokenStatus } from '../tenants/tenantTypes.ts';
import { describeTokenStatus } from '../tenants/tokenStatus.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { accessibilityLabel } from './accessibilityLabel.ts';

/**
 * The tree item of a tenant, with its title, the number of loaded organizations and the state of its token.
 * @param domains all tenants in their order, which decides in which directions this tenant can be moved
 */
export function tenantItem(
  tenant: Tenant,
  list: OrganizationList,
  status: TokenStatus,
  { domains, isExpanded }: { readonly domains: readonly string[]; readonly isExpanded: boolean },
): vscode.TreeItem {
  const { domain } = tenant;
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(plainText(tenantTitle(tenant)), isExpanded ? Expanded : Collapsed);
  const state = describeTokenStatus(status);
  const needsToken = status.kind !== 'usable';
  item.id = domain;
  item.iconPath = needsToken
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : tenantIcon(tenant);
  item.contextValue = [
    'tenant',
    needsToken && 'needsToken',
    domain === domains[0] && 'first',
    domain === domains.at(-1) && 'last',
    list.hasEnded && 'ended',
  ]
    .filter(Boolean)
    .join(' ');
  item.description = [...tenantDescription(tenant), list.isOpened && countOf(list), state].filter(Boolean).join(' · ');
  item.accessibilityInformation = accessibilityLabel(
    vscode.l10n.t('Tenant {0}', plainText(tenantTitle(tenant))),
    item.description,
  );
  return item;
}

/** The number of loaded organizations, with `+` if there are more. */
export function countOf({ organizations, isComplete }: OrganizationList): string {
  const count = formatNumber(organizations.length);
  return isComplete ? count : `${count}+`;
}
