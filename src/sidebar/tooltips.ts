import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { loginScopes, logsScope, usersScope, writingScopes } from '../api/accessToken.ts';
import type { Organization } from '../api/organization.ts';
import { usedScopes } from '../sections/organizationSections.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import type { Tenant, TokenStatus } from '../tenants/tenant.ts';
import { environmentName } from '../tenants/environments.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { plainText } from '../text/plainText.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { countOf, openCommand } from './treeItems.ts';
import type { MarkTooltip, OrganizationRow, RowMark } from './rows.ts';

/** The tooltip of a tenant, as lines of plain text. */
export function tenantTooltip(
  { domain, environment, application }: Tenant,
  list: OrganizationList,
  status: TokenStatus,
): string {
  const lines = [domain];
  if (environment) {
    lines.push(l10n.t('Environment: {0}', environmentName(environment)));
  }
  if (list.isLoaded) {
    lines.push(countLine(list));
  }
  if (list.readAt) {
    lines.push(l10n.t('List read on {0} or later', timeText(list.readAt)));
  }
  if (application) {
    lines.push(l10n.t('Access tokens are fetched by the application {0}', application.clientId));
  }
  return [...lines, ...tokenLines(status)].join('\n');
}

function countLine(list: OrganizationList): string {
  const { organizations, hasEnded, isCutOff } = list;
  if (isCutOff) {
    return `${l10n.t('Organizations loaded: {0}', formatNumber(organizations.length))}. ${describeCutOff()}`;
  }
  if (!hasEnded) {
    return l10n.t('{0} organizations are loaded, there may be more', countOf(list));
  }
  switch (organizations.length) {
    case 0:
      return l10n.t('No organizations');
    case 1:
      return l10n.t('1 organization');
    default:
      return l10n.t('{0} organizations', countOf(list));
  }
}

function tokenLines(status: TokenStatus): readonly string[] {
  switch (status.kind) {
    case 'expired':
      return [l10n.t('The access token has expired: update it to go on.')];
    case 'refused':
      return [l10n.t('The tenant has refused access (401): update the access token to go on.')];
    case 'missing':
      return [l10n.t('No access token is stored: enter one again. Without a keyring VS Code forgets it.')];
    case 'damaged':
      return [l10n.t('The stored value is not an access token. Enter a new one.')];
    case 'unreadable':
      return [l10n.t('VS Code could not use its secret storage: unlock the keyring of the system and refresh.')];
    case 'usable':
      return [...expiryLines(status.expiresAt), ...scopeLines(status.scopes)];
  }
}

function expiryLines(expiresAt: number | undefined): readonly string[] {
  if (expiresAt === undefined) {
    return [];
  }
  return [l10n.t('The access token expires on {0}', timeText(new Date(expiresAt * 1000)))];
}

function timeText(time: Date): string {
  return time.toLocaleString(vscode.env.language, { dateStyle: 'long', timeStyle: 'short' });
}

function scopeLines(scopes: readonly string[] | undefined): readonly string[] {
  if (!scopes) {
    return [];
  }
  const missing = usedScopes().filter((scope) => !scopes.includes(scope));
  const missingForLogins = loginScopes.filter((scope) => !scopes.includes(scope));
  const writing = writingScopes(scopes);
  return [
    l10n.t('Scopes of the token: {0}', listed(scopes)),
    ...(missing.length > 0 ? [l10n.t('Scopes that would show more: {0}', missing.join(', '))] : []),
    ...(scopes.includes(logsScope) ? [] : [l10n.t('Scope for Recent Events and Explain Failed Login: {0}', logsScope)]),
    ...(scopes.includes(usersScope) ? [] : [l10n.t('Scope for Find User and Explain Failed Login: {0}', usersScope)]),
    ...(missingForLogins.length > 0
      ? [l10n.t('Scopes for Explain Failed Login alone: {0}', missingForLogins.join(', '))]
      : []),
    ...(writing.length > 0 ? [l10n.t('The token can also create, change or delete: {0}', listed(writing))] : []),
  ];
}

function listed(scopes: readonly string[]): string {
  const shown = scopes
    .slice(0, 8)
    .map((scope) => plainText(scope, 80))
    .join(', ');
  const others = scopes.length - 8;
  if (others <= 0) {
    return shown;
  }
  return others === 1 ? l10n.t('{0} and 1 more', shown) : l10n.t('{0} and {1} more', shown, others);
}

/** Adds the command and the tooltip to an organization's item. They are needed only on hover or on opening. */
export function resolveOrganizationItem(
  item: vscode.TreeItem,
  { domain, organization }: OrganizationRow,
  { tooltip }: RowMark,
): void {
  item.command ??= openCommand(domain, organization);
  const own = organizationTooltip(organization);
  item.tooltip = tooltip ? new vscode.MarkdownString(`${markText(tooltip)}\n\n---\n\n${own.value}`) : own;
}

function markText({ title, entries, more }: MarkTooltip): string {
  const lines = entries.map(
    ({ fact, remedy }) => `- ${plainMarkdown(fact)}\n  - ${l10n.t('Fix: {0}', plainMarkdown(remedy))}\n`,
  );
  return `${plainMarkdown(title)}\n\n${lines.join('')}\n${plainMarkdown(more)}`;
}

/**
 * The tooltip of an organization. Every value is escaped, so no name can inject Markdown, links or HTML. The logo is
 * shown as a URL, since an image would cause a request.
 */
export function organizationTooltip({
  id,
  name,
  display_name,
  metadata,
  branding,
}: Organization): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  const title = plainMarkdown(display_name ?? '');
  if (title !== '') {
    tooltip.appendMarkdown(`**${title}**\n\n`);
  }
  appendFields(tooltip, [
    [l10n.t('ID'), id],
    [l10n.t('Name'), name],
  ]);
  appendSection(tooltip, l10n.t('Metadata'), Object.entries(metadata ?? {}));
  appendSection(tooltip, l10n.t('Branding'), [
    [l10n.t('Logo'), branding?.logo_url],
    ...Object.entries(branding?.colors ?? {}),
  ]);
  return tooltip;
}

type Field = readonly [label: string, value: string | null | undefined];

function appendSection(tooltip: vscode.MarkdownString, title: string, fields: readonly Field[]): void {
  if (fields.some(([, value]) => value !== undefined)) {
    tooltip.appendMarkdown(`\n\n---\n\n${plainMarkdown(title)}\n\n`);
    appendFields(tooltip, fields);
  }
}

function appendFields(tooltip: vscode.MarkdownString, fields: readonly Field[]): void {
  for (const [label, value] of fields) {
    if (value !== undefined) {
      const text = plainMarkdown(value ?? 'null');
      tooltip.appendMarkdown(`- ${l10n.t('{0}: {1}', plainMarkdown(label), text)}\n`);
    }
  }
}
