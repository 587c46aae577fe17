import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import { organizationTitle } from '../management/organization.ts';
import { textField } from '../sections/section.ts';
import { isRow, type SectionRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenantTypes.ts';
import { plainText } from '../text/plainText.ts';
import { readUsersByEmail, searchUsers, userDocumentation } from '../users/usersClient.ts';
import { isUserId } from '../users/userQuestion.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { type ChosenUser, UserPick, type UserPickParts } from './userPick.ts';

/** A user and the tenant. */
export interface UserOfTenant extends ChosenUser {
  readonly domain: string;
}

/** Where to search for a user. */
export interface UserSearch {
  readonly title: string;
  /** The initial text, whose request is made at once. */
  readonly text: string;
  /** Without it the person is asked if several tenants are connected. */
  readonly domain: string | undefined;
  /** The row of the members of an organization, to search only there. */
  readonly members?: SectionRow | undefined;
  /** Searches again for a text whose request has failed, in the tenant that was asked. */
  readonly retry: (text: string, domain: string) => unknown;
}

/** Lets the person find a user. @returns `undefined` when the person cancels or a request fails */
export async function chooseUser(
  { tenants, sections, notifier }: ExtensionServices,
  { title, text, domain, members, retry }: UserSearch,
): Promise<UserOfTenant | undefined> {
  const named = await pickTenant(tenants, title, domain);
  if (named === undefined) {
    return undefined;
  }
  const place = members?.organization;
  const ask: UserPickParts['ask'] = async (question, from, context) =>
    question.kind === 'email'
      ? { items: await readUsersByEmail(tenants, named, question.email, context) }
      : searchUsers(tenants, named, question.q)(from, context);
  const pick = new UserPick({
    title: vscode.l10n.t(
      '{0} in {1}',
      title,
      plainText(place ? organizationTitle(place) : tenantTitle(tenants.find(named) ?? { domain: named })),
    ),
    organizationId: place?.id,
    loaded: members && sections.isLoaded(members) ? sections.get(members).items : [],
    ask,
    onFailure: (error, { kind }, asked) => {
      notifier.notify(error, {
        domain: named,
        what: vscode.l10n.t('Users of {0} could not be found', named),
        documentation: userDocumentation[kind],
        retry: () => retry(asked, named),
      });
    },
  });
  const chosen = await pick.ask(text);
  return chosen && { ...chosen, domain: named };
}

/** The user of a command's arguments: the row of a member, the URI of a user's document, or a user ID and a domain. */
export function userArgument(argument: unknown, domain?: unknown): UserOfTenant | undefined {
  if (isRow(argument)) {
    const userId = argument.kind === 'item' ? textField(argument.item, 'user_id') : '';
    return userId === '' ? undefined : { domain: argument.domain, userId };
  }
  if (argument instanceof vscode.Uri) {
    const address = documentAddress(argument);
    return address?.userId === undefined ? undefined : { domain: address.domain, userId: address.userId };
  }
  return typeof argument === 'string' && isUserId(argument) && typeof domain === 'string'
    ? { domain, userId: argument }
    : undefined;
}
