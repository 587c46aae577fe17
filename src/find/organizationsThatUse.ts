import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { documentationOf, organizationsPath } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import { targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { costText, FREE_REQUESTS, listCostText, progressTexts } from '../tenants/requestCost.ts';
import { type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask, type LongWork } from '../ui/longTask.ts';
import { confirm } from '../ui/notifications.ts';
import { useOf } from './organizationRows.ts';
import { runScan, type ScanQuestion } from './runScan.ts';
import {
  ApplicationScan,
  discoveryDomainRequest,
  discoveryDomainsRequest,
  type FindState,
  hasDiscoveryDomain,
  hasNoConnection,
  hasNoDiscoveryDomain,
  isForMembers,
  scansOf,
  type StoredSearch,
  usesConnection,
} from './scanOrganizations.ts';
import { type Found, keepResult, keptChoice, type ScanResult, showAgain, stopOfScan } from './scanResult.ts';
import { applications, connections, readConnection, titleIn, unread, usedItem } from './usedPick.ts';

/**
 * Finds the organizations of a tenant that use an application, with one request for 100 organizations. A search that runs
 * is joined, one that was stopped can be continued.
 * @param argument the row of an application or of a client grant, or a domain; without it the selected row, or else the person
 *   is asked
 * @param clientId the client ID of the application, if `argument` is a domain
 * @returns the organizations, with their `client`; `undefined` if none was asked
 */
export async function findOrganizationsOfApplication(
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  clientId?: unknown,
): Promise<Found> {
  const { store, tenants } = services;
  const used = await usedItem(services, applications, argument, clientId);
  if (!used) {
    return undefined;
  }
  const { domain, id, item } = used;
  const name = titleIn(applications, used);
  const isListed = Object.keys(item).length > 0;
  // The item is a client grant, or of the tenant's list.
  const isMachine = 'audience' in item || item['app_type'] === 'non_interactive';
  const tenant = tenants.titleOf(domain);
  const title = l10n.t('{0} in {1}', whatUses(name), tenant);
  const { applications: searches } = scansOf(services, store.get(domain));
  const stored: StoredSearch = searches.get(id) ?? { task: new LongTask() };
  searches.set(id, stored);
  const joined = stored.task.join();
  if (joined) {
    return joined;
  }
  const choice = stored.scan || stored.kept ? await chooseScan(title, stored) : 'anew';
  if (choice === undefined || choice === 'shown') {
    return choice && showAgain(stored);
  }
  const before = choice === 'continue' || stored.task.isRunning ? stored.scan : undefined;
  const scan = before ?? new ApplicationScan(tenants, domain, id);
  stored.scan = scan;
  return stored.task.run(
    services.notifier,
    workOf(services, { domain, tenant, title, name, isListed, isMachine, stored, scan }),
  );
}

function whatUses(name: string): string {
  return l10n.t('Organizations that use {0}', name);
}

/** A search for the organizations of an application. */
interface Search extends Pick<ScanResult, 'domain' | 'tenant' | 'title'> {
  readonly name: string;
  /** Whether a list has the application. Of a client ID that was typed, the tenant does not say whether it is one. */
  readonly isListed: boolean;
  /** Whether it is known to get tokens by client grants. */
  readonly isMachine: boolean;
  readonly stored: StoredSearch;
  readonly scan: ApplicationScan;
}

/**
 * Lets the user continue a search that was stopped, see what was found, or begin anew.
 * @returns `undefined` when the user cancels
 */
async function chooseScan(
  title: string,
  { scan, kept }: StoredSearch,
): Promise<'continue' | 'anew' | 'shown' | undefined> {
  const rest: Choice<'continue'> | undefined = scan && {
    value: 'continue',
    label: l10n.t('Continue'),
    detail: describeRead(scan),
  };
  const choices = [
    ...(rest ? [rest] : []),
    ...keptChoice(kept),
    { value: 'anew', label: l10n.t('All Organizations') } as const,
  ];
  return choose<'continue' | 'anew' | 'shown'>(choices, { title, placeholder: listCostText() });
}

/** Reads a few pages, and the rest once the user has agreed. */
function workOf(services: Services<'documents' | 'store' | 'tenants'>, search: Search): LongWork<Found> {
  const { domain, title, scan } = search;
  const list = services.store.get(domain);
  let limit = scan.requests + FREE_REQUESTS;
  return {
    title,
    // What was begun later is another search. One that has read nothing can begin again.
    isCurrent: () => services.store.get(domain) === list && (search.stored.scan === scan || scan.asked === 0),
    goOn: async (context, { tell, patiently }) => {
      search.stored.scan = scan;
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
      // Few requests need no question, and tell what is so now. What was found before that has no worth any more.
      delete search.stored.kept;
      const isCertain = search.isListed || scan.found.length > 0;
      const remark = search.isMachine
        ? l10n.t('Its client grants are not counted.')
        : isCertain
          ? ''
          : l10n.t('Whether the tenant has an application with this client ID is not known.');
      const kept = scan.requests > FREE_REQUESTS ? search.stored : {};
      keepResult(kept, services, resultOf(search), { startedAt: scan.startedAt, remark });
      return scan.found;
    },
    stopped: () => {
      if (scan.asked === 0) {
        forget(search);
      }
      return {
        ...stopOfScan(resultOf(search)),
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

/** The number of organizations of a tenant, as far as it is known: the list may be older than what was read since. */
function totalOf(store: OrganizationStore, domain: string, asked: number): number | undefined {
  const { organizations, isComplete } = store.get(domain);
  return isComplete && organizations.length >= asked ? organizations.length : undefined;
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

function resultOf(search: Search): ScanResult {
  const { name, scan } = search;
  const findingOf = (organization: Organization) =>
    isForMembers(organization) ? l10n.t('Uses {0} for access of members', name) : l10n.t('Uses {0}', name);
  const { found, asked, others, isComplete } = scan;
  return {
    ...search,
    sentence: useOf(name),
    found,
    findingOf,
    asked,
    others,
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
  services: Services<'documents' | 'notifier' | 'sections' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  connectionId?: unknown,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const used = await usedItem(services, connections, argument, connectionId);
  if (!used) {
    return undefined;
  }
  const { domain, id } = used;
  const isListed = Object.keys(used.item).length > 0;
  // A search that runs has checked it.
  const isSearched = scansOf(services, services.store.get(domain)).questions.get(id)?.task.isRunning === true;
  const item = isListed || isSearched ? used.item : await readConnection(services.tenants, used);
  if (!item) {
    return undefined;
  }
  let name = titleIn(connections, { id, item });
  const question = {
    domain,
    key: id,
    what: whatUses(name),
    findingOf: () => l10n.t('Uses {0}', name),
    sentence: (organizations: readonly Organization[], place: string) => useOf(name)(organizations, place),
    remark: item === unread ? l10n.t('Whether the tenant has a connection with this ID is not known.') : undefined,
    // A token that cannot read connections gets the name from the organizations that use it.
    ask: usesConnection(services.tenants, domain, id, (enabled) => {
      name = titleIn(connections, { id, item: enabled });
    }),
  };
  return runScan(services, question, extent);
}

/**
 * Finds the organizations that have a discovery domain: no request tells which one has it.
 * @param name the domain, in small letters
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsOfDomain(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument: string,
  name: string,
  extent: unknown,
): Promise<Found> {
  const what = l10n.t('Organizations with the discovery domain {0}', name);
  const domain = await targetTenant(services, what, argument);
  if (domain === undefined) {
    return undefined;
  }
  return runScan(
    services,
    {
      domain,
      key: `domain ${name}`,
      what,
      findingOf: () => l10n.t('Discovery domain {0}', name),
      sentence: ({ length }, place) =>
        length === 1
          ? l10n.t('{0} has the discovery domain {1}.', place, name)
          : l10n.t('{0} organizations of {1} have the discovery domain {2}.', formatNumber(length), place, name),
      ask: hasDiscoveryDomain(services.tenants, domain, name),
      request: discoveryDomainRequest,
    },
    extent,
  );
}

/**
 * Finds the organizations for which no connection is enabled, or, which the question for the extent offers, those without a
 * discovery domain.
 * @param argument see `targetTenant`
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsWithoutConnection(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  extent?: unknown,
): Promise<Found> {
  const { tenants } = services;
  const what = l10n.t('Organizations without a connection');
  const target = await targetTenant(services, what, argument);
  if (target === undefined) {
    return undefined;
  }
  const withoutDomain = (domain: string): ScanQuestion => ({
    domain,
    key: 'no domain',
    what: l10n.t('Organizations without a discovery domain'),
    findingOf: () => l10n.t('No discovery domain'),
    sentence: ({ length }, place) =>
      length === 1
        ? l10n.t('{0} has no discovery domain.', place)
        : l10n.t('{0} organizations of {1} have no discovery domain.', formatNumber(length), place),
    ask: hasNoDiscoveryDomain(tenants, domain),
    request: discoveryDomainsRequest,
    inTenant: withoutDomain,
  });
  const withoutConnection = (domain: string): ScanQuestion => ({
    domain,
    key: 'no connection',
    what,
    findingOf: () => l10n.t('No connection'),
    sentence: ({ length }, place) =>
      length === 1
        ? l10n.t('{0} has no connection.', place)
        : l10n.t('{0} organizations of {1} have no connection.', formatNumber(length), place),
    ask: hasNoConnection(tenants, domain),
    instead: withoutDomain(domain),
    inTenant: withoutConnection,
  });
  return runScan(services, withoutConnection(target), extent);
}
