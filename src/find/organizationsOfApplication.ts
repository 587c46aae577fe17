import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import { listBucket } from '../api/rateLimits.ts';
import { itemArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { firstTextField, objectField } from '../sections/section.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { costText, FREE_REQUESTS, progressTexts } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { back, type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask } from '../ui/longTask.ts';
import { confirm } from '../ui/notifications.ts';
import { type FindState, type Found, scansOf, showScanResult } from './runScan.ts';
import { ApplicationScan, isForMembers } from './scanOrganizations.ts';

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
  const stored = applications.get(id);
  const joined = stored?.task.join();
  if (joined) {
    return joined;
  }
  const scan = stored ? await chooseScan(title, stored.scan) : 'anew';
  if (scan === undefined) {
    return undefined;
  }
  const search = {
    domain,
    title,
    name,
    task: new LongTask<Found>(),
    scan: scan === 'anew' ? new ApplicationScan((list) => tenants.pages(domain, list), id) : scan,
    ended: () => applications.delete(id),
  };
  // While the user was asked, another search may have begun.
  const begun = applications.get(id)?.task.join();
  if (begun) {
    return begun;
  }
  applications.set(id, search);
  return goOn(services, search, search.scan.requests + FREE_REQUESTS);
}

/** A search that runs or was stopped. */
interface Search {
  readonly domain: string;
  readonly title: string;
  /** The name of the application. */
  readonly name: string;
  readonly task: LongTask<Found>;
  readonly scan: ApplicationScan;
  /** Forgets the search, which cannot be continued any more. */
  readonly ended: () => unknown;
}

/** Lets the user continue a search that was stopped, or begin anew. @returns `undefined` when the user cancels */
async function chooseScan(title: string, scan: ApplicationScan): Promise<ApplicationScan | 'anew' | undefined> {
  const choices: readonly Choice<ApplicationScan | 'anew'>[] = [
    { value: scan, label: l10n.t('Continue'), detail: describeRead(scan) },
    { value: 'anew', label: l10n.t('All Organizations') },
  ];
  const placeholder = l10n.t('One request for each {0} organizations', PAGE_SIZE);
  const answer = await choose(choices, { title, placeholder });
  return answer === back ? undefined : answer;
}

/**
 * Also what the buttons of a notification do, perhaps long after it.
 * @param limit the number of pages after which the user is asked whether to read the rest
 */
function goOn(services: Services<'notifier' | 'store' | 'tenants'>, search: Search, limit: number): Promise<Found> {
  return search.task.start(() => readPages(services, search, limit));
}

async function readPages(
  services: Services<'notifier' | 'store' | 'tenants'>,
  search: Search,
  limit: number,
): Promise<Found> {
  const { domain, title, task, scan } = search;
  const resume = () => goOn(services, search, limit);
  try {
    await task.withProgress(l10n.t('{0} in {1}', title, domain), async (context, { tell, patiently }) => {
      const describe = progressOf(services.store, domain, scan);
      const onPage = () => {
        tell(describe());
      };
      await scan.readPages(limit, { context, patiently, onPage });
    });
    if (!scan.hasEnded && (await confirmRest(services, search))) {
      return await readPages(services, search, Infinity);
    }
  } catch (error) {
    const what = l10n.t('{0} could not all be found in {1}', title, domain);
    services.notifier.notify(error, { domain, what, documentation: documentationOf.list, retry: resume });
  }
  if (scan.hasEnded || scan.asked === 0) {
    search.ended();
  }
  if (scan.asked === 0 && !scan.hasEnded) {
    return undefined;
  }
  tellResult(search, resume);
  return scan.found;
}

/** The number of organizations of a tenant, as far as it is known: the list may be older than what was read since. */
function totalOf(store: OrganizationStore, domain: string, { asked }: ApplicationScan): number | undefined {
  const { organizations, isComplete } = store.get(domain);
  return isComplete && organizations.length >= asked ? organizations.length : undefined;
}

/** Describes how far a search is. */
function progressOf(store: OrganizationStore, domain: string, scan: ApplicationScan): () => string {
  const describe = progressTexts(PAGE_SIZE);
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

function tellResult({ title, name, scan }: Search, resume: () => unknown): void {
  const findingOf = (organization: Organization) =>
    isForMembers(organization) ? l10n.t('Uses {0} for access of members', name) : l10n.t('Uses {0}', name);
  const total = scan.isComplete ? scan.asked : undefined;
  const result = { title, found: scan.found, findingOf, asked: scan.asked, total, isOfLoaded: false, unclear: 0 };
  showScanResult(result, scan.hasEnded ? undefined : resume);
}
