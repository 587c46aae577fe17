import * as l10n from '@vscode/l10n';
import { domainArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { loadAllPages } from '../organizations/loadAllPages.ts';
import { loadedOrganizations, type LoadedOrganizations } from '../organizations/organizationStore.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import { runCooperatively } from '../ui/cooperativeWork.ts';
import { showInformation } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';
import { both, type Pair } from './comparable.ts';
import type { CompareState } from './comparePairs.ts';
import { chooseExtent, chooseMatch, extentsOfTenants } from './compareQuestions.ts';
import { compareExtent, readingOfTenants } from './compareTenantSections.ts';
import { compareOrganizationFields, type TenantComparison } from './matchOrganizations.ts';
import { tenantTitles } from './readSides.ts';

/**
 * Compares all organizations of two tenants, after loading the rest of their lists.
 * @param argument a domain or a row; without it the user is asked
 * @param other the second tenant in the same forms
 * @param match `name`, or `metadata.` and a key; otherwise the user is asked
 * @param extent `organizations`, which makes no request, or `sections`; otherwise the user is asked, and told the cost
 * @returns the result, `undefined` when nothing was compared or not to the end
 */
export async function compareTenants(
  services: Services<'documents' | 'known' | 'log' | 'notifier' | 'store' | 'tenants'> & CompareState,
  argument?: unknown,
  other?: unknown,
  match?: unknown,
  extent?: unknown,
): Promise<TenantComparison | undefined> {
  const domains = await chooseTwoTenants(services, domainArgument(argument), domainArgument(other));
  const loaded =
    domains && (await loadBoth(services, domains, () => compareTenants(services, ...domains, match, extent)));
  const lists = loaded && both(loaded, ({ organizations }) => organizations);
  const matchedBy = lists && (await chooseMatch(services, domains, lists, match));
  if (!matchedBy) {
    return undefined;
  }
  const { metadataKey } = matchedBy;
  const sides = both(domains, (domain) => ({ domain }));
  const titles = both(tenantTitles(services, sides), (title) => plainText(title, 60));
  const comparison = await withProgress(l10n.t('Comparing organizations'), ({ signal }) =>
    runCooperatively(compareOrganizationFields(lists, metadataKey), signal),
  );
  if (!comparison) {
    return undefined;
  }
  const cutOff = both(loaded, ({ isCutOff }) => isCutOff);
  const compared = { domains, titles, metadataKey, comparison, cutOff };
  const reading = readingOfTenants(services, domains, matchedBy);
  const choice = await chooseExtent(services, comparison, extentsOfTenants(domains, matchedBy), extent);
  return compareExtent(services, compared, reading, choice);
}

/** @param first the domain of the first tenant, if it is given @param second the same of the second */
async function chooseTwoTenants(
  { tenants, known }: Services<'known' | 'tenants'>,
  first: string | undefined,
  second: string | undefined,
): Promise<Pair<string> | undefined> {
  const title = l10n.t('Compare Tenants');
  const one = await pickTenant(tenants, title, first);
  if (one === undefined) {
    return undefined;
  }
  const others = tenants.all.filter(({ domain }) => domain !== one);
  if (others.length === 0 || second === one) {
    void showInformation(l10n.t('Connect or choose another tenant: this one would be compared with itself.'));
    return undefined;
  }
  const counterpart = l10n.t('Compare {0} With', plainText(known.titleOf(one), 60));
  const two = await pickTenant(tenants, counterpart, second, others);
  return two === undefined ? undefined : [one, two];
}

/**
 * Loads what is missing of both lists, one after the other. A failure is shown, and what is loaded is kept.
 * @param again does the command again, once a list that could not be loaded is loaded after all
 */
async function loadBoth(
  services: Services<'notifier' | 'store'>,
  domains: Pair<string>,
  again: () => unknown,
): Promise<Pair<LoadedOrganizations> | undefined> {
  const { store } = services;
  // While one list is loaded, the other can be refreshed, or its tenant disconnected.
  const next = () => domains.find((domain) => !store.get(domain).hasEnded);
  for (let domain = next(); domain !== undefined; domain = next()) {
    if (!(await loadAllPages(services, domain, again))) {
      return undefined;
    }
  }
  return both(domains, (domain) => loadedOrganizations(store.get(domain)));
}
