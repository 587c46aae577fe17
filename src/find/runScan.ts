import * as l10n from '@vscode/l10n';
import type { Organization } from '../api/organization.ts';
import type { Services } from '../commands/services.ts';
import { loadAllPages } from '../organizations/loadAllPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { costText, FREE_REQUESTS, progressTexts, unknownCostText } from '../tenants/requestCost.ts';
import { offerToConnect, pickTenant } from '../tenants/pickTenant.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { type Choice, choose } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask, type LongWork } from '../ui/longTask.ts';
import {
  type Answer,
  Answers,
  type Ask,
  type AskedRequest,
  connectionsRequest,
  type FindState,
  isFound,
  progressOf,
  scanOrganizations,
  scansOf,
  type StoredScan,
} from './scanOrganizations.ts';
import { type Found, keepResult, keptChoice, type ScanResult, showAgain, stopOfScan } from './scanResult.ts';

/** A question that each organization is asked, with one request. */
export interface ScanQuestion extends Pick<ScanResult, 'domain' | 'findingOf' | 'sentence'> {
  /** Identifies the question among those about the tenant. */
  readonly key: string;
  /** What is asked for, such as `Organizations without a connection`. */
  readonly what: string;
  /** What is not certain where none is found. */
  readonly remark?: string | undefined;
  readonly ask: Ask;
  /** What the request is; without it, that for connections. */
  readonly request?: AskedRequest;
  /** Another question, which a person can choose in place of this one. */
  readonly instead?: ScanQuestion;
  /** The same question in another tenant, if that has an answer too. */
  readonly inTenant?: (domain: string) => ScanQuestion;
}

/** A question, and what it is called in the tenant. */
type TitledQuestion = ScanQuestion & Pick<ScanResult, 'tenant' | 'title'>;

/**
 * Asks the loaded organizations of a tenant, apart from those that have an answer from a scan that was stopped.
 * @param extent `loaded`, or `all`, which loads the rest of the list first; otherwise the user is asked
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function runScan(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants'> & FindState,
  question: ScanQuestion,
  extent?: unknown,
): Promise<Found> {
  const { domain, key, what } = question;
  const list = await loadFirstPage(services.store, services.notifier, domain);
  if (!list.isLoaded) {
    return undefined;
  }
  const { questions } = scansOf(services, list);
  const stored: StoredScan = questions.get(key) ?? { task: new LongTask(), answers: new Answers(), isOfAll: false };
  questions.set(key, stored);
  const joined = stored.task.join();
  if (joined && extent === 'all' && !stored.isOfAll) {
    await joined;
    return runScan(services, question, extent);
  }
  if (joined) {
    return joined;
  }
  const tenant = services.tenants.titleOf(domain);
  const titled = { ...question, tenant, title: l10n.t('{0} in {1}', what, tenant) };
  const choice = givenExtent(extent, list) ?? (await chooseScanExtent(services.tenants, titled, list, stored));
  if (choice === 'loadAll') {
    const search = () => runScan(services, question, extent);
    return (await loadAllPages(services, domain, search)) ? search() : undefined;
  }
  if (choice === 'elsewhere') {
    const others = otherTenants(services.tenants, domain);
    if (others.length === 0) {
      void offerToConnect(l10n.t('No other tenant is connected.'));
      return undefined;
    }
    const other = await pickTenant(services.tenants, what, undefined, others);
    return other === undefined ? undefined : question.inTenant && runScan(services, question.inTenant(other));
  }
  if (choice === 'instead') {
    return question.instead && runScan(services, question.instead);
  }
  if (choice === undefined || choice === 'shown') {
    return choice && showAgain(stored);
  }
  const { organizations, hasEnded, isComplete } = list;
  // Another one may have begun since the user was asked.
  if (!stored.task.isRunning) {
    stored.isOfAll = hasEnded;
    // Without an answer, only the organization at which it was stopped is kept.
    stored.answers = choice === 'anew' && stored.answers.size > 0 ? new Answers() : stored.answers;
  }
  const asked: AskedList = {
    stored,
    organizations: [...organizations],
    isOfLoaded: !isComplete,
    isListed: () => services.store.get(domain) === list,
    placeOf: (id) => services.store.placeOf(domain, id),
  };
  return stored.task.run(services.notifier, workOf(services, titled, asked));
}

/** What a scan asks, and where its answers are kept. */
interface AskedList {
  readonly stored: StoredScan;
  /** The organizations that were loaded when the user was asked. */
  readonly organizations: readonly Organization[];
  /** Whether the tenant may have organizations that were not loaded. */
  readonly isOfLoaded: boolean;
  /** Whether the list of the tenant is the same. */
  readonly isListed: () => boolean;
  /** What people call an organization, with its tenant. */
  readonly placeOf: (id: string) => string;
}

