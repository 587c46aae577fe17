import * as l10n from '@vscode/l10n';
import { recover } from '../api/apiError.ts';
import { readObject } from '../api/jsonFields.ts';
import type { ListResource } from '../api/managementApi.ts';
import { domainArgument, itemArgument, type ItemReference } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { PagedList } from '../organizations/pagedList.ts';
import { applicationList, isClientId } from '../sections/clients.ts';
import { connectionList, findConnection, listedConnection } from '../sections/connections.ts';
import { firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import { pickTenant, searchedTenants } from '../tenants/pickTenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainName } from '../text/plainText.ts';
import { back } from '../ui/ask.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import { ItemPick, type ItemPickOptions } from './itemPick.ts';
import { isConnectionId } from './identifiers.ts';

/** What a quick pick says of applications. */
export function applicationTexts(): Pick<ItemPickOptions, 'ofId' | 'kindOf' | 'listTexts'> {
  return {
    ofId: (id) => l10n.t('Use client ID {0}', id),
    kindOf: (item) => {
      const type = textField(item, 'app_type') || textField(objectField(item, 'client'), 'app_type');
      return type === 'non_interactive' ? l10n.t('{0}, machine-to-machine', type) : type;
    },
    listTexts: {
      load: (tenants) => l10n.t('Load the applications of {0}', tenants),
      reading: (tenants) => l10n.t('Reading the applications of {0}', tenants),
      loadMore: l10n.t('Load more applications…'),
      allLoaded: (count) => l10n.t('All applications are loaded: {0}.', count),
      noMatch: (text) => l10n.t('No application has “{0}” in its name or ID', plainName(text)),
    },
  };
}

/** An application (client in the API) that a person has chosen. */
export interface ChosenApplication {
  readonly clientId: string;
  /** Foreign text; absent if only the ID is known. */
  readonly name?: string;
}

/**
 * The application that an item is about.
 * @param item an application of the tenant or of an organization, a client grant, or a log event
 * @returns `undefined` if the item has no client ID
 */
export function applicationOf(item: Item): ChosenApplication | undefined {
  const clientId = textField(item, 'client_id');
  const name = nameOf(applications, item);
  return clientId === '' ? undefined : { clientId, ...(name && { name }) };
}

/** The list of a tenant, of which nothing is read yet. */
export function listIn(tenants: Tenants, domain: string, { list, read, idField }: Used): PagedList<Item> {
  return new PagedList(tenants.pages(domain, list, read), (item) => textField(item, idField));
}

/** An application of the list of a tenant, `undefined` for what has no ID. */
function listedApplication(value: unknown): Item | undefined {
  const application = readObject(value) ?? {};
  return textField(application, 'client_id') === '' ? undefined : application;
}

/** What organizations use: applications, or connections. */
interface Used {
  /** The section of an organization that has them. */
  readonly section: string;
  /** The field with the ID of an item. */
  readonly idField: string;
  /** The field that holds what has the name, in a section. */
  readonly holder: string;
  /** What the question for one says, and which IDs it takes. */
  readonly pick: () => Pick<ItemPickOptions, 'isId' | 'kindOf' | 'listTexts' | 'ofId' | 'placeholder' | 'title'>;
  /** The list of a tenant, and what an item of it is, `undefined` for what is none. */
  readonly list: ListResource;
  readonly read: (value: unknown) => Item | undefined;
}

export const applications: Used = {
  section: 'clients',
  idField: 'client_id',
  holder: 'client',
  pick: () => ({
    ...applicationTexts(),
    isId: (text) => isClientId(text, 'whole'),
    title: l10n.t('Find Organizations That Use an Application'),
    placeholder: l10n.t('Name or client ID of the application'),
  }),
  list: applicationList,
  read: listedApplication,
};

export const connections: Used = {
  section: 'connections',
  idField: 'connection_id',
  holder: 'connection',
  pick: () => ({
    isId: isConnectionId,
    title: l10n.t('Find Organizations That Use a Connection'),
    placeholder: l10n.t('Name or ID of the connection'),
    ofId: (id) => l10n.t('Use connection ID {0}', id),
    kindOf: (item) => textField(objectField(item, 'connection'), 'strategy'),
    listTexts: {
      load: (tenants) => l10n.t('Load the connections of {0}', tenants),
      reading: (tenants) => l10n.t('Reading the connections of {0}', tenants),
      loadMore: l10n.t('Load more connections…'),
      allLoaded: (count) => l10n.t('All connections are loaded: {0}.', count),
      noMatch: (text) => l10n.t('No connection has “{0}” in its name or ID', plainName(text)),
    },
  }),
  list: connectionList,
  read: listedConnection,
};

/**
 * The application or the connection of a command's arguments, or the one that a person picks in any tenant. Its fields are
 * those of the loaded sections if only its ID is given.
 */
export async function usedItem(
  services: Services<'sections' | 'store' | 'tenants' | 'tree'>,
  used: Used,
  argument: unknown,
  givenId: unknown,
): Promise<ItemReference | undefined> {
  const { tenants, tree } = services;
  const given =
    itemArgument(tree.selection, used.idField, argument, givenId) ??
    (await pickUsed(services, used, searchedTenants(tenants, domainArgument(argument))));
  if (!given) {
    return undefined;
  }
  const { domain, id, item } = given;
  if ((await pickTenant(tenants, used.pick().title, domain)) === undefined) {
    return undefined;
  }
  const loaded = loadedIn(services, used, domain).find((one) => textField(one, used.idField) === id);
  return { domain, id, item: { ...loaded, ...item } };
}

/** Stands for a connection that could not be read. */
export const unread: Item = {};

/**
 * Reads the connection whose ID was typed, so that a mistyped one does not cost a request for each organization. Says so if
 * the tenant does not have it. A token that cannot read connections is not tried.
 * @returns `undefined` if there is none, or when the person cancels
 */
export async function readConnection(tenants: Tenants, { domain, id }: ItemReference): Promise<Item | undefined> {
  const status = await tenants.status(domain);
  if (status.kind !== 'usable' || status.scopes?.includes('read:connections') === false) {
    return unread;
  }
  const tenant = tenants.titleOf(domain);
  const request = withProgress(l10n.t('Asking {0}', tenant), async (context) => {
    const found = await findConnection(tenants.read(domain), id, context);
    if (!found) {
      void showInformation(l10n.t('{0} has no connection with the ID {1}.', tenant, id));
    }
    return found;
  });
  return recover(
    request,
    () => true,
    ({ reason }) => (reason === 'cancelled' ? undefined : unread),
  );
}

/** The name of an item, or its ID if the name is not known. */
export function titleIn(used: Used, { id, item }: Pick<ItemReference, 'id' | 'item'>): string {
  return plainName(nameOf(used, item) || id);
}

function nameOf({ holder }: Used, item: Item): string {
  return firstTextField(item, 'name', 'client_name') || firstTextField(objectField(item, holder), 'name');
}

/** Lets a person pick one of any tenant. What is loaded is offered at once. */
async function pickUsed(
  services: Services<'sections' | 'store' | 'tenants'>,
  used: Used,
  domains: readonly string[],
): Promise<ItemReference | undefined> {
  const { tenants } = services;
  if (domains.length === 0) {
    return undefined;
  }
  const answer = await new ItemPick({
    ...used.pick(),
    tenants,
    idOf: (item) => textField(item, used.idField),
    nameOf: (item) => nameOf(used, item),
    places: domains.map((domain) => ({
      domain,
      loaded: loadedIn(services, used, domain),
      list: listIn(tenants, domain, used),
    })),
  }).ask();
  return answer && answer !== back ? answer : undefined;
}

/** The items in the loaded sections of the organizations of a tenant. One can be there several times. */
function loadedIn(
  { sections, store }: Services<'sections' | 'store'>,
  { section }: Used,
  domain: string,
): readonly Item[] {
  return [...store.get(domain).organizations.map(({ id }) => id), ...store.lookedUp(domain).keys()].flatMap(
    (id) => sections.loaded({ domain, id, path: [section] })?.items ?? [],
  );
}
