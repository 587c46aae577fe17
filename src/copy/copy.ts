import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { isRow, type OrganizationReference, rowArguments } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { organizationArguments } from '../find/organizationArguments.ts';
import { invitationById } from '../sections/invitations.ts';
import type { OrganizationTree } from '../sidebar/organizationTree.ts';
import type { ItemRow, Row } from '../sidebar/rows.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { jsonText } from '../text/json.ts';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { confirm, copyText, showInformation, withProgress } from '../ui/notifications.ts';

/**
 * Copies the ID of each organization, one per line. See `organizationArguments` for the arguments. With `'selection'`,
 * selected rows of all kinds are copied.
 */
export async function copyOrganizationId(
  services: Services<'copied' | 'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  if (argument === 'selection') {
    return copySelection(services);
  }
  const organizations = await organizationArguments(services, argument, selection);
  await copyIds(services, organizations);
}

async function copyIds(
  { known, copied, tenants }: Services<'copied' | 'known' | 'tenants'>,
  organizations: readonly Organization[],
): Promise<void> {
  if (organizations.length === 0) {
    return;
  }
  const text = organizations.map(({ id }) => id).join('\n');
  const find = known.finder();
  const parts = organizations.map((organization): CopiedPart => {
    const found = find(organization.id);
    const title = organizationTitle(organization);
    // A document or another extension can give no more than the ID.
    const name = title === organization.id ? organizationTitle(found?.organization ?? organization) : title;
    return { name, what: name === organization.id ? 'itself' : 'id', domain: found?.domain };
  });
  await copyParts(tenants, text, parts, (count, names) =>
    l10n.t('Copied the IDs of {0} organizations: {1}', count, names),
  );
  copied.fire(text);
}

/** Copies the name of each organization with a name, one per line. See `organizationArguments` for the arguments. */
export async function copyOrganizationName(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const organizations = await organizationArguments(services, argument, selection, (document) =>
    copyOrganizationName(services, document),
  );
  const named = organizations.filter(({ name }) => name !== undefined && name !== '');
  if (organizations.length > 0 && named.length === 0) {
    void showInformation(l10n.t('There is no name to copy. The ID can be copied in its place.'));
  }
  const names = named.map(({ name = '' }) => name);
  await copyParts(
    services.tenants,
    names.join('\n'),
    names.map((name) => ({ name, what: 'itself' })),
    copiedOrganizations,
  );
}

/** Copies an organization as JSON, several as an array. See `organizationArguments` for the arguments. */
export async function copyOrganizationJson(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
): Promise<void> {
  const organizations = await organizationArguments(services, argument, selection, (document) =>
    copyOrganizationJson(services, document),
  );
  const find = services.known.finder();
  const parts = organizations.map((one): CopiedPart => ({
    name: organizationTitle(one),
    what: 'itself',
    domain: find(one.id)?.domain,
  }));
  await copyParts(services.tenants, organizationsAsJson(organizations), parts, copiedOrganizations);
}

/** One organization as an object, several as an array. */
export function organizationsAsJson(organizations: readonly Organization[]): string {
  return jsonText(organizations.length === 1 ? organizations[0] : organizations);
}

/** Copies a text about organizations, and says in which form it is and which they are. @param form its title */
export function copyOrganizationsAs(form: string, organizations: readonly Organization[], text: string): Promise<void> {
  return copyText(text, l10n.t('Copied as {0}: {1}', form, namesOf(organizations)));
}

/** The names of organizations, of many the first ones, for a message. */
export function namesOf(organizations: readonly Organization[]): string {
  return names(organizations.map((one) => ({ name: organizationTitle(one) })));
}

/** The title of a question about organizations, which says which they are, and of which tenants. */
export function titleAbout(tenants: Tenants, title: string, references: readonly OrganizationReference[]): string {
  const owners = new Set(references.map(({ domain }) => tenants.titleOf(domain)));
  return [title, namesOf(references.map(({ organization }) => organization)), ...owners].join(' · ');
}

function copiedOrganizations(count: string, names: string): string {
  return l10n.t('Copied {0} organizations: {1}', count, names);
}

type ItemServices = Services<'tenants' | 'tree'>;