function workOf(
  services: Services<'documents' | 'tenants'>,
  question: TitledQuestion,
  { stored, organizations, isOfLoaded, isListed, placeOf }: AskedList,
): LongWork<Found> {
  const { title, remark = '', request: { documentation } = connectionsRequest } = question;
  const { answers } = stored;
  let askedLast = '';
  const ask: Ask = (id, context) => {
    askedLast = id;
    return question.ask(id, context);
  };
  const result = (): ScanResult => {
    const answeredBy = (answer: Answer) => organizations.filter(({ id }) => answers.get(id) === answer);
    return {
      ...question,
      ...progressOf(organizations, answers),
      found: organizations.filter(({ id }) => isFound(answers.get(id))),
      isOfLoaded,
      pending: answeredBy('pending'),
      unclear: answeredBy('unclear').length,
    };
  };
  return {
    title,
    // What was begun later has answers of its own.
    isCurrent: () => isListed() && stored.answers === answers,
    goOn: async (context, { tell, patiently }) => {
      answers.startedAt = answers.size === 0 ? new Date() : answers.startedAt;
      const progressText = progressTexts(progressOf(organizations, answers).asked);
      await scanOrganizations(organizations, answers, ask, {
        context,
        patiently,
        onProgress: (progress) => {
          tell(progressText(progress));
        },
      });
      stored.answers = new Answers();
      const ended = result();
      const { startedAt } = answers;
      keepResult(stored, services, ended, { startedAt, remark: ended.found.length === 0 ? remark : '' });
      return ended.found;
    },
    stopped: () => ({ ...stopOfScan(result(), placeOf(askedLast)), documentation }),
  };
}

function givenExtent(extent: unknown, list: OrganizationList): ScanExtent | undefined {
  if (extent === 'all' && !list.hasEnded) {
    return 'loadAll';
  }
  return extent === 'all' || extent === 'loaded' ? 'continue' : undefined;
}

/** Which organizations are asked: those without an answer, every loaded one, all once the list is loaded; or none of them. */
type ScanExtent = 'continue' | 'anew' | 'loadAll' | 'shown' | 'instead' | 'elsewhere';

function otherTenants({ all }: Tenants, domain: string): readonly Tenant[] {
  return all.filter((tenant) => tenant.domain !== domain);
}

/**
 * Lets the user choose what a scan asks, and says what each choice costs. Does not ask if all organizations are loaded
 * and few have no answer, unless there is another question.
 * @returns `undefined` when the user cancels
 */
async function chooseScanExtent(
  tenants: Tenants,
  { domain, title, instead, inTenant, request: { path } = connectionsRequest }: TitledQuestion,
  list: OrganizationList,
  { answers, kept }: StoredScan,
): Promise<ScanExtent | undefined> {
  const { asked, total } = progressOf(list.organizations, answers);
  if (!instead && list.hasEnded && total - asked <= FREE_REQUESTS) {
    return 'continue';
  }
  const cost = (requests: number) => costText(tenants, domain, new Map([[path, requests]]));
  const rest: Choice<ScanExtent> = {
    value: 'continue',
    label: l10n.t('Continue'),
    description: l10n.t('{0} of {1}', formatNumber(total - asked), formatNumber(total)),
    detail: cost(total - asked),
  };
  const loaded: Choice<ScanExtent> = {
    value: 'anew',
    label: list.isComplete ? l10n.t('All Organizations') : l10n.t('Loaded Organizations'),
    description: formatNumber(total),
    detail: cost(total),
  };
  const all: Choice<ScanExtent> = {
    value: 'loadAll',
    label: l10n.t('Load All Organizations First'),
    detail: unknownCostText(),
  };
  const choices = [
    ...(asked > 0 ? [rest] : []),
    ...keptChoice(kept),
    loaded,
    ...(list.hasEnded ? [] : [all]),
    ...(instead ? [{ value: 'instead', label: instead.what } as const] : []),
    ...(inTenant && otherTenants(tenants, domain).length > 0
      ? [{ value: 'elsewhere', label: l10n.t('In Another Tenant…') } as const]
      : []),
  ];
  return choose(choices, { title, placeholder: l10n.t('One request for each organization') });
}
