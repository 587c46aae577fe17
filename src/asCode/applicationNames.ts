import * as l10n from '@vscode/l10n';
import { ApiError, isDenied } from '../api/apiError.ts';
import { PagedList } from '../organizations/pagedList.ts';
import { applicationList } from '../sections/clients.ts';
import { type Item, textField } from '../sections/section.ts';
import { FREE_REQUESTS } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { confirm } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';
import type { ApplicationNames, OrganizationParts } from './organizationParts.ts';

/** Any of them opens the names of applications. The last one opens little else. */
const nameScopes = ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'];

/**
 * Reads the names of all applications of the tenants of organizations that have applications: only the whole list tells
 * whether a name is of one application alone. Asks before a long list is read.
 * @returns `undefined` when the user declines
 * @throws ApiError
 */
export async function withApplicationNames(
  tenants: Tenants,
  all: readonly OrganizationParts[],
): Promise<readonly OrganizationParts[] | undefined> {
  const names = new Map<string, ApplicationNames>();
  const withApplications = all.filter(
    ({ clientGrants, clients }) => clientGrants.items.length + clients.items.length > 0,
  );
  for (const domain of new Set(withApplications.map((parts) => parts.domain))) {
    const read = await namesOf(tenants, domain);
    if (read === undefined) {
      return undefined;
    }
    names.set(domain, read);
  }
  return all.map((parts) => ({ ...parts, applicationNames: names.get(parts.domain) ?? parts.applicationNames }));
}

/** @throws ApiError */
async function namesOf(tenants: Tenants, domain: string): Promise<ApplicationNames | undefined> {
  const missing = async (error: ApiError): Promise<ApplicationNames> => ({
    known: new Map(),
    missing: (await explanationOf(error, domain)).meaning,
  });
  const status = await tenants.status(domain);
  const scopes = status.kind === 'usable' ? status.scopes : undefined;
  if (scopes && !nameScopes.some((scope) => scopes.includes(scope))) {
    return missing(new ApiError('insufficientScope', { scopes: nameScopes }));
  }
  const list = new PagedList<Item>(tenants.pages(domain, applicationList), (item) => textField(item, 'client_id'));
  try {
    await readPages(list, FREE_REQUESTS);
    if (!list.hasEnded) {
      const pages = formatNumber(list.items.length / FREE_REQUESTS);
      const cost = l10n.t('Each request reads {0} more. How many there are is not known.', pages);
      if (!(await confirm(l10n.t('Read the names of all applications?'), cost, l10n.t('Read')))) {
        return undefined;
      }
      await readPages(list);
    }
  } catch (error) {
    if (error instanceof ApiError && isDenied(error)) {
      return missing(error);
    }
    throw error;
  }
  return list.isComplete
    ? { known: new Map(list.items.map((item) => [textField(item, 'client_id'), textField(item, 'name')])) }
    : { known: new Map(), missing: describeCutOff() };
}

/** Reads pages of a list to its end, or so many. @throws ApiError */
async function readPages(list: PagedList<Item>, most = Infinity): Promise<void> {
  await withProgress(l10n.t('Reading the names of applications'), async (context) => {
    for (let page = 0; page < most && !list.hasEnded; page++) {
      await list.loadMore({ ...context, priority: 'background' }, false);
    }
  });
}
