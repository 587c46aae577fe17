import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ApiError } from '../api/apiError.ts';
import { organizationTitle } from '../api/organization.ts';
import { hasDashboard } from '../api/tenantDomain.ts';
import type { KnownOrganization } from '../organizations/knownOrganizations.ts';
import { describeEntries, type MetadataEntry } from '../organizations/searchQuery.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { errorCode, explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';

export type PickItem = OrganizationItem | CommandItem | AskTenantsItem;

interface OrganizationItem extends vscode.QuickPickItem, KnownOrganization {}

/** An item that runs a command for a tenant. Without a command, a separator or a note, on which Enter does nothing. */
export interface CommandItem extends vscode.QuickPickItem {
  readonly command?: string;
  readonly domain?: string;
}

/** An item that asks tenants for what is not loaded. */
interface AskTenantsItem extends vscode.QuickPickItem {
  readonly asked: readonly string[];
}

interface PickButton extends vscode.QuickInputButton {
  readonly tooltip: string;
  readonly command: string;
}

/**
 * @param entries the entries of metadata because of which the organization is found
 * @param tenant the title of its tenant, if the item has to name it
 */
export function organizationItem(
  { domain, organization }: KnownOrganization,
  entries: readonly MetadataEntry[] = [],
  tenant = '',
): OrganizationItem {
  const { id, name = '' } = organization;
  const names = name === organizationTitle(organization) ? '' : name;
  const found = [names, tenant, describeEntries(entries)].filter((part) => part !== '').join(' · ');
  const isOnlyNamed = found === names;
  return {
    label: text(organizationTitle(organization)),
    description: text(isOnlyNamed ? `${names} ${id}`.trim() : `${found} · ${id}`),
    // `OrganizationSearch` has filtered the items. Unlike VS Code's filter, the search ignores accents and word order.
    alwaysShow: true,
    buttons: buttonsFor(domain),
    domain,
    organization,
  };
}

/** The buttons of an organization's item, for actions other than opening. */
function buttonsFor(domain: string): readonly PickButton[] {
  const button = (icon: string, tooltip: string, name: string): PickButton => ({
    iconPath: new vscode.ThemeIcon(icon),
    tooltip,
    command: `organizationInspector.${name}`,
  });
  return [
    button('copy', l10n.t('Copy Organization ID'), 'copyOrganizationId'),
    button('insert', l10n.t('Insert Organization ID'), 'insertOrganizationId'),
    ...(hasDashboard(domain) ? [button('link-external', l10n.t('Open in Auth0 Dashboard'), 'openInDashboard')] : []),
  ];
}

/** Runs the command of a button of an organization's row. */
export function pressRowButton(item: KnownOrganization, { tooltip: pressed }: vscode.QuickInputButton): void {
  const { command } = buttonsFor(item.domain).find(({ tooltip }) => tooltip === pressed) ?? {};
  void (command && vscode.commands.executeCommand(command, rowOf(item)));
}

function rowOf({ domain, organization }: KnownOrganization) {
  return { kind: 'organization', domain, organization };
}

/** @param remark what was not searched, empty if nothing. A separator would take the place of the label */
export function loadAllItem(domain: string, loaded: number, remark = ''): CommandItem {
  return {
    label: l10n.t('Load all organizations and search'),
    ...(loaded > 0 && { description: describeLoaded(loaded) }),
    ...(remark !== '' && { detail: remark }),
    alwaysShow: true,
    command: 'organizationInspector.loadAllOrganizations',
    domain,
  };
}

/** In place of `loadAllItem` where loading has ended without a proof that the list is whole. A choice reads it again. */
export function cutOffItem(domain: string, loaded: number, remark = ''): CommandItem {
  return { ...loadAllItem(domain, loaded, remark), label: describeCutOff(), command: 'organizationInspector.refresh' };
}

function describeLoaded(count: number): string {
  return count === 1 ? l10n.t('1 is loaded') : l10n.t('{0} are loaded', formatNumber(count));
}

/** @param requests the most requests that this takes @param remark what was not searched, empty if nothing */
export function askTenantsItem(asked: readonly string[], requests: number, remark: string): AskTenantsItem {
  return {
    label: l10n.t('Ask the tenants for what is not loaded'),
    description: requests === 1 ? l10n.t('1 request') : l10n.t('at most {0} requests', formatNumber(requests)),
    ...(remark !== '' && { detail: remark }),
    alwaysShow: true,
    asked,
  };
}

/** Says why a tenant found nothing. A choice leads to what helps. */
export async function failedLookupItem(error: ApiError, domain: string): Promise<CommandItem> {
  const { meaning, actions } = await explanationOf(error, domain);
  const needsToken = actions[0] === 'updateAccessToken';
  const code = errorCode(error);
  return {
    label: `$(warning) ${text(code ? l10n.t('{0}: {1}', code, meaning) : meaning)}`,
    description: needsToken ? l10n.t('Update Access Token') : l10n.t('Show Log'),
    alwaysShow: true,
    command: `organizationInspector.${needsToken ? 'updateAccessToken' : 'showLog'}`,
    domain,
  };
}

/** The failure of one of several tenants. */
export function withTenant(item: CommandItem, tenant: string): CommandItem {
  return { ...item, description: `${text(tenant)} · ${item.description ?? ''}` };
}

export function separator(label: string): CommandItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** Says why there is nothing to choose. @param detail what to try, empty if nothing */
export function noteItem(label: string, detail: string): CommandItem {
  return { label: text(label), ...(detail !== '' && { detail: text(detail) }), alwaysShow: true };
}

function text(value: string): string {
  return withoutIcons(plainText(value));
}
