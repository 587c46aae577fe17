import * as l10n from '@vscode/l10n';
import { domainArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { loadAllPages } from '../organizations/loadAllPages.ts';
import { loadedOrganizations, type LoadedOrganizations } from '../organizations/organizationStore.ts';
import { consentToList } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { runCooperatively } from '../ui/cooperativeWork.ts';
import { withProgress } from '../ui/notifications.ts';
import { both, type Pair } from './comparable.ts';
import type { CompareState } from './comparePairs.ts';
import { chooseExtent, chooseMatch, chooseTwoTenants, extentsOfTenants, keysInCommon } from './compareQuestions.ts';
import { compareExtent, readingOfTenants } from './compareTenantSections.ts';
import { compareOrganizationFields, type TenantComparison } from './matchOrganizations.ts';
import { tenantTitles, TITLE_LENGTH } from './readSides.ts';

/**
 * Compares all organizations of two tenants, after loading the rest of their lists, which is asked for if it is long.
 * @param argument a domain or a row; without it the first of two tenants, see `targetTenant` for more of them
 * @param other the second tenant as a domain or a row; without it the other one, or the user is asked
 * @param match `metadata.` and a key, or `metadata` to ask for the key; otherwise organizations are matched by name
 * @param extent `organizations`, which makes no request, or `sections`; otherwise the user is asked, and told the cost
 * @returns the result, `undefined` when nothing was compared or not to the end
 */
export async function compareTenants(
  services: Services<'documents' | 'log' | 'notifier' | 'store' | 'tenants' | 'tree'> & CompareState,
  argument?: unknown,
  other?: unknown,
  match?: unknown,
  extent?: unknown,
): Promise<TenantComparison | undefined> {
  const domains = await chooseTwoTenants(services, argument, domainArgument(other));
  if (!domains) {
    return undefined;
  }
  const sides = both(domains, (domain) => ({ domain }));
  const titles = both(tenantTitles(services, sides), (title) => plainText(title, TITLE_LENGTH));
  const again = () => compareTenants(services, ...domains, match, extent);
  const loaded = await loadBoth(services, domains, again, consentToList(titles.join(' ↔ ')));
  const lists = loaded && both(loaded, ({ organizations }) => organizations);
  const keys = lists && (await keysInCommon(lists));
  if (!keys) {
    return undefined;
  }
  const matchedBy = await chooseMatch(titles, keys, match);
  if (!matchedBy) {
    return undefined;
  }
  const { metadataKey } = matchedBy;
  const comparison = await withProgress(l10n.t('Comparing organizations'), ({ signal }) =>
    runCooperatively(compareOrganizationFields(lists, metadataKey), signal),
  );
  if (!comparison) {
    return undefined;
  }
  const matchByMetadata = (anew?: unknown) => compareTenants(services, ...domains, 'metadata', anew);
  const compared = {
    domains,
    titles,
    metadataKey,
    comparison,
    comparedAt: new Date(),
    cutOff: both(loaded, ({ isCutOff }) => isCutOff),
    readAt: both(loaded, ({ readAt }) => readAt),
    ...(keys.length > 0 && { matchByMetadata }),
  };
  const reading = readingOfTenants(services, domains, matchedBy);
  const choice = await chooseExtent(services, compared, extentsOfTenants(domains, titles, matchedBy), extent);
  return compareExtent(services, compared, reading, choice);
}

/**
 * Loads what is missing of both lists, one after the other. A failure is shown, and what is loaded is kept.
 * @param again does the command again, once a list that could not be loaded is loaded after all
 * @param beforePage see `loadAllPages`
 */
async function loadBoth(
  services: Services<'notifier' | 'store'>,
  domains: Pair<string>,
  again: () => unknown,
  beforePage: () => unknown,
): Promise<Pair<LoadedOrganizations> | undefined> {
  const { store } = services;
  // While one list is loaded, the other can be refreshed, or its tenant disconnected.
  const next = () => domains.find((domain) => !store.get(domain).hasEnded);
  for (let domain = next(); domain !== undefined; domain = next()) {
    if (!(await loadAllPages(services, domain, again, beforePage))) {
      return undefined;
    }
  }
  return both(domains, (domain) => loadedOrganizations(store.get(domain)));
}
