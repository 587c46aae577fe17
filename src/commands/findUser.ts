import * as vscode from 'vscode';
import { isRow } from '../sidebar/rows.ts';
import { chooseUser, userArgument } from './chooseUser.ts';
import { domainArgument, stringArgument } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { openUserDocument } from './openUserDocument.ts';

/**
 * Finds a user by email address, ID, or the beginning of a name or address, and opens the user's document.
 * @param argument the text, whose request is made at once; or the row of a tenant, or of the members of an organization,
 *   to search only there
 * @param domain the tenant; without it the person is asked if several tenants are connected
 * @param text the text for the row of members
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function findUser(
  services: ExtensionServices,
  argument?: unknown,
  domain?: unknown,
  text?: unknown,
): Promise<vscode.Uri | undefined> {
  const where = isRow(argument) ? argument.domain : domainArgument(domain);
  const isMembers = isRow(argument) && argument.kind === 'section' && argument.path.join('/') === 'members';
  const user = await chooseUser(services, {
    title: vscode.l10n.t('Find User'),
    text: stringArgument(argument) ?? stringArgument(text) ?? '',
    domain: where,
    members: isMembers ? argument : undefined,
    retry: (asked, tenant) =>
      isMembers ? findUser(services, argument, undefined, asked) : findUser(services, asked, tenant),
  });
  return user && openUserDocument(services, user);
}

/**
 * Opens a user with the organizations and the roles there.
 * @param argument the row of a member, the URI of a user's document, or a user ID; without it the person is asked
 * @param domain the tenant of a user ID
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function openUser(
  services: ExtensionServices,
  argument?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const user = userArgument(argument, domain);
  return user ? openUserDocument(services, user) : findUser(services, argument, domain);
}
