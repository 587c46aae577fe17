import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { confirm, copyWithSummary, copyText, showInformation } from '../messages/notifications.ts';
import { withProgress } from '../messages/progress.ts';
import { copiedText, isRow, type ItemRow, type Row } from '../sidebar/rows.ts';
import { jsonText } from '../text/json.ts';
import { plainText } from '../text/plainText.ts';
import { rowArguments } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { organizationArguments } from './organizationArguments.ts';

/**
 * Copies the ID of each organization, one per line. See `organizationArguments` for the arguments. With `'selection'`,
 * selected rows of all kinds are copied.
 */
export async function copyOrganizationId(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  if (argument === 'selection') {
    return copySelection(services);
  }
  const organizations = await organizationArguments(services, argument, selection);
  const text = organizations.map(({ id }) => id).join('\n');
  await copyOrganizations(organizations, text);
  services.copied.fire(text);
}

/** Copies the name of each organization with a name, one per line. See `organizationArguments` for the arguments. */
export async function copyOrganizationName(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const organizations = await organizationArguments(services, argument, selection, (document) =>
    copyOrganizationName(services, document),
  );
  const named = organizations.filter(({ name }) => name !== undefined && name !== '');
  if (organizations.length > 0 && named.length === 0) {
    void showInformation(vscode.l10n.t('There is no name to copy. The ID can be copied in its place.'));
  }
  await copyOrganizations(named, named.map(({ name = '' }) => name).join('\n'));
}

/** Copies an organization as JSON, several as an array. See `organizationArguments` for the arguments. */
export async function copyOrganizationJson(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const organizations = await organizationArguments(services, argument, selection, (document) =>
    copyOrganizationJson(services, document),
  );
  await copyOrganizations(organizations, organizationsAsJson(organizations));
}

/** One organization as an object, several as an array. */
export function organizationsAsJson(organizations: readonly Organization[]): string {
  return jsonText(organizations.length === 1 ? organizations[0] : organizations);
}

/** Copies the text of organizations, if there are any, and says how many. */
export async function copyOrganizations({ length }: readonly unknown[], text: string): Promise<void> {
  if (length > 0) {
    await copyWithSummary(
      text,
      length === 1
        ? vscode.l10n.t('Copied 1 organization')
        : vscode.l10n.t('Copied {0} organizations', formatNumber(length)),
    );
  }
}

/**
 * Copies the ID of each item inside an organization, such as a member, one per line. For a field of the organization
 * itself, copies the value.
 * @param argument a row
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function copyItemId(services: ExtensionServices, argument?: unknown, selection?: unknown): Promise<void> {
  const rows = itemRowsIn(services, argument, selection);
  const texts = rows.map(copiedText).filter((text) => text !== '');
  if (texts.length > 0) {
    await copyItems(texts.join('\n'), texts.length);
  } else if (rows.length > 0) {
    void showInformation(vscode.l10n.t('There is no ID to copy. The item can be copied as JSON.'));
  }
}

/** Copies an item inside an organization as JSON, several as an array. See `copyItemId` for the arguments. */
export async function copyItemJson(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const items = itemRowsIn(services, argument, selection).map(({ item }) => item);
  if (items.length > 0) {
    await copyItems(jsonText(items.length === 1 ? items[0] : items), items.length);
  }
}

/**
 * Copies the link of an invitation after a warning, because anyone with the link can accept the invitation. The link is
 * read again for each copy and stored nowhere.
 * @param argument the row of an invitation
 */
export async function copyInvitationLink(services: ExtensionServices, argument?: unknown): Promise<void> {
  if (!isRow(argument) || argument.kind !== 'item' || argument.section.name !== 'invitations') {
    return;
  }
  const { domain, id, path } = argument;
  const isConfirmed = await confirm(
    vscode.l10n.t('Copy the link of this invitation?'),
    vscode.l10n.t('Whoever has the link can accept the invitation and join the organization.'),
    vscode.l10n.t('Copy Link'),
  );
  if (!isConfirmed) {
    return;
  }
  const invitation = `/organizations/${encodeURIComponent(id)}/invitations/${encodeURIComponent(path.at(-1) ?? '')}`;
  try {
    const answer = await withProgress(vscode.l10n.t('Reading the invitation'), (context) =>
      services.tenants.read(domain)('invitations', invitation, {}, context),
    );
    const { invitation_url: link } = (answer ?? {}) as { readonly invitation_url?: unknown };
    if (typeof link === 'string') {
      await copyText(link, vscode.l10n.t('Copied the link of the invitation'));
    } else {
      void showInformation(vscode.l10n.t('This invitation has no link any more.'));
    }
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('The invitation could not be read'),
      documentation: 'https://auth0.com/docs/api/management/v2/organizations/get-invitations-by-invitation-id',
      retry: () => copyInvitationLink(services, argument),
    });
  }
}

function itemRowsIn({ tree }: ExtensionServices, argument: unknown, selection: unknown): readonly ItemRow[] {
  const candidates = isRow(argument) ? rowArguments(argument, selection) : tree.selection;
  return candidates.filter((row): row is ItemRow => isRow(row) && row.kind === 'item');
}

function copyItems(text: string, count: number): Promise<void> {
  return copyWithSummary(
    text,
    count === 1 ? vscode.l10n.t('Copied 1 item') : vscode.l10n.t('Copied {0} items', formatNumber(count)),
  );
}

/** Copies the text of each selected row, one per line. Shows no input and makes no request. */
async function copySelection({ tree, copied }: ExtensionServices): Promise<void> {
  const rows = tree.selection;
  const texts = await Promise.all(rows.map((row) => textOf(tree, row)));
  if (texts.length > 0) {
    await copyWithSummary(
      texts.join('\n'),
      texts.length === 1 ? vscode.l10n.t('Copied 1 row') : vscode.l10n.t('Copied {0} rows', formatNumber(texts.length)),
    );
    copied.fire(texts.join('\n'));
  }
}

/** The ID, value or domain of a row; for a row without any, the label. */
async function textOf(tree: ExtensionServices['tree'], row: Row): Promise<string> {
  switch (row.kind) {
    case 'organization':
      return row.organization.id;
    case 'tenant':
      return row.domain;
    case 'item':
      return copiedText(row) || plainText((await row.section.present(row.item)).label);
    case 'section':
      return row.section.title;
    case 'note':
    case 'loadMore':
    case 'failure':
    case 'cutOff':
    case 'empty': {
      const { label = '' } = await tree.getTreeItem(row);
      return typeof label === 'string' ? label : label.label;
    }
  }
}
