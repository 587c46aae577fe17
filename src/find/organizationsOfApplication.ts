import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import { documentationOf } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pageReader.ts';
import { listBucket } from '../api/rateLimits.ts';
import { itemArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { firstTextField, objectField } from '../sections/section.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { costText, FREE_REQUESTS, tellRunning } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { formatNumber } from '../ui/format.ts';
import { confirm } from '../ui/notifications.ts';
import { withBackgroundProgress } from '../ui/progress.ts';
import { showScanResult } from './runScan.ts';
import { ApplicationScan, isForMembers } from './scanOrganizations.ts';

/**
 * Finds the organizations of a tenant that use an application, with one request for 100 organizations.
 * @param argument the row of an application or of a client grant, or a domain; without it the selected row
 * @param clientId the client ID of the application, if `argument` is a domain
 * @returns the organizations, with their `client`; `undefined` if none was asked
 */
export async function findOrganizationsOfApplication(
  services: Services<'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  clientId?: unknown,
): Promise<readonly Organization[] | undefined> {
  const application = itemArgument(services.tree.selection, 'client_id', argument, clientId);
  if (!application) {
    return undefined;
  }
  const { id, item } = application;
  const name = plainText(firstTextField(objectField(item, 'client'), 'name') || id, 60);
  const title = l10n.t('Organizations that use {0}', name);
  const domain = await pickTenant(services.tenants, title, application.domain);
  if (domain === undefined) {
    return undefined;
  }
  const scan = new ApplicationScan((list) => services.tenants.pages(domain, list), id);
  return readPages(services, { domain, title, name, scan }, FREE_REQUESTS);
}

interface Question {
  readonly domain: string;
  readonly title: string;
  /** The name of the application. */
  readonly name: string;
  readonly scan: ApplicationScan;
}

/** @param limit the number of pages after which the user is asked whether to read the rest */
async function readPages(
  services: Services<'notifier' | 'store' | 'tenants'>,
  question: Question,
  limit: number,
): Promise<readonly Organization[] | undefined> {
  const { domain, title, scan } = question;
  if (scan.isRunning) {
    tellRunning(title);
    return undefined;
  }
  const resume = () => readPages(services, question, limit);
  try {
    await withBackgroundProgress(l10n.t('{0} in {1}', title, domain), async (context, { tell, patiently }) => {
      const onPage = () => {
        tell(l10n.t('{0}, found: {1}', formatNumber(scan.asked), formatNumber(scan.found.length)));
      };
      await scan.readPages(limit, { context, patiently, onPage });
    });
    if (!scan.hasEnded && (await confirmRest(services, question))) {
      return await readPages(services, question, Infinity);
    }
  } catch (error) {
    const what = l10n.t('{0} could not all be found in {1}', title, domain);
    services.notifier.notify(error, { domain, what, documentation: documentationOf.list, retry: resume });
    if (scan.asked === 0) {
      return undefined;
    }
  }
  tellResult(question, resume);
  return scan.found;
}

/** Says what the pages that are not read yet cost, as far as it is known. */
function confirmRest(
  { tenants, store }: Services<'store' | 'tenants'>,
  { domain, title, scan }: Question,
): Promise<boolean> {
  const { organizations, isComplete } = store.get(domain);
  // The list may be older than organizations that were read since.
  const requests = isComplete ? Math.ceil((organizations.length - scan.asked) / PAGE_SIZE) : 0;
  const soFar = l10n.t(
    'Organizations read: {0}, found: {1}.',
    formatNumber(scan.asked),
    formatNumber(scan.found.length),
  );
  const cost =
    requests > 0
      ? costText(tenants, domain, listBucket, requests)
      : l10n.t('Each request reads {0} more. How many there are is not known.', PAGE_SIZE);
  return confirm(l10n.t('{0}: read the rest of the organizations?', title), `${soFar} ${cost}`, l10n.t('Read'));
}

function tellResult({ title, name, scan }: Question, resume: () => unknown): void {
  const findingOf = (organization: Organization) =>
    isForMembers(organization) ? l10n.t('Uses {0} for access of members', name) : l10n.t('Uses {0}', name);
  const total = scan.isComplete ? scan.asked : undefined;
  const result = { title, found: scan.found, findingOf, asked: scan.asked, total, isOfLoaded: false, unclear: 0 };
  showScanResult(result, scan.hasEnded ? undefined : resume);
}
