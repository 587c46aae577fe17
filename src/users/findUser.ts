import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { organizationTitle } from '../api/organization.ts';
import { documentInFront, domainArgument, isRow, stringArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { documentAddress } from '../documents/documentAddress.ts';
import { showPreview } from '../documents/openDocument.ts';
import { firstTextField, type Item, textField } from '../sections/section.ts';
import type { SectionRow } from '../sidebar/rows.ts';
import { searchedTenants } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import { back, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { withProgress } from '../ui/notifications.ts';
import { isUserId, userDocumentation, userOf, type UserReference } from './userAddress.ts';
import { userUri } from './userDocuments.ts';
import { addRoles, hasCostlyRoles, readUserAndOrganizations, userContent } from './userMemberships.ts';
import { type UserAnswer, type UserOfTenant, UserPick, type UserPickOptions } from './userPick.ts';
import type { UserDocument, UserReading } from './usersClient.ts';

/**
 * Finds a user by email address, ID, or the beginning of a name or address, and opens the user's page.
 * @param argument the text, whose request is made at once; or the row of a tenant, or of the members of an organization,
 *   to search only there
 * @param domain the tenant; without it all connected tenants are asked
 * @param text the text for the row of members
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function findUser(
  services: Services<'documents' | 'notifier' | 'sections' | 'tenants'>,
  argument?: unknown,
  domain?: unknown,
  text?: unknown,
): Promise<vscode.Uri | undefined> {
  const where = isRow(argument) ? argument.domain : domainArgument(domain);
  const isMembers = isRow(argument) && argument.kind === 'section' && argument.path.join('/') === 'members';
  const user = await chooseUser(services, {
    title: l10n.t('Find User'),
    text: stringArgument(argument) ?? stringArgument(text) ?? '',
    domain: where,
    members: isMembers ? argument : undefined,
  });
  return user && openUserDocument(services, user);
}

/**
 * Opens the page of a user with the organizations and the roles there. Of an open document of a user it is made without a
 * request.
 * @param argument the row of a member, the URI of a user's document, or a user ID; without it the person is asked
 * @param domain the tenant of a user ID
 * @returns the URI of the document, `undefined` when no document was opened
 */
export async function openUser(
  services: Services<'documents' | 'notifier' | 'sections' | 'tenants'>,
  argument?: unknown,
  domain?: unknown,
): Promise<vscode.Uri | undefined> {
  const uri = argument instanceof vscode.Uri ? argument : undefined;
  const open = uri && userInUri(uri);
  const reading = uri && ((await services.documents.sourceOf(uri)) as UserReading | undefined);
  if (open && reading) {
    return openDocument(services, { ...open, isPage: true }, reading);
  }
  const user = userArgument(argument, domain);
  return user ? openUserDocument(services, user) : findUser(services, argument, domain);
}

/**
 * Opens the JSON of a user whose page is open, without a request if it is known what the page was made of.
 * @param argument the URI of the page; without it the document in front
 */
export async function openUserJson(
  services: Services<'documents' | 'tenants'>,
  argument?: unknown,
): Promise<vscode.Uri | undefined> {
  const { documents } = services;
  const uri = argument instanceof vscode.Uri ? argument : documentInFront();
  const user = uri && userInUri(uri);
  if (!user) {
    return undefined;
  }
  const json: UserReference = { ...user, isPage: false };
  const reading = (await documents.sourceOf(uri)) as UserReading | undefined;
  if (reading) {
    return openDocument(services, json, reading);
  }
  await documents.open(userUri(json));
  return userUri(json);
}

/** Opens a document of a user, made of what was read unless it is open as it was read later. */
async function openDocument(
  { documents, tenants }: Services<'documents' | 'tenants'>,
  user: UserReference,
  reading: UserReading,
): Promise<vscode.Uri> {
  const uri = userUri(user);
  const held = (await documents.sourceOf(uri)) as UserReading | undefined;
  if (!held || held.readAtMs < reading.readAtMs) {
    await documents.keep(uri, userContent(tenants, user, reading));
  }
  await (user.isPage ? showPreview(uri) : documents.open(uri));
  return uri;
}

/** Opens the page of a user. Roles in many organizations are read only if the person agrees to their cost. */
export async function openUserDocument(
  services: Services<'documents' | 'notifier' | 'tenants'>,
  { domain, userId, profile }: UserOfTenant,
): Promise<vscode.Uri | undefined> {
  const { tenants, documents, notifier } = services;
  const reading = l10n.t('Reading {0}', plainText(userId));
  try {
    const document = await withProgress(reading, (context) =>
      readUserAndOrganizations(tenants, { domain, userId }, context, profile),
    );
    const isCostly = hasCostlyRoles(document);
    const withRoles = isCostly ? await chooseRoles(document, tenants.titleOf(domain)) : true;
    if (withRoles === undefined) {
      return undefined;
    }
    const content = withRoles
      ? await withProgress(reading, (context) =>
          // Whoever cancels many requests keeps what they have read.
          addRoles(tenants, domain, document, context, isCostly ? () => true : undefined),
        )
      : document;
    const page = { domain, userId, withAllRoles: isCostly && withRoles, isPage: true };
    const uri = userUri(page);
    await documents.keep(uri, userContent(tenants, page, { document: content, readAtMs: Date.now() }));
    await showPreview(uri);
    return uri;
  } catch (error) {
    notifier.notify(error, {
      domain,
      what: l10n.t('User {0} of {1} could not be read', userId, tenants.titleOf(domain)),
      documentation: userDocumentation.id,
      retry: () => openUserDocument(services, { domain, userId }),
    });
    return undefined;
  }
}

/** Says how many requests the roles take. @returns `undefined` when the person cancels */
async function chooseRoles({ user, organizations }: UserDocument, tenant: string): Promise<boolean | undefined> {
  const count = formatNumber(organizations.items.length);
  const name = plainText(firstTextField(user, 'name', 'email', 'user_id'));
  return choose(
    [
      { label: l10n.t('Without roles'), description: l10n.t('no more requests'), value: false },
      {
        label: l10n.t('With roles'),
        description: l10n.t('at least {0} requests, one for each organization', count),
        value: true,
      },
    ],
    {
      title: organizations.complete
        ? l10n.t('{0} is in {1} organizations of {2}', name, count, tenant)
        : l10n.t('{0} is in {1} organizations of {2} or more', name, count, tenant),
      placeholder: l10n.t('Read the roles there too?'),
    },
  );
}

/** Where to search for a user. */
interface UserSearch {
  readonly title: string;
  /** The initial text, whose request is made at once. */
  readonly text: string;
  /** Without it all connected tenants are asked. */
  readonly domain: string | undefined;
  /** The row of the members of an organization, to search only there. */
  readonly members?: SectionRow | undefined;
}

/** Lets the person find a user. @returns `undefined` when the person cancels */
export async function chooseUser(
  services: Services<'sections' | 'tenants'>,
  { title, text, domain, members }: UserSearch,
): Promise<UserOfTenant | undefined> {
  const { tenants, sections } = services;
  const domains = searchedTenants(tenants, domain);
  const [only, ...others] = domains;
  if (only === undefined) {
    return undefined;
  }
  const place = members?.organization;
  const loaded = members && sections.loaded(members);
  const placeTitle = place ? organizationTitle(place) : tenants.titleOf(only);
  const chosen = await askForUser(services, {
    title: others.length === 0 ? l10n.t('{0} in {1}', title, plainText(placeTitle)) : title,
    text,
    domains,
    organizationId: place?.id,
    loaded: loaded ? [loadedMembers(loaded.items)] : [],
  });
  return chosen && chosen !== back && 'userId' in chosen ? chosen : undefined;
}

/** The loaded members of an organization, as a pick offers them. */
export function loadedMembers(items: readonly Item[]): UserPickOptions['loaded'][number] {
  return { title: l10n.t('Loaded members'), items };
}

/** The options of the quick pick of users of tenants. */
interface UserSearchInTenants extends Omit<UserPickOptions, 'tenants'> {
  readonly text: string;
}

/** Shows the quick pick of users. */
export function askForUser(
  { tenants }: Services<'tenants'>,
  { text, ...parts }: UserSearchInTenants,
): Promise<UserAnswer> {
  return new UserPick({ ...parts, tenants }).ask(text);
}

function userInUri(uri: vscode.Uri): UserReference | undefined {
  const address = documentAddress(uri);
  return address && userOf(address);
}

/** The user of a command's arguments: the row of a member, the URI of a user's document, or a user ID and a domain. */
export function userArgument(argument: unknown, domain?: unknown): UserOfTenant | undefined {
  if (isRow(argument)) {
    const userId = argument.kind === 'item' ? textField(argument.item, 'user_id') : '';
    return userId === '' ? undefined : { domain: argument.domain, userId };
  }
  if (argument instanceof vscode.Uri) {
    const user = userInUri(argument);
    return user && { domain: user.domain, userId: user.userId };
  }
  return typeof argument === 'string' && isUserId(argument) && typeof domain === 'string'
    ? { domain, userId: argument }
    : undefined;
}
