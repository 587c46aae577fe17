import * as l10n from '@vscode/l10n';
import { ApiError, recover } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { documentationOf, organizationsPath } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import { domainArgument, itemArgument, type ItemReference } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import type { PagedList } from '../organizations/pagedList.ts';
import { isClientId } from '../sections/clients.ts';
import { firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import { pickTenant, searchedTenants } from '../tenants/pickTenant.ts';
import { costText, FREE_REQUESTS, progressTexts } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { back, type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask, type LongWork } from '../ui/longTask.ts';
import { confirm, showInformation, withProgress } from '../ui/notifications.ts';
import { noteRow } from '../ui/searchRow.ts';
import { ItemPick, type ItemPickOptions } from './itemPick.ts';
import { useOf } from './organizationRows.ts';
import { runScan, type ScanResult, showScanResult, stopOfScan } from './runScan.ts';
import {
  ApplicationScan,
  connectionExists,
  type FindState,
  type Found,
  isForMembers,
  scansOf,
  type StoredSearch,
  totalOf,
  usesConnection,
} from './scanOrganizations.ts';
import { applicationsOf, applicationTexts, isConnectionId } from './usage.ts';

/** What organizations use: applications, or connections. */
interface Used {
  /** The section of an organization that has them. */
  readonly section: string;
  /** The field with the ID of an item. */
  readonly idField: string;
  /** The field that holds what has the name, in a section. */
  readonly holder: string;
  /** What the question for one says, and which IDs it takes. */
  readonly pick: () => Pick<
    ItemPickOptions,
    'isId' | 'kindOf' | 'listTexts' | 'ofId' | 'placeholder' | 'title' | 'withoutList'
  >;
  /** The list of a tenant, if the API has one. */
  readonly listOf?: (tenants: Tenants, domain: string) => PagedList<Item>;
}

const applications: Used = {
  section: 'clients',
  idField: 'client_id',
  holder: 'client',
  pick: () => ({
    ...applicationTexts(),
    isId: (text) => isClientId(text, 'whole'),
    title: l10n.t('Find Organizations That Use an Application'),
    placeholder: l10n.t('Name or client ID of the application'),
  }),
  listOf: applicationsOf,
};

const connections: Used = {
  section: 'connections',
  idField: 'connection_id',
  holder: 'connection',
  pick: () => ({
    isId: isConnectionId,
    title: l10n.t('Find Organizations That Use a Connection'),
    placeholder: l10n.t('Name or ID of the connection'),
    ofId: (id) => l10n.t('Use connection ID {0}', id),
    withoutList: noteRow(
      l10n.t('Connections are listed once they are opened in an organization'),
      l10n.t('The ID of another one can be typed, such as con_0123456789abcdef.'),
    ),
  }),
};

/** An application or a connection whose organizations are looked for. */
interface UsedItem {
  readonly domain: string;
  readonly id: string;
  readonly name: string;
  /** What is asked for. */
  readonly what: string;
  /** Whether the tenant has listed it. */
  readonly isListed: boolean;
}

/** The application or the connection of a command's arguments, or the one that a person picks in any tenant. */
async function usedItem(
  services: Services<'sections' | 'store' | 'tenants' | 'tree'>,
  used: Used,
  argument: unknown,
  givenId: unknown,
): Promise<UsedItem | undefined> {
  const { tenants, tree } = services;
  const given =
    itemArgument(tree.selection, used.idField, argument, givenId) ??
    (await pickUsed(services, used, searchedTenants(tenants, domainArgument(argument))));
  if (!given) {
    return undefined;
  }
  const { id, item } = given;
  const name = plainText(nameOf(used, item) || id, 60);
  const what = l10n.t('Organizations that use {0}', name);
  const domain = await pickTenant(tenants, what, given.domain);
  if (domain === undefined) {
    return undefined;
  }
  return { domain, id, name, what, isListed: Object.keys(item).length > 0 };
}

function nameOf({ holder }: Used, item: Item): string {
  return firstTextField(item, 'name') || firstTextField(objectField(item, holder), 'name');
}

/** Lets a person pick one of any tenant. What is loaded is offered at once. */
async function pickUsed(
  { sections, store, tenants }: Services<'sections' | 'store' | 'tenants'>,
  used: Used,
  domains: readonly string[],
): Promise<ItemReference | undefined> {
  const { section, idField, listOf } = used;
  if (domains.length === 0) {
    return undefined;
  }
  const answer = await new ItemPick({
    ...used.pick(),
    tenants,
    idOf: (item) => textField(item, idField),
    nameOf: (item) => nameOf(used, item),
    places: domains.map((domain) => {
      const ids = [...store.get(domain).organizations.map(({ id }) => id), ...store.lookedUp(domain).keys()];
      const loaded = ids
        .map((id) => ({ domain, id, path: [section] }))
        .flatMap((address) => (sections.isLoaded(address) ? sections.get(address).items : []));
      return { domain, loaded, list: listOf?.(tenants, domain) };
    }),
  }).ask();
  return answer && answer !== back ? answer : undefined;
}

/**
 * Finds the organizations of a tenant that use an application, with one request for 100 organizations. A search that runs
 * is joined, one that was stopped can be continued.
 * @param argument the row of an application or of a client grant, or a domain; without it the selected row, or else the person
 *   is asked
 * @param clientId the client ID of the application, if `argument` is a domain
 * @returns the organizations, with their `client`; `undefined` if none was asked
 */
export async function findOrganizationsOfApplication(
  services: Services<'notifier' | 'sections' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  clientId?: unknown,
): Promise<Found> {
  const { store, tenants } = services;
  const used = await usedItem(services, applications, argument, clientId);
  if (!used) {
    return undefined;
  }
  const { domain, id, name, what } = used;
  const tenant = tenants.titleOf(domain);
  const title = l10n.t('{0} in {1}', what, tenant);
  const { applications: searches } = scansOf(services, store.get(domain));
  const stored: StoredSearch = searches.get(id) ?? { task: new LongTask() };
  searches.set(id, stored);
  const joined = stored.task.join();
  if (joined) {
    return joined;
  }
  const choice = stored.scan ? await chooseScan(title, stored.scan) : 'anew';
  if (choice === undefined) {
    return undefined;
  }
  const before = choice === 'continue' || stored.task.isRunning ? stored.scan : undefined;
  const scan = before ?? new ApplicationScan(tenants, domain, id);
  stored.scan = scan;
  return stored.task.run(services.notifier, workOf(services, { domain, tenant, title, name, stored, scan }));
}

/** A search for the organizations of an application. */
interface Search extends Pick<UsedItem, 'domain' | 'name'>, Pick<ScanResult, 'tenant' | 'title'> {
  readonly stored: StoredSearch;
  readonly scan: ApplicationScan;
}

/** Lets the user continue a search that was stopped, or begin anew. @returns `undefined` when the user cancels */
async function chooseScan(title: string, scan: ApplicationScan): Promise<'continue' | 'anew' | undefined> {
  const choices: readonly Choice<'continue' | 'anew'>[] = [
    { value: 'continue', label: l10n.t('Continue'), detail: describeRead(scan) },
    { value: 'anew', label: l10n.t('All Organizations') },
  ];
  const placeholder = l10n.t('One request for each {0} organizations', PAGE_SIZE);
  return choose(choices, { title, placeholder });
}

/** Reads a few pages, and the rest once the user has agreed. */
function workOf(services: Services<'store' | 'tenants'>, search: Search): LongWork<Found> {
  const { domain, title, scan } = search;
  const list = services.store.get(domain);
  let limit = scan.requests + FREE_REQUESTS;
  return {
    title,
    isCurrent: () => services.store.get(domain) === list,
    goOn: async (context, { tell, patiently }) => {
      const describe = progressOf(services.store, domain, scan);
      const read = () =>
        scan.readPages(limit, {
          context,
          patiently,
          onPage: () => {
            tell(describe());
          },
        });
      await read();
      if (!scan.hasEnded) {
        if (!(await confirmRest(services, search))) {
          throw new ApiError('cancelled');
        }
        limit = Infinity;
        await read();
      }
      forget(search);
      showScanResult(resultOf(search));
      return scan.found;
    },
    stopped: () => {
      if (scan.asked === 0) {
        forget(search);
      }
      return {
        ...stopOfScan(domain, resultOf(search)),
        documentation: documentationOf.list,
      };
    },
  };
}

/** A search that has ended, or read nothing, is not to be continued. */
function forget({ stored, scan }: Search): void {
  if (stored.scan === scan) {
    delete stored.scan;
  }
}

/** Describes how far a search is. */
function progressOf(store: OrganizationStore, domain: string, scan: ApplicationScan): () => string {
  const describe = progressTexts(scan.asked);
  return () => {
    const { asked, found } = scan;
    const total = totalOf(store, domain, scan.asked);
    return total === undefined
      ? l10n.t('{0}, found: {1}', formatNumber(asked), formatNumber(found.length))
      : describe({ asked, found: found.length, total });
  };
}

/** Says what the pages that are not read yet cost, as far as it is known. */
function confirmRest(
  { tenants, store }: Services<'store' | 'tenants'>,
  { domain, title, scan }: Search,
): Promise<boolean> {
  const total = totalOf(store, domain, scan.asked) ?? scan.asked;
  const cost =
    total > scan.asked
      ? costText(tenants, domain, new Map([[organizationsPath, Math.ceil((total - scan.asked) / PAGE_SIZE)]]))
      : l10n.t('Each request reads {0} more. How many there are is not known.', PAGE_SIZE);
  const question = l10n.t('{0}: read the rest of the organizations?', title);
  return confirm(question, `${describeRead(scan)} ${cost}`, l10n.t('Read'));
}

function describeRead({ asked, found }: ApplicationScan): string {
  return l10n.t('Organizations read: {0}, found: {1}.', formatNumber(asked), formatNumber(found.length));
}

function resultOf({ tenant, title, name, scan }: Search): ScanResult {
  const findingOf = (organization: Organization) =>
    isForMembers(organization) ? l10n.t('Uses {0} for access of members', name) : l10n.t('Uses {0}', name);
  const { found, asked, isComplete } = scan;
  return {
    title,
    tenant,
    sentence: useOf(name),
    found,
    findingOf,
    asked,
    total: isComplete ? asked : undefined,
    isOfLoaded: false,
    unclear: 0,
  };
}

/**
 * Finds the organizations for which a connection is enabled.
 * @param argument the row of a connection, or a domain; without it the selected row, or else the person is asked
 * @param connectionId the ID of the connection, if `argument` is a domain
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsOfConnection(
  services: Services<'notifier' | 'sections' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  connectionId?: unknown,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const used = await usedItem(services, connections, argument, connectionId);
  if (!used) {
    return undefined;
  }
  const { domain, id, name, isListed } = used;
  // A search that runs has checked it.
  const isSearched = scansOf(services, services.store.get(domain)).questions.get(id)?.task.isRunning;
  const isThere = isListed || isSearched === true || (await hasConnection(services.tenants, used));
  if (isThere === false) {
    void showInformation(l10n.t('{0} has no connection with the ID {1}.', services.tenants.titleOf(domain), name));
  }
  if (!isThere) {
    return undefined;
  }
  const ask = usesConnection(services.tenants, domain, id);
  const findingOf = () => l10n.t('Uses {0}', name);
  const remark =
    isThere === 'unknown' ? l10n.t('Whether the tenant has a connection with this ID is not known.') : undefined;
  return runScan(services, { ...used, key: id, findingOf, sentence: useOf(name), remark, ask }, extent);
}

/**
 * Whether a tenant has the connection whose ID was typed, so that a mistyped one does not cost a request for each
 * organization. A token that cannot read connections is not tried.
 * @returns `undefined` when the person cancels
 */
async function hasConnection(tenants: Tenants, { domain, id }: UsedItem): Promise<boolean | 'unknown' | undefined> {
  const status = await tenants.status(domain);
  if (status.kind !== 'usable' || status.scopes?.includes('read:connections') === false) {
    return 'unknown';
  }
  const request = withProgress(l10n.t('Asking {0}', tenants.titleOf(domain)), (context) =>
    connectionExists(tenants.read(domain), id, context),
  );
  return recover(
    request,
    () => true,
    ({ reason }) => (reason === 'cancelled' ? undefined : 'unknown'),
  );
}
