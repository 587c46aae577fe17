import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { documentationOf } from '../api/organizationsClient.ts';
import { domainArgument } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { DraftFile } from '../documents/draftFile.ts';
import { organizationEncoder } from '../documents/exportEncoders.ts';
import { describeWritten, type FileWork, openDraft, writeFiles, type WritingState } from '../documents/writeFile.ts';
import {
  type ExportExtent,
  exportExtents,
  type ExportFormat,
  type OrganizationList,
  organizationPages,
} from '../organizations/organizationList.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { readQuestion } from '../organizations/searchQuery.ts';
import { filtered } from '../sidebar/sortAndFilter.ts';
import { describeFilter } from '../sidebar/viewArrangement.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { readingTexts } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import type { Choice } from '../ui/ask.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import { offerToOpen } from './exportMessages.ts';
import { askForFile, askForFormat, chooseOption, inFileName } from './exportRequest.ts';
import { type OrganizationSource, OrganizationWriter } from './organizationWriter.ts';

/** The options of an export, with the target file. */
interface ExportOptions {
  readonly domain: string;
  /** What messages call the tenant. */
  readonly tenant: string;
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
  services: Services<'arrangement' | 'notifier' | 'store' | 'tenants'> & WritingState,
  argument?: unknown,
  format?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const { filter } = services.arrangement.current;
  return askAndExport(services, domainArgument(argument), { format, extent, filter, target });
}

async function askAndExport(
  services: Services<'notifier' | 'store' | 'tenants'> & WritingState,
  named: string | undefined,
  given: GivenOptions,
): Promise<vscode.Uri | undefined> {
  const order = await askForOrder(services, named, given);
  const files = order && (await writeFiles(services, await workOf(services, order)));
  return files && order.target;
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
  const tenant = tenants.titleOf(domain);
  const format = await askForOrganizationFormat(given.format);
  const { filter } = given;
  const extent = format && (opened ? await askForExtent(await opened, filter, given.extent) : 'all');
  const target = extent && (await askForTarget(tenant, format, given.target));
  return target && { domain, tenant, format, extent, filter, target };
}

async function workOf(
  services: Services<'notifier' | 'store' | 'tenants'> & WritingState,
  order: ExportOptions,
): Promise<FileWork> {
  const { domain, tenant, extent, filter, format, target } = order;
  const draft = new DraftFile(() => openDraft(target));
  const source = sourceOf(services, order);
  const writer = new OrganizationWriter(source, await organizationEncoder(format), draft);
  const { isCutOff } = services.store.get(domain);
  return {
    key: JSON.stringify(['organizations', domain, format, extent, extent === 'filtered' && filter]),
    title: l10n.t('Exporting the organizations of {0}', tenant),
    domain,
    files: [{ target, draft }],
    goOn: async (context, { tell, patiently }) => {
      const text = readingTexts(writer.count, source.pages ? undefined : source.loaded.length);
      await writer.run(context, patiently, (count) => {
        tell(text(count));
      });
    },
    failure: () => {
      const file = plainText(vscode.workspace.asRelativePath(target));
      return {
        what: l10n.t('The organizations of {0} could not be exported to {1}', tenant, file),
        documentation: documentationOf.list,
      };
    },
    extent: () => describeWritten(writer.count),
    tellSaved: () => {
      showSuccess(writer.count, source.pages?.isCutOff ?? isCutOff, order);
    },
    again: () => askAndExport(services, domain, order),
    toAnotherFile: async () => {
      const other = await askForOrder(services, domain, { ...order, target: undefined });
      return other && workOf(services, other);
    },
  };
}

/** What is exported: without a request, unless all organizations are to be read and some are not loaded. */
function sourceOf(
  { tenants, store }: Services<'store' | 'tenants'>,
  { domain, extent, filter }: ExportOptions,
): OrganizationSource {
  const { organizations, isComplete } = store.get(domain);
  if (extent === 'all' && !isComplete) {
    return { loaded: [], pages: organizationPages(tenants.client(domain)) };
  }
  return { loaded: extent === 'filtered' ? filtered(organizations, readQuestion(filter)) : [...organizations] };
}

function showSuccess(count: number, isCutOff: boolean, { tenant, target }: ExportOptions): void {
  const message =
    count === 1
      ? l10n.t('Exported 1 organization of {0}.', tenant)
      : l10n.t('Exported {0} organizations of {1}.', formatNumber(count), tenant);
  offerToOpen([target], (open) =>
    isCutOff ? showWarning(`${message} ${describeCutOff()}`, open) : showInformation(message, open),
  );
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
async function askForTarget(tenant: string, format: ExportFormat, given: unknown): Promise<vscode.Uri | undefined> {
  return given instanceof vscode.Uri
    ? given
    : askForFile(l10n.t('Export Organizations'), `${inFileName(tenant)}-organizations`, format);
}

function words(placeholder: string) {
  return { title: l10n.t('Export Organizations'), placeholder };
}