/**
 * Copies the ID of each item inside an organization, such as a member, one per line. For a field of the organization
 * itself, copies the value.
 * @param argument a row
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function copyItemId(services: ItemServices, argument?: unknown, selection?: unknown): Promise<void> {
  const rows = itemRowsIn(services, argument, selection);
  const withText = rows.filter((row) => copiedText(row) !== '');
  if (withText.length > 0) {
    await copyItems(services, withText.map(copiedText).join('\n'), await Promise.all(withText.map(partOfItem)));
  } else if (rows.length > 0) {
    sayWithoutId();
  }
}

function sayWithoutId(): void {
  void showInformation(l10n.t('There is no ID to copy. The item can be copied as JSON.'));
}

/** Copies an item inside an organization as JSON, several as an array. See `copyItemId` for the arguments. */
export async function copyItemJson(services: ItemServices, argument?: unknown, selection?: unknown): Promise<void> {
  const rows = itemRowsIn(services, argument, selection);
  const items = rows.map(({ item }) => item);
  const names = await Promise.all(rows.map(labelOf));
  await copyItems(
    services,
    jsonText(items.length === 1 ? items[0] : items),
    names.map((name, place) => ({ name, what: 'itself', domain: rows[place]?.domain })),
  );
}

/**
 * Copies the link of an invitation after a warning, because anyone with the link can accept the invitation. The link is
 * read again for each copy and stored nowhere.
 * @param argument the row of an invitation
 */
export async function copyInvitationLink(
  services: Services<'notifier' | 'tenants'>,
  argument?: unknown,
): Promise<void> {
  if (!isRow(argument) || argument.kind !== 'item' || argument.section.name !== 'invitations') {
    // A menu that was opened while its rows were read anew has lost its row.
    void showInformation(l10n.t('VS Code does not say which invitation this is. Open the menu of its row again.'));
    return;
  }
  const { domain, id, path } = argument;
  const isConfirmed = await confirm(
    l10n.t('Copy the link of this invitation?'),
    l10n.t('Whoever has the link can accept the invitation and join the organization.'),
    l10n.t('Copy Link'),
  );
  if (!isConfirmed) {
    return;
  }
  const invitation = invitationById(encodeURIComponent(id), encodeURIComponent(path.at(-1) ?? ''));
  let answer: unknown;
  try {
    answer = await withProgress(l10n.t('Reading the invitation'), (context) =>
      services.tenants.read(domain)(invitation, {}, context),
    );
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: l10n.t('The invitation could not be read'),
      documentation: 'organizations/get-invitations-by-invitation-id',
      retry: () => copyInvitationLink(services, argument),
    });
    return;
  }
  const { invitation_url: link } = (answer ?? {}) as { readonly invitation_url?: unknown };
  if (typeof link === 'string' && link !== '') {
    await copyText(link, l10n.t('Copied the link of the invitation'));
  } else {
    void showInformation(l10n.t('The tenant sends no link of this invitation.'));
  }
}

function itemRowsIn({ tree }: Services<'tree'>, argument: unknown, selection: unknown): readonly ItemRow[] {
  const candidates = isRow(argument) ? rowArguments(argument, selection) : tree.selection;
  return candidates.filter((row): row is ItemRow => isRow(row) && row.kind === 'item');
}

function copyItems({ tenants }: Services<'tenants'>, text: string, parts: readonly CopiedPart[]): Promise<void> {
  return copyParts(tenants, text, parts, (count, names) => l10n.t('Copied {0} items: {1}', count, names));
}

/** The text to copy for an item: its ID, or the value of a field of the organization. Empty if the item has neither. */
function copiedText({ section, item }: ItemRow): string {
  return (section.copiedText ?? section.keyOf)(item);
}

async function labelOf({ section, item }: ItemRow): Promise<string> {
  return (await section.present(item, vscode.env.language)).label;
}

/** What `copiedText` is of an item. */
async function partOfItem(row: ItemRow): Promise<CopiedPart> {
  const label = await labelOf(row);
  const { domain } = row;
  if (label === '' || label === copiedText(row)) {
    return { name: copiedText(row), what: 'itself', domain };
  }
  return { name: label, what: row.section.copiedText ? 'value' : 'id', domain };
}

