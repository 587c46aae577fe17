import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { documentationOf } from '../api/organizationsClient.ts';
import { domainArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { describeFileProblem, writeBatches } from '../documents/writeFile.ts';
import {
  type ExportExtent,
  exportExtents,
  type ExportFormat,
  loadedBatches,
  type OrganizationList,
  organizationPages,
  readBatches,
} from '../organizations/organizationList.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { readQuestion } from '../organizations/searchQuery.ts';
import { filtered } from '../sidebar/sortAndFilter.ts';
import { describeFilter } from '../sidebar/viewArrangement.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import type { Choice } from '../ui/ask.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { untilGivenUp } from '../ui/longTask.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import { withPageProgress, withProgress } from '../ui/progress.ts';
import { offerAnotherFile, offerToOpen } from './exportMessages.ts';
import { askForFile, askForFormat, chooseOption, tenantInFileName } from './exportRequest.ts';

/** The options of an export, with the target file. */
interface ExportOptions {
  readonly domain: string;
  readonly format: ExportFormat;
  readonly extent: ExportExtent;
  /** The filter of the view, as it was when the user was asked. */
  readonly filter: string;
  readonly target: vscode.Uri;
}

/** What is given in place of the answers of the user. The filter is always given. */
type GivenOptions = Readonly<Record<'format' | 'extent' | 'target', unknown>> & Pick<ExportOptions, 'filter'>;

/**
 * Writes the organizations of a tenant to a file. Asks for missing arguments.
 * @param argument a domain or a row
 * @param format `json`, `ndjson` or `csv`
 * @param extent `filtered`, the loaded ones that the filter of the view leaves; `loaded`, or `all`, which reads pages for the file alone, or makes no request if all are loaded
 * @param target the URI of the file
 * @returns the URI of the file, `undefined` when no file was written
 */
export async function exportOrganizations(
  services: Services<'arrangement' | 'notifier' | 'store' | 'tenants'>,
  argument?: unknown,
  format?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const { filter } = services.arrangement.current;
  return askAndExport(services, domainArgument(argument), { format, extent, filter, target });
}

async function askAndExport(
  services: Services<'notifier' | 'store' | 'tenants'>,
  named: string | undefined,
  given: GivenOptions,
): Promise<vscode.Uri | undefined> {
  const order = await askForOrder(services, named, given);
  if (!order) {
    return undefined;
  }
  try {
    showSuccess(await run(services, order), order);
    return order.target;
  } catch (error) {
    showFailure(services, error, order);
    return undefined;
  }
}

async function askForOrder(
  { tenants, store, notifier }: Services<'notifier' | 'store' | 'tenants'>,
  named: string | undefined,
  given: GivenOptions,
): Promise<ExportOptions | undefined> {
  const domain = await pickTenant(tenants, l10n.t('Export Organizations'), named);
  if (domain === undefined) {
    return undefined;
  }
  // Loads while the user chooses a format: new rows in the sidebar take the focus from a quick pick that opens later.
  const opened = given.extent === 'all' ? undefined : loadFirstPage(store, notifier, domain);
  const format = await askForOrganizationFormat(given.format);
  const { filter } = given;
  const extent = format && (opened ? await askForExtent(await opened, filter, given.extent) : 'all');
  const target = extent && (await askForTarget(domain, format, given.target));
  return target && { domain, format, extent, filter, target };
}

/** What was exported. */
interface Exported {
  readonly count: number;
  /** Whether the tenant may have more organizations, which could not be read. */
  readonly isCutOff: boolean;
}

async function run({ tenants, store }: Services<'store' | 'tenants'>, order: ExportOptions): Promise<Exported> {
  const { domain, extent, filter, ...destination } = order;
  const title = l10n.t('Exporting the organizations of {0}', domain);
  const list = store.get(domain);
  if (extent !== 'all' || list.isComplete) {
    const { isCutOff } = list;
    const chosen = extent === 'filtered' ? filtered(list.organizations, readQuestion(filter)) : list.organizations;
    const count = await withProgress(title, ({ signal }) => writeBatches(loadedBatches(chosen), destination, signal));
    return { count, isCutOff };
  }
  const pages = organizationPages(tenants.client(domain));
  const count = await withPageProgress(title, (context, onPage, patiently) => {
    const persistently = untilGivenUp(patiently, { domain, what: describeFailed(order) });
    return writeBatches(readBatches(pages, context, persistently), destination, context.signal, onPage);
  });
  return { count, isCutOff: pages.isCutOff };
}

function showSuccess({ count, isCutOff }: Exported, { domain, target }: ExportOptions): void {
  const message =
    count === 1
      ? l10n.t('Exported 1 organization of {0}.', domain)
      : l10n.t('Exported {0} organizations of {1}.', formatNumber(count), domain);
  offerToOpen([target], (open) =>
    isCutOff ? showWarning(`${message} ${describeCutOff()}`, open) : showInformation(message, open),
  );
}

/** Shows the problem with the file, or else with reading the organizations. Does not wait for the user's choice. */
function showFailure(services: Services<'notifier' | 'store' | 'tenants'>, error: unknown, order: ExportOptions): void {
  const { domain, target, ...options } = order;
  const what = describeFailed(order);
  const problem = describeFileProblem(error);
  if (problem === undefined) {
    services.notifier.notify(error, {
      domain,
      what,
      documentation: documentationOf.list,
      retry: () => askAndExport(services, domain, order),
    });
    return;
  }
  offerAnotherFile(`${what}. ${problem}`, () => askAndExport(services, domain, { ...options, target: undefined }));
}

function describeFailed({ domain, target }: ExportOptions): string {
  const file = plainText(vscode.workspace.asRelativePath(target));
  return l10n.t('The organizations of {0} could not be exported to {1}', domain, file);
}

/** @param given used without asking, if it is a format */
function askForOrganizationFormat(given: unknown): Promise<ExportFormat | undefined> {
  const details: Readonly<Record<ExportFormat, string>> = {
    json: l10n.t('One object with the list of all organizations'),
    ndjson: l10n.t('One object a line for each organization'),
    csv: l10n.t('A table of IDs, names, branding and metadata for spreadsheets'),
  };
  return askForFormat(given, details, words(l10n.t('Which format?')));
}

/**
 * Asks only if some organizations are not loaded, or if the view has a filter.
 * @param given used without asking, if it is an extent
 * @returns `undefined` when the user cancels, or when the first page could not be loaded
 */
async function askForExtent(list: OrganizationList, filter: string, given: unknown): Promise<ExportExtent | undefined> {
  if (!list.isLoaded) {
    return undefined;
  }
  const { organizations, isComplete } = list;
  const extent = exportExtents.find((one) => one === given);
  if (extent || (isComplete && filter === '')) {
    return extent ?? 'loaded';
  }
  const count = formatNumber(organizations.length);
  const choices: readonly Choice<ExportExtent>[] = [
    ...(filter === '' ? [] : [filteredChoice(list, filter)]),
    ...(isComplete ? [] : [{ value: 'loaded' as const, label: l10n.t('Loaded Organizations'), description: count }]),
    { value: 'all', label: l10n.t('All Organizations'), description: isComplete ? count : `${count}+` },
  ];
  return chooseOption(choices, words(l10n.t('Which organizations?')));
}

function filteredChoice({ organizations, isComplete }: OrganizationList, filter: string): Choice<ExportExtent> {
  const { length } = filtered(organizations, readQuestion(filter));
  return {
    value: 'filtered',
    label: l10n.t('Filtered Organizations'),
    description: formatNumber(length),
    detail: describeFilter(filter, length, organizations.length, isComplete),
  };
}

/** @param given used without asking, if it is a URI */
async function askForTarget(domain: string, format: ExportFormat, given: unknown): Promise<vscode.Uri | undefined> {
  return given instanceof vscode.Uri
    ? given
    : askForFile(l10n.t('Export Organizations'), `${tenantInFileName(domain)}-organizations`, format);
}

function words(placeholder: string) {
  return { title: l10n.t('Export Organizations'), placeholder };
}
