import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import { back } from '../input/ask.ts';
import { organizationTitle } from '../management/organization.ts';
import { textField } from '../sections/section.ts';
import { isRow, type SectionRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenantTypes.ts';
import { plainText } from '../text/plainText.ts';
import { readUsersByEmail, searchUsers, userDocumentation } from '../users/usersClient.ts';
import { isUserId } from '../users/userQuestion.ts';
import type { ExtensionServices } from './extensionServices.ts';
import { type ChosenUser, type UserAnswer, UserPick, type UserPickParts } from './userPick.ts';

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
  services: ExtensionServices,
  { title, text, domain, members, retry }: UserSearch,
): Promise<UserOfTenant | undefined> {
  const { tenants, sections } = services;
  const named = await pickTenant(tenants, title, domain);
  if (named === undefined) {
    return undefined;
  }
  const place = members?.organization;
  const placeTitle = place ? organizationTitle(place) : tenantTitle(tenants.find(named) ?? { domain: named });
  const chosen = await askForUser(services, {
    title: vscode.l10n.t('{0} in {1}', title, plainText(placeTitle)),
    text,
    domain: named,
    organizationId: place?.id,
    loaded: members && sections.isLoaded(members) ? sections.get(members).items : [],
    retry: (asked) => retry(asked, named),
  });
  return chosen && chosen !== back ? { ...chosen, domain: named } : undefined;
}

/** The options of the quick pick of users of a tenant. */
export interface UserSearchInTenant extends Pick<UserPickParts, 'title' | 'organizationId' | 'loaded' | 'optional'> {
  readonly text: string;
  readonly domain: string;
  readonly retry: (text: string) => unknown;
}

/** Shows the quick pick of users, and a failure as a notification. */
export function askForUser(
  { tenants, notifier }: ExtensionServices,
  { text, domain, retry, ...parts }: UserSearchInTenant,
): Promise<UserAnswer> {
  const pick = new UserPick({
    ...parts,
    ask: async (question, from, context) =>
      question.kind === 'email'
        ? { items: await readUsersByEmail(tenants, domain, question.email, context) }
        : searchUsers(tenants, domain, question.q)(from, context),
    onFailure: (error, { kind }, asked) => {
      notifier.notify(error, {
        domain,
        what: vscode.l10n.t('Users of {0} could not be found', domain),
        documentation: userDocumentation[kind],
        retry: () => retry(asked),
      });
    },
  });
  return pick.ask(text);
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