/** Copies the text of each selected row, one per line. Shows no input and makes no request. */
async function copySelection(services: Services<'copied' | 'known' | 'tenants' | 'tree'>): Promise<void> {
  const { tree, tenants, copied } = services;
  const rows = tree.selection;
  const organizations = rows.flatMap((row) => (row.kind === 'organization' ? [row.organization] : []));
  if (rows.length === 0) {
    void showInformation(
      l10n.t('Nothing is selected, so nothing was copied. Select a row with Enter or a click, and copy again.'),
    );
  } else if (organizations.length === rows.length) {
    await copyIds(services, organizations);
  } else {
    const copies = (await Promise.all(rows.map((row) => copyOf(row, tree, tenants)))).filter(({ text }) => text !== '');
    if (copies.length === 0) {
      sayWithoutId();
      return;
    }
    const text = copies.map((copy) => copy.text).join('\n');
    await copyParts(tenants, text, copies, (count, names) => l10n.t('Copied {0} rows: {1}', count, names));
    copied.fire(text);
  }
}

/** The ID, value or domain of a row; for a row without any, the label. */
async function copyOf(
  row: Row,
  tree: OrganizationTree,
  tenants: Pick<Tenants, 'titleOf'>,
): Promise<CopiedPart & { readonly text: string }> {
  switch (row.kind) {
    case 'organization': {
      const { domain, organization } = row;
      return { text: organization.id, name: organizationTitle(organization), what: 'id', domain };
    }
    case 'tenant': {
      const name = tenants.titleOf(row.domain);
      return { text: row.domain, name, what: name === row.domain ? 'itself' : 'domain' };
    }
    case 'item': {
      const text = copiedText(row);
      return text === '' ? itself(plainText(await labelOf(row))) : { text, ...(await partOfItem(row)) };
    }
    case 'section':
      return itself(row.section.title);
    case 'note':
    case 'loadMore':
    case 'failure':
    case 'cutOff':
    case 'empty': {
      const { label = '' } = await tree.getTreeItem(row);
      return itself(typeof label === 'string' ? label : label.label);
    }
  }
}

function itself(label: string): CopiedPart & { readonly text: string } {
  return { text: label, name: label, what: 'itself' };
}

/** Something with a name, of which a text is copied. */
interface CopiedPart {
  /** As the sidebar shows it. Anyone can have written it. */
  readonly name: string;
  /** What is copied of it: its name itself, or everything, unless it is one of these. */
  readonly what: 'id' | 'value' | 'domain' | 'itself';
  /** The tenant that it is in, if that is known. */
  readonly domain?: string | undefined;
}

/**
 * Copies a text, if it has any parts, and says the names of the parts in the status bar: a copy takes the selected rows,
 * which VS Code tells an extension, and not the row that the arrow keys have led to, which it does not.
 * @param describe what is copied if there are several parts, given their number and the first names
 * @see https://github.com/microsoft/vscode/issues/170248
 */
async function copyParts(
  tenants: Tenants,
  text: string,
  parts: readonly CopiedPart[],
  describe: (count: string, names: string) => string,
): Promise<void> {
  const [first, ...others] = parts;
  if (first) {
    const message =
      others.length === 0 ? describeOne(tenants, first) : describe(formatNumber(parts.length), names(parts));
    await copyText(text, message);
  }
}

function describeOne(tenants: Tenants, { name, what, domain }: CopiedPart): string {
  const named = plainText(name, longestName);
  if (named === '') {
    return l10n.t('Copied');
  }
  // Organizations of two tenants can have the same name.
  const isPlaced = domain !== undefined && tenants.domains.length > 1;
  const shown = isPlaced ? l10n.t('{0} in {1}', named, tenants.titleOf(domain)) : named;
  switch (what) {
    case 'id':
      return l10n.t('Copied the ID of {0}', shown);
    case 'value':
      return l10n.t('Copied the value of {0}', shown);
    case 'domain':
      return l10n.t('Copied the domain of {0}', shown);
    case 'itself':
      return l10n.t('Copied {0}', shown);
  }
}

/** In UTF-16 code units: a status bar has room for a line of some 150. */
const longestName = 100;

const longestOfSeveral = 30;

const mostNames = 3;

function names(parts: readonly Pick<CopiedPart, 'name'>[]): string {
  const first = parts.slice(0, mostNames).map(({ name }) => plainText(name, longestOfSeveral));
  const shown = first.filter((name) => name !== '');
  return [...shown, ...(parts.length > shown.length ? ['…'] : [])].join(', ');
}
