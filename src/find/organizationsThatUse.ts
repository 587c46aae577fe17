import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import type { Organization } from '../api/organization.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import { listBucket } from '../api/rateLimits.ts';
import { itemArgument, targetTenant } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { firstTextField, objectField } from '../sections/section.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { costText, FREE_REQUESTS, progressTexts } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { back, type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask, type LongWork } from '../ui/longTask.ts';
import { confirm } from '../ui/notifications.ts';
import {
  type FindState,
  type Found,
  scansOf,
  type ScanResult,
  showScanResult,
  stopOfScan,
  type StoredSearch,
  runScan,
} from './runScan.ts';
import { ApplicationScan, isForMembers, hasNoConnection, usesConnection } from './scanOrganizations.ts';

/**
 * Finds the organizations of a tenant that use an application, with one request for 100 organizations. A search that runs
 * is joined, one that was stopped can be continued.
 * @param argument the row of an application or of a client grant, or a domain; without it the selected row
 * @param clientId the client ID of the application, if `argument` is a domain
 * @returns the organizations, with their `client`; `undefined` if none was asked
 */
export async function findOrganizationsOfApplication(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  clientId?: unknown,
): Promise<Found> {
  const { store, tenants, tree } = services;
  const application = itemArgument(tree.selection, 'client_id', argument, clientId);
  if (!application) {
    return undefined;
  }
  const { id, item } = application;
  const name = plainText(firstTextField(objectField(item, 'client'), 'name') || id, 60);
  const title = l10n.t('Organizations that use {0}', name);
  const domain = await pickTenant(tenants, title, application.domain);
  if (domain === undefined) {
    return undefined;
  }
  const { applications } = scansOf(services, store.get(domain));
  const stored: StoredSearch = applications.get(id) ?? { task: new LongTask() };
  applications.set(id, stored);
  const joined = stored.task.join();
  if (joined) {
    return joined;
  }
  const choice = stored.scan ? await chooseScan(title, stored.scan) : 'anew';
  if (choice === undefined) {
    return undefined;
  }
  const begin = () => new ApplicationScan((list) => tenants.pages(domain, list), id);
  const scan = (choice === 'anew' && !stored.task.isRunning ? undefined : stored.scan) ?? begin();
  stored.scan = scan;
  return stored.task.run(services.notifier, workOf(services, { domain, title, name, stored, scan }));
}

/** A search for the organizations of an application. */
interface Search {
  readonly domain: string;
  readonly title: string;
  /** The name of the application. */
  readonly name: string;
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
  const answer = await choose(choices, { title, placeholder });
  return answer === back ? undefined : answer;
}

/** Reads a few pages, and the rest once the user has agreed. */
function workOf(services: Services<'store' | 'tenants'>, search: Search): LongWork<Found> {
  const { domain, title, scan } = search;
  const list = services.store.get(domain);
  let limit = scan.requests + FREE_REQUESTS;
  return {
    title: l10n.t('{0} in {1}', title, services.tenants.titleOf(domain)),
    isCurrent: () => services.store.get(domain) === list,
    goOn: async (context, { tell, patiently }) => {
      const describe = progressOf(services.store, domain, scan);
      const onPage = () => {
        tell(describe());
      };
      await scan.readPages(limit, { context, patiently, onPage });
      if (!scan.hasEnded) {
        if (!(await confirmRest(services, search))) {
          throw new ApiError('cancelled');
        }
        limit = Infinity;
        await scan.readPages(limit, { context, patiently, onPage });
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
        ...stopOfScan({ domain, tenant: services.tenants.titleOf(domain) }, resultOf(search)),
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

/** The number of organizations of a tenant, as far as it is known: the list may be older than what was read since. */
function totalOf(store: OrganizationStore, domain: string, { asked }: ApplicationScan): number | undefined {
  const { organizations, isComplete } = store.get(domain);
  return isComplete && organizations.length >= asked ? organizations.length : undefined;
}

/** Describes how far a search is. */
function progressOf(store: OrganizationStore, domain: string, scan: ApplicationScan): () => string {
  const describe = progressTexts(scan.asked);
  return () => {
    const { asked, found } = scan;
    const total = totalOf(store, domain, scan);
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
  const total = totalOf(store, domain, scan) ?? scan.asked;
  const cost =
    total > scan.asked
      ? costText(tenants, domain, listBucket, Math.ceil((total - scan.asked) / PAGE_SIZE))
      : l10n.t('Each request reads {0} more. How many there are is not known.', PAGE_SIZE);
  const question = l10n.t('{0}: read the rest of the organizations?', title);
  return confirm(question, `${describeRead(scan)} ${cost}`, l10n.t('Read'));
}

function describeRead({ asked, found }: ApplicationScan): string {
  return l10n.t('Organizations read: {0}, found: {1}.', formatNumber(asked), formatNumber(found.length));
}

function resultOf({ title, name, scan }: Search): ScanResult {
  const findingOf = (organization: Organization) =>
    isForMembers(organization) ? l10n.t('Uses {0} for access of members', name) : l10n.t('Uses {0}', name);
  const total = scan.isComplete ? scan.asked : undefined;
  return { title, found: scan.found, findingOf, asked: scan.asked, total, isOfLoaded: false, unclear: 0 };
}

/**
 * Finds the organizations for which a connection is enabled.
 * @param argument the row of a connection, or a domain; without it the selected row
 * @param connectionId the ID of the connection, if `argument` is a domain
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsOfConnection(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  connectionId?: unknown,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const { tenants, tree } = services;
  const connection = itemArgument(tree.selection, 'connection_id', argument, connectionId);
  if (!connection) {
    return undefined;
  }
  const { id, item } = connection;
  const name = plainText(firstTextField(objectField(item, 'connection'), 'name') || id, 60);
  const title = l10n.t('Organizations that use {0}', name);
  const domain = await pickTenant(tenants, title, connection.domain);
  if (domain === undefined) {
    return undefined;
  }
  const ask = usesConnection((list) => tenants.pages(domain, list), id);
  return runScan(services, { domain, key: id, title, finding: l10n.t('Uses {0}', name), ask }, extent);
}

/**
 * Finds the organizations for which no connection is enabled.
 * @param argument see `targetTenant`
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsWithoutConnection(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  extent?: unknown,
): Promise<readonly Organization[] | undefined> {
  const { tenants } = services;
  const title = l10n.t('Organizations without a connection');
  const domain = await targetTenant(services, title, argument);
  if (domain === undefined) {
    return undefined;
  }
  const ask = hasNoConnection((list) => tenants.pages(domain, list));
  return runScan(services, { domain, key: '', title, finding: l10n.t('No connection'), ask }, extent);
}
