import * as l10n from '@vscode/l10n';
import { relativeTime } from '../sections/eventRow.ts';
import { dateField, firstTextField, type Item, objectField, objectListField, textField } from '../sections/section.ts';
import { inlineCode, markdownLink, readableMarkdown, tableCell } from '../text/markdown.ts';
import type { UserReading } from './usersClient.ts';

/** What the page of a user needs besides what was read. */
export interface PageOptions {
  /** The tenant, as people call it. */
  readonly tenant: string;
  /** The language of dates and numbers, as a BCP 47 tag. */
  readonly language: string;
  /** The URL of the document of an organization, `undefined` if it has none. */
  readonly linkTo: (organization: Item) => string | undefined;
}

/** A user as Markdown. A field that was not read is never told as a “no”, and foreign text has no markup. */
export function userPage({ document, readAtMs }: UserReading, options: PageOptions): string {
  const { user } = document;
  const readAt = new Intl.DateTimeFormat(options.language, { dateStyle: 'long', timeStyle: 'long' }).format(readAtMs);
  const blocks = [
    `# ${readableMarkdown(firstTextField(user, 'name', 'email', 'user_id'))}`,
    profileLines(user, readAtMs, options)
      .map((line) => `- ${line}`)
      .join('\n'),
    l10n.t('Read on {0} from the tenant {1}.', readableMarkdown(readAt), readableMarkdown(options.tenant)),
    ...('error' in user ? [failed(l10n.t('The profile could not be read: {0}', errorText(user)))] : []),
    ...organizationBlocks(document, options),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function profileLines(user: Item, nowMs: number, { language }: PageOptions): readonly string[] {
  const id = l10n.t('User ID: {0}', inlineCode(textField(user, 'user_id')));
  if ('error' in user) {
    return [id];
  }
  const phone = textField(user, 'phone_number');
  return [
    l10n.t('Email address: {0}', emailText(user)),
    ...(phone === '' ? [] : [l10n.t('Phone number: {0}', readableMarkdown(phone))]),
    id,
    l10n.t('Blocked by an administrator: {0}', blockedText(user['blocked'])),
    l10n.t('Last login: {0}', lastLoginText(user, nowMs, language)),
    l10n.t('Logins: {0}', numberText(user['logins_count'], language)),
    l10n.t('Identities: {0}', identitiesText(user)),
  ];
}

function notTold(): string {
  return l10n.t('not in the profile');
}

function emailText(user: Item): string {
  const email = readableMarkdown(textField(user, 'email'));
  if (email === '') {
    return notTold();
  }
  switch (user['email_verified']) {
    case true:
      return l10n.t('{0} (verified)', email);
    case false:
      return l10n.t('{0} (not verified)', email);
    default:
      return l10n.t('{0} (not known whether verified)', email);
  }
}

function blockedText(blocked: unknown): string {
  if (typeof blocked !== 'boolean') {
    return l10n.t('not set, as for users who were never blocked');
  }
  return blocked ? `**${l10n.t('yes')}**` : l10n.t('no');
}

function lastLoginText(user: Item, nowMs: number, language: string): string {
  const date = dateField(user, 'last_login');
  if (!date) {
    return notTold();
  }
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(date);
  return readableMarkdown(`${time} (${relativeTime(date.valueOf() - nowMs, language)})`);
}

function numberText(value: unknown, language: string): string {
  return typeof value === 'number' ? value.toLocaleString(language) : notTold();
}

function identitiesText(user: Item): string {
  const identities = (objectListField(user, 'identities') ?? []).map((identity) => {
    const [connection, provider] = [textField(identity, 'connection'), textField(identity, 'provider')];
    return readableMarkdown(connection === '' || connection === provider ? provider : `${connection} (${provider})`);
  });
  return identities.join(', ') || notTold();
}

function organizationBlocks(
  { organizations, roles }: UserReading['document'],
  options: PageOptions,
): readonly string[] {
  const { items, complete, error } = organizations;
  const count = items.length.toLocaleString(options.language);
  if (error) {
    return [`## ${l10n.t('Organizations')}`, failed(l10n.t('The organizations could not be read: {0}', error.message))];
  }
  const isWithRoles = items.every((organization) => rolesOf(organization));
  const missing = [
    ...(complete ? [] : [l10n.t('There may be more organizations: Auth0 sends no more of the list.')]),
    ...(roles.error ? [l10n.t('The roles could not be read in each organization: {0}', roles.error.message)] : []),
    ...(roles.error || isWithRoles ? [] : [l10n.t('The roles were not read. Open the user again to read them.')]),
    ...(!roles.error && isWithRoles && !roles.complete
      ? [l10n.t('There may be more roles: Auth0 sends no more of a list.')]
      : []),
  ];
  const heading = complete ? l10n.t('Organizations: {0}', count) : l10n.t('Organizations read: {0}', count);
  return [
    `## ${heading}`,
    ...missing.map(failed),
    items.length > 0
      ? table(items, roles.complete, options)
      : complete
        ? l10n.t('The user is in no organization.')
        : l10n.t('No organization was read.'),
  ];
}

/**
 * The roles come first, where any were read: the right of a wide table is out of view.
 * @param isWhole whether all roles were read
 */
function table(organizations: readonly Item[], isWhole: boolean, { linkTo }: PageOptions): string {
  const hasRoles = organizations.some((organization) => rolesOf(organization));
  const titles = [
    l10n.t('Organization'),
    ...(hasRoles ? [l10n.t('Roles Assigned Directly')] : []),
    l10n.t('Name'),
    l10n.t('ID'),
  ];
  const rows = organizations.map((organization) => {
    const title = readableMarkdown(firstTextField(organization, 'display_name', 'name', 'id'));
    const link = linkTo(organization);
    const names = rolesOf(organization)?.map((role) => tableCell(firstTextField(role, 'name', 'id')));
    const roles = names ? names.join(', ') || (isWhole ? l10n.t('none') : l10n.t('none read')) : l10n.t('not read');
    return [
      link === undefined
        ? tableCell(firstTextField(organization, 'display_name', 'name', 'id'))
        : markdownLink(title, link),
      ...(hasRoles ? [roles] : []),
      tableCell(textField(organization, 'name')),
      tableCell(textField(organization, 'id')),
    ];
  });
  return [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The roles in an organization, `undefined` if they were not read. */
function rolesOf(organization: Item): readonly Item[] | undefined {
  return objectListField(organization, 'roles');
}

/** A sentence on what was not read. */
function failed(sentence: string): string {
  return `⚠ ${readableMarkdown(sentence, 1000)}`;
}

function errorText(user: Item): string {
  return textField(objectField(user, 'error'), 'message');
}
