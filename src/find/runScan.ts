import * as l10n from '@vscode/l10n';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { openCsvDocument } from '../documents/untitledDocument.ts';
import { loadAllPages } from '../organizations/loadAllPages.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { costText, FREE_REQUESTS, progressTexts } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainText } from '../text/plainText.ts';
import { type Choice, choose, windowCatchesUp } from '../ui/ask.ts';
import { formatNumber } from '../ui/format.ts';
import { LongTask, type LongWork, offer, type Offer, type Stop } from '../ui/longTask.ts';
import { showInformation } from '../ui/notifications.ts';
import {
  type Answer,
  Answers,
  type Ask,
  type AskedRequest,
  connectionsRequest,
  type FindState,
  type Found,
  hasNoConnection,
  isFound,
  progressOf,
  scanOrganizations,
  scansOf,
  type StoredScan,
} from './scanOrganizations.ts';

/** A question that each organization is asked, with one request. */
interface ScanQuestion extends Pick<ScanResult, 'domain' | 'findingOf' | 'sentence'> {
  /** Identifies the question among those about the tenant. */
  readonly key: string;
  /** What is asked for, such as `Organizations without a connection`. */
  readonly what: string;
  /** What is not certain where none is found. */
  readonly remark?: string | undefined;
  readonly ask: Ask;
  /** What the request is; without it, that for connections. */
  readonly request?: AskedRequest;
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
  // The rows that have come are drawn first: later, they would take the keyboard from a question.
  await windowCatchesUp();
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
  const choice = givenExtent(extent, list) ?? (await chooseScanExtent(services.tenants, titled, list, stored.answers));
  if (choice === 'loadAll') {
    const search = () => runScan(services, question, extent);
    return (await loadAllPages(services, domain, search)) ? search() : undefined;
  }
  if (choice === undefined) {
    return undefined;
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
    isCurrent: () => services.store.get(domain) === list,
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
  readonly isCurrent: LongWork<Found>['isCurrent'];
  /** What people call an organization, with its tenant. */
  readonly placeOf: (id: string) => string;
}

function workOf(
  services: Services<'documents'>,
  question: TitledQuestion,
  { stored, organizations, isOfLoaded, isCurrent, placeOf }: AskedList,
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
    isCurrent,
    goOn: async (context, { tell, patiently }) => {
      const progressText = progressTexts(progressOf(organizations, answers).asked);
      await scanOrganizations(organizations, answers, ask, {
        context,
        patiently,
        onProgress: (progress) => {
          tell(progressText(progress));
        },
      });
      if (stored.answers === answers) {
        stored.answers = new Answers();
      }
      const ended = result();
      showScanResult(services, ended, ended.found.length === 0 ? remark : '');
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

/** Which organizations are asked: those without an answer, every loaded one, or all once the list is loaded. */
type ScanExtent = 'continue' | 'anew' | 'loadAll';

/**
 * Lets the user choose what a scan asks, and says what each choice costs. Does not ask if all organizations are loaded
 * and few have no answer.
 * @returns `undefined` when the user cancels
 */
async function chooseScanExtent(
  tenants: Tenants,
  { domain, title, request: { path } = connectionsRequest }: TitledQuestion,
  list: OrganizationList,
  answers: Answers,
): Promise<ScanExtent | undefined> {
  const { asked, total } = progressOf(list.organizations, answers);
  if (list.hasEnded && total - asked <= FREE_REQUESTS) {
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
    detail: l10n.t('How many there are is not known yet. You are asked again.'),
  };
  const choices = [...(asked > 0 ? [rest] : []), loaded, ...(list.hasEnded ? [] : [all])];
  return choose(choices, { title, placeholder: l10n.t('One request for each organization') });
}

/** What a question about the organizations of a tenant has found. */
export interface ScanResult extends Coverage {
  /** What was asked for, and in which tenant. */
  readonly title: string;
  readonly domain: string;
  /** What people call the tenant. */
  readonly tenant: string;
  /** Begins with what was found: often, only the first words are seen. `place` is the tenant, or the one organization. */
  readonly sentence: (found: readonly Organization[], place: string) => string;
  readonly found: readonly Organization[];
  readonly findingOf: (organization: Organization) => string;
}

/**
 * Tells what was found. The one organization or a table opens only on demand: after a long scan it would take the keyboard
 * from other work. Does not wait for the user's choice.
 */
export function showScanResult({ documents }: Services<'documents'>, result: ScanResult, remark = ''): void {
  const { found, domain, tenant } = result;
  const [one] = found.length === 1 ? found : [];
  const place = one ? l10n.t('{0} in {1}', plainText(organizationTitle(one), 60), tenant) : tenant;
  const parts = [result.sentence(found, place), describeLimits(result), remark];
  const opening = one && {
    label: l10n.t('Open Organization'),
    act: () => documents.open(organizationUri(domain, one)),
  };
  offer(showInformation, parts.filter(Boolean).join(' '), [...(opening ? [opening] : []), ...tableOf(result)]);
}

/** What the message about a scan that was stopped says and offers. @param place the organization that it asked last */
export function stopOfScan(result: ScanResult, place?: string): Omit<Stop<Found>, 'documentation'> {
  const { domain, title, found, asked } = result;
  const extent = `${l10n.t('Found: {0}.', formatNumber(found.length))} ${describeLimits(result)}`;
  return {
    domain,
    what:
      asked === 0 || place === undefined
        ? l10n.t('{0} could not all be found', title)
        : l10n.t('{0} could not all be found: stopped at {1}', title, place),
    ...(asked === 0 ? { extent: '' } : { extent, offers: tableOf(result), result: found }),
  };
}

function tableOf(result: ScanResult): readonly Offer[] {
  return result.found.length === 0 ? [] : [{ label: l10n.t('Open as Table'), act: () => openTable(result) }];
}

/** The fields of an organization have the names that they have in an export. */
const columns = ['id', 'name', 'display_name', 'tenant', 'finding'];

/** The last row says what is missing, so that a table that is saved does not look complete. */
async function openTable(result: ScanResult): Promise<void> {
  const { found, findingOf, tenant, pending } = result;
  const rows = found.map((organization) => {
    const { id, name = '', display_name: displayName = '' } = organization;
    const state = pending?.includes(organization) ? ' (pending)' : '';
    return [id, name, displayName, tenant, `${findingOf(organization)}${state}`];
  });
  await openCsvDocument(columns, isCertain(result) ? rows : [...rows, ['', '', '', tenant, describeLimits(result)]]);
}

/**
 * Finds the organizations for which no connection is enabled.
 * @param argument see `targetTenant`
 * @param extent see `runScan`
 * @returns the organizations that were found, `undefined` if none was asked
 */
export async function findOrganizationsWithoutConnection(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants' | 'tree'> & FindState,
  argument?: unknown,
  extent?: unknown,
): Promise<Found> {
  const what = l10n.t('Organizations without a connection');
  const domain = await targetTenant(services, what, argument);
  if (domain === undefined) {
    return undefined;
  }
  const sentence: ScanResult['sentence'] = ({ length }, place) =>
    length === 1
      ? l10n.t('{0} has no connection.', place)
      : l10n.t('{0} organizations of {1} have no connection.', formatNumber(length), place);
  const ask = hasNoConnection(services.tenants, domain);
  return runScan(services, { domain, key: '', what, findingOf: () => l10n.t('No connection'), sentence, ask }, extent);
}

/** How much a question about the organizations of a tenant has covered. */
interface Coverage {
  /** The number of organizations that were asked. */
  readonly asked: number;
  /** The number of organizations that were to be asked, `undefined` if it is not known. */
  readonly total: number | undefined;
  /** Whether the tenant may have organizations that were not to be asked. */
  readonly isOfLoaded: boolean;
  /** Those of the found ones whose discovery domain is not verified. */
  readonly pending?: readonly Organization[];
  /** The number of organizations that were asked, but may belong to the found ones all the same. */
  readonly unclear: number;
}

/** Whether no organization can be missing among the found ones. */
function isCertain(coverage: Coverage): boolean {
  return isOfAll(coverage) && coverage.unclear === 0;
}

function isOfAll({ asked, total, isOfLoaded }: Coverage): boolean {
  return asked === total && !isOfLoaded;
}

/** Says how much was asked, and of how much the answer is not certain. */
function describeLimits(coverage: Coverage): string {
  const { pending = [], unclear } = coverage;
  const parts = [
    describeExtent(coverage),
    pending.length > 0 && l10n.t('Discovery domain not verified: {0}.', formatNumber(pending.length)),
    unclear > 0 &&
      l10n.t('Not certain for {0} of them: Auth0 sends no more of their connections.', formatNumber(unclear)),
  ];
  return parts.filter(Boolean).join(' ');
}

function describeExtent(coverage: Coverage): string {
  const { total } = coverage;
  const asked = formatNumber(coverage.asked);
  if (coverage.asked === total) {
    return isOfAll(coverage)
      ? l10n.t('Organizations asked: {0}, which are all.', asked)
      : l10n.t('Organizations asked: {0}, which are the loaded ones.', asked);
  }
  return l10n.t(
    'Incomplete. Organizations asked: {0}.',
    total === undefined ? asked : l10n.t('{0} of {1}', asked, formatNumber(total)),
  );
}
