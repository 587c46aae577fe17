import * as vscode from 'vscode';
import { numberText } from '../notifications/numberText.ts';
import { withCancel } from '../notifications/progress.ts';
import { isRow } from '../organizations/rows.ts';
import { copiedText } from '../organizations/sections/copiedText.ts';
import type { ItemRow } from '../organizations/sections/sectionRows.ts';
import { rowsMeant } from './arguments.ts';
import { copyShown, copyText } from './copyText.ts';
import type { Services } from './services.ts';
import { confirm, showInformation } from '../notifications/messages.ts';

/**
 * Copies the ID of each item inside an organization, such as a member, or its value where it is a field of the
 * organization itself, one a line.
 * @param argument a row
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
 */
export async function copyItemId(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const rows = itemRowsIn(services, argument, selection);
  const texts = rows.map(copiedText).filter((text) => text !== '');
  if (texts.length > 0) {
    await copy(texts.join('\n'), texts.length);
  } else if (rows.length > 0) {
    void showInformation(vscode.l10n.t('There is no ID to copy. The item can be copied as JSON.'));
  }
}

/** Copies an item inside an organization as JSON, several as an array. Takes what `copyItemId` takes. */
export async function copyItemJson(services: Services, argument?: unknown, selection?: unknown): Promise<void> {
  const items = itemRowsIn(services, argument, selection).map(({ item }) => item);
  if (items.length > 0) {
    await copy(JSON.stringify(items.length === 1 ? items[0] : items, undefined, 2), items.length);
  }
}

/**
 * Copies the link of an invitation, after a warning: whoever has it can accept the invitation. It is read anew for this
 * and kept nowhere.
 * @param argument the row of an invitation
 */
export async function copyInvitationLink(services: Services, argument?: unknown): Promise<void> {
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
    const answer = await withCancel(vscode.l10n.t('Reading the invitation'), (caller) =>
      services.tenants.read(domain)('invitations', invitation, {}, caller),
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

function itemRowsIn({ tree }: Services, argument: unknown, selection: unknown): readonly ItemRow[] {
  const candidates = isRow(argument) ? rowsMeant(argument, selection) : tree.selection;
  return candidates.filter((row): row is ItemRow => isRow(row) && row.kind === 'item');
}

function copy(text: string, count: number): Promise<void> {
  return copyShown(
    text,
    count === 1 ? vscode.l10n.t('Copied 1 item') : vscode.l10n.t('Copied {0} items', numberText(count)),
  );
}
