import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { documentationOf, organizationPages } from '../api/organizationsClient.ts';
import { targetTenant } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { DraftFile } from '../documents/draftFile.ts';
import { exportFileName, type ExportFormat, organizationEncoder } from './exportFormats.ts';
import { type FileWork, openDraft, writeFiles } from '../documents/writeFile.ts';
import { readQuestion } from '../organizations/searchQuery.ts';
import { filtered } from '../sidebar/sortAndFilter.ts';
import { readingTexts } from '../tenants/requestCost.ts';
import { plainText } from '../text/plainText.ts';
import { describeCutOff, describeReadAt, describeSummaries, formatNumber } from '../ui/format.ts';
import { offer, type Offer } from '../ui/longTask.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import {
  askForExtent,
  askForFile,
  describeNames,
  describeWritten,
  type ExportExtent,
  type ExportState,
  openFiles,
} from './exportQuestions.ts';
import { type OrganizationSource, OrganizationWriter } from './exportWriters.ts';

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
 * @param argument see `targetTenant`
 * @param format `json`, `ndjson` or `csv`; otherwise the extension of the file decides
 * @param extent `filtered`, the loaded ones that the filter of the view leaves; `loaded`, or `all`, which reads pages for the file alone, or makes no request if all are loaded
 * @param target the URI of the file
 * @returns the URI of the file, `undefined` when no file was written
 */
export async function exportOrganizations(
  services: Services<'arrangement' | 'notifier' | 'store' | 'tenants' | 'tree'> & ExportState,
  argument?: unknown,
  format?: unknown,
  extent?: unknown,
  target?: unknown,
): Promise<vscode.Uri | undefined> {
  const { filter } = services.arrangement.current;
  const domain = await targetTenant(services, l10n.t('Export Organizations'), argument);
  return domain === undefined ? undefined : askAndExport(services, domain, { format, extent, filter, target });
}

async function askAndExport(
  services: Services<'notifier' | 'store' | 'tenants'> & ExportState,
  domain: string,
  given: GivenOptions,
): Promise<vscode.Uri | undefined> {
  const options = await askForOptions(services, domain, given);
  const files = options && (await writeFiles(services, workOf(services, options)));
  return files?.[0];
}

async function askForOptions(
  services: Services<'notifier' | 'store' | 'tenants'> & ExportState,
  domain: string,
  given: GivenOptions,
): Promise<ExportOptions | undefined> {
  const tenant = services.tenants.titleOf(domain);
  const title = l10n.t('Export Organizations of {0}', tenant);
  const { filter } = given;
  const extent = given.extent === 'all' ? 'all' : await askForExtent(services, { domain, title, filter }, given.extent);
  const name = exportFileName(tenant, 'organizations');
  const file = extent && (await askForFile(services, { title, name }, given));
  return file && { domain, tenant, format: file.format, extent, filter, target: file.uri };
}

function workOf(services: Services<'notifier' | 'store' | 'tenants'> & ExportState, options: ExportOptions): FileWork {
  const { domain, tenant, extent, filter, format, target } = options;
  const draft = new DraftFile(() => openDraft(target));
  const source = sourceOf(services, options);
  const { readAt } = services.store.get(domain);
  const encoder = organizationEncoder(format, describeCutOff(), describeSummaries());
  const writer = new OrganizationWriter(source, encoder, draft);
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
    tellSaved: (saveAgain) => {
      showSuccess(writer, { ...options, readAt: source.pages ? undefined : readAt, offers: saveAgain() });
    },
    isDenied: () => source.pages?.lacksFields === true,
    anew: () => workOf(services, options),
    toAnotherFile: async () => {
      const other = await askForOptions(services, domain, { filter, extent, format: undefined, target: undefined });
      return other && workOf(services, other);
    },
  };
}

/** What is exported: without a request, unless all organizations are to be read and some are not loaded. */
function sourceOf(
  { tenants, store }: Services<'store' | 'tenants'>,
  { domain, extent, filter }: ExportOptions,
): OrganizationSource {
  const { organizations, isComplete, isCutOff, isOfSummaries } = store.get(domain);
  if (extent === 'all' && !isComplete) {
    return { loaded: [], pages: organizationPages(tenants.client(domain), () => tenants.isSentSummaries(domain)) };
  }
  const loaded = extent === 'filtered' ? filtered(organizations, readQuestion(filter)) : [...organizations];
  return { loaded, isCutOff, lacksFields: isOfSummaries };
}

/** What is told of a file. */
interface Exported extends Pick<ExportOptions, 'tenant' | 'target'> {
  /** When the list was read, if it was loaded before: what is new since is not in the file. */
  readonly readAt: Date | undefined;
  readonly offers: readonly Offer[];
}

function showSuccess(
  { count, isCutOff, lacksFields }: OrganizationWriter,
  { tenant, target, readAt, offers }: Exported,
): void {
  const exported =
    count === 1
      ? l10n.t('Exported 1 organization of {0}.', tenant)
      : l10n.t('Exported {0} organizations of {1}.', formatNumber(count), tenant);
  const message = readAt ? `${exported} ${describeReadAt(readAt)}.` : exported;
  const missing = [...(isCutOff ? [describeCutOff()] : []), ...(lacksFields ? [describeSummaries()] : [])];
  const text = [message, ...describeNames([target]), ...missing].join(' ');
  offer(missing.length > 0 ? showWarning : showInformation, text, [openFiles([target]), ...offers]);
}
