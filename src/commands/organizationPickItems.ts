import * as vscode from 'vscode';
import { type Organization, organizationTitle } from '../management/organization.ts';
import { hasDashboard } from '../management/tenantDomain.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';

export type PickItem = OrganizationItem | CommandItem;

interface OrganizationItem extends vscode.QuickPickItem {
  readonly organization: Organization;
}

/** An item that runs a command for the tenant. Without a command, a separator. */
interface CommandItem extends vscode.QuickPickItem {
  readonly command?: string;
}

interface PickButton extends vscode.QuickInputButton {
  readonly tooltip: string;
  readonly command: string;
}

export function organizationItem(domain: string, organization: Organization): OrganizationItem {
  const { id, name = '' } = organization;
  return {
    label: text(organizationTitle(organization)),
    description: text(name === organizationTitle(organization) ? id : `${name} ${id}`),
    // `OrganizationSearch` has filtered the items. Unlike VS Code's filter, the search ignores accents and word order.
    alwaysShow: true,
    buttons: buttonsFor(domain),
    organization,
  };
}

/** The buttons of an organization's item, for actions other than opening. */
export function buttonsFor(domain: string): readonly PickButton[] {
  const button = (icon: string, tooltip: string, name: string): PickButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    command: `organizationInspector.${name}`,
  });
  return [
    button('copy', vscode.l10n.t('Copy Organization ID'), 'copyOrganizationId'),
    button('insert', vscode.l10n.t('Insert Organization ID'), 'insertOrganizationId'),
    ...(hasDashboard(domain)
      ? [button('link-external', vscode.l10n.t('Open in Auth0 Dashboard'), 'openInDashboard')]
      : []),
  ];
}

export function loadAllItem(loaded: number): CommandItem {
  return {
    label: vscode.l10n.t('Load all organizations and search'),
    ...(loaded > 0 && { description: describeLoaded(loaded) }),
    alwaysShow: true,
    command: 'organizationInspector.loadAllOrganizations',
  };
}

function describeLoaded(count: number): string {
  return count === 1 ? vscode.l10n.t('1 is loaded') : vscode.l10n.t('{0} are loaded', formatNumber(count));
}

export function separator(label: string): CommandItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function text(value: string): string {
  return withoutIcons(plainText(value));
}
