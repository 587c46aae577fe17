import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { type Organization, organizationTitle } from '../api/organization.ts';
import { organizationsPath } from '../api/organizationsClient.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import type { Services } from '../commands/services.ts';
import { type ExportFormat, exportFileName, exportFormats, type ExportedOrganization } from './exportFormats.ts';
import type { ExportTally, Gap, Note, SectionWriter } from './exportWriters.ts';
import { isTheia } from '../documents/requestedDocuments.ts';
import { fileName, mayReplace, rememberFolder, suggestedFolder, type WritingState } from '../documents/writeFile.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { loadFirstPage } from '../organizations/organizationStore.ts';
import { readQuestion } from '../organizations/searchQuery.ts';
import { organizationSections, sectionTitle } from '../sections/organizationSections.ts';
import { sectionCosts } from '../sections/sectionPages.ts';
import type { SectionStore } from '../sections/sectionStore.ts';
import { filtered } from '../sidebar/sortAndFilter.ts';
import { describeFilter } from '../sidebar/viewArrangement.ts';
import { costText, FREE_REQUESTS, requestsOf } from '../tenants/requestCost.ts';
import { plainName, withoutIcons } from '../text/plainText.ts';
import { type Choice, choose } from '../ui/ask.ts';
import { describeCutOff, describeReadAt, formatNumber } from '../ui/format.ts';
import { type Offer, offer } from '../ui/longTask.ts';
import { confirm, showInformation, showWarning } from '../ui/notifications.ts';

/** Sections of organizations that are exported. */
export interface ExportRequest {
  readonly domain: string;
  /** What messages call the tenant. */
  readonly tenant: string;
  readonly organizations: readonly ExportedOrganization[];
}

/** The names of the sections, in the order of their rows. */
export function sectionsOf({ organizations }: ExportRequest): readonly string[] {
  const names = new Set(organizations.flatMap(({ sections }) => sections));
  return organizationSections.map(({ name }) => name).filter((name) => names.has(name));
}

/** What is exported, such as `Members` or `2 sections`. */
export function describeSections(request: ExportRequest): string {
  const names = sectionsOf(request);
  const [name = ''] = names;
  return names.length === 1 ? sectionTitle(name) : l10n.t('{0} sections', formatNumber(names.length));
}

/** What it is exported from, such as `Acme in Staging` or `50 organizations of Staging`. */
export function describeOrganizations({
  tenant,
  organizations,
}: Pick<ExportRequest, 'tenant'> & {
  readonly organizations: readonly { readonly organization: Organization }[];
}): string {
  const [first] = organizations;
  return withoutIcons(
    organizations.length === 1 && first
      ? l10n.t('{0} in {1}', plainName(organizationTitle(first.organization)), tenant)
      : l10n.t('{0} organizations of {1}', formatNumber(organizations.length), tenant),
  );
}

/**
 * The name of a file without its extension, such as `acme-organizations-members`.
 * @param section the section in a file of its own
 */
export function fileNameOf(request: ExportRequest, section?: string): string {
  const { tenant, organizations } = request;
  const [first] = organizations;
  const names = section === undefined ? sectionsOf(request) : [section];
  const whose =
    organizations.length === 1 && first ? (first.organization.name ?? first.organization.id) : 'organizations';
  const [name = ''] = names.toSorted((one, other) => other.length - one.length);
  const whole = exportFileName(tenant, whose, name);
  // Files of their own get the names of their sections in place of it.
  return names.length === 1 ? whole : `${whole.slice(0, -name.length)}sections`;
}

/** Says what an export costs, and asks, if it takes more than a few requests. @returns whether to make them */
export async function confirmExport(
  { tenants, sections }: Services<'sections' | 'tenants'>,
  request: ExportRequest,
): Promise<boolean> {
  const { domain, organizations } = request;
  const costs = new Map<string, number>();
  for (const { organization, sections: names } of organizations) {
    for (const [path, requests] of names.flatMap((name) => leastCosts(sections, domain, organization.id, name))) {
      costs.set(path, (costs.get(path) ?? 0) + requests);
    }
  }
  return (
    requestsOf(costs) <= FREE_REQUESTS ||
    confirm(
      l10n.t('Export {0} from {1}?', describeSections(request), describeOrganizations(request)),
      costText(tenants, domain, costs),
      l10n.t('Export'),
    )
  );
}

/** The requests that a section takes, as far as its loaded items tell. */
function leastCosts(sections: SectionStore, domain: string, id: string, name: string): readonly [string, number][] {
  const address = { domain, id, path: [name] };
  const { items, hasEnded } = sections.loaded(address) ?? { items: [], hasEnded: true };
  const pages = Math.ceil(items.length / PAGE_SIZE) + (hasEnded ? 0 : 1);
  return [...sectionCosts([name])].map(([path, least]) => [path, Math.max(least, pages)]);
}

/** A question for the file of an export. */
interface FileQuestion {
  /** What is exported, for the title. */
  readonly title: string;
  /** The suggested name, without the extension, which is the format. */
  readonly name: string;
  readonly saveLabel?: string;
  /** Whether a table is a file for each section. */
  readonly hasTables?: boolean;
}

/** What exports keep until the window closes. */
export interface ExportState extends WritingState {
  /** What was chosen last in a dialog for files. */
  readonly chosen: WritingState['chosen'] & { format?: ExportFormat };
}

/** A file that is exported to. */
export interface ExportFile {
  readonly uri: vscode.Uri;
  readonly format: ExportFormat;
}

/**
 * Asks for a file to export to, whose extension decides the format. Asks again where it decides none.
 * @param given the format and the URI of the file, used without asking
 * @returns `undefined` when the user cancels
 */
export async function askForFile(
  state: ExportState,
  { title, name, saveLabel = l10n.t('Export'), hasTables = false }: FileQuestion,
  given: Readonly<Partial<Record<'format' | 'target', unknown>>>,
): Promise<ExportFile | undefined> {
  const only = exportFormats.find((format) => format === given.format);
  const last = only ?? state.chosen.format ?? 'csv';
  const formats = only ? [only] : [last, ...exportFormats.filter((format) => format !== last)];
  const labelOf = (format: ExportFormat) =>
    format === 'csv' && hasTables ? l10n.t('CSV (a file for each section)') : format.toUpperCase();
  const labels = formats.map(labelOf);
  // The dialog of Eclipse Theia in a browser replaces files without a question, and a filter changes no name there.
  const isBare = vscode.env.uiKind === vscode.UIKind.Web && (await isTheia());
  const filters = isBare ? [[labels.join(', '), formats]] : formats.map((format) => [labelOf(format), [format]]);
  const ask = (suggested: vscode.Uri) =>
    vscode.window.showSaveDialog({
      title: only ? title : l10n.t('{0} as {1}, {2} or {3}', title, ...labels),
      saveLabel,
      defaultUri: suggested.with({ path: `${suggested.path}.${last}` }),
      filters: Object.fromEntries(filters) as Record<string, string[]>,
    });
  const suggest = () => ask(vscode.Uri.joinPath(suggestedFolder(state), name));
  const { target } = given;
  let uri: vscode.Uri | undefined = target instanceof vscode.Uri ? target : await suggest();
  while (uri) {
    const path = uri.path.toLowerCase();
    const format = only ?? exportFormats.find((one) => path.endsWith(`.${one}`));
    const isOneFile = !hasTables || format !== 'csv';
    if (format && isBare && isOneFile && uri !== target && !(await mayReplace([uri]))) {
      uri = await suggest();
      continue;
    }
    if (format) {
      if (uri !== target) {
        rememberFolder(state, uri);
        if (!only) {
          state.chosen.format = format;
        }
      }
      return { uri, format };
    }
    const isAskedAgain = await confirm(
      l10n.t('{0} does not end in .csv, .json or .ndjson.', fileName(uri)),
      l10n.t('The end of the name decides the format.'),
      l10n.t('Choose Another File…'),
    );
    uri = isAskedAgain ? await ask(uri) : undefined;
  }
  return undefined;
}

/** What has failed if nothing was exported, without a full stop. */
export function describeFailed(request: ExportRequest): string {
  return l10n.t('{0} could not be exported from {1}', describeSections(request), describeOrganizations(request));
}

/** Where an export has stopped, without a full stop. */
export function describeStopped(request: ExportRequest, { part, parts }: SectionWriter): string {
  return part && parts > 1
    ? l10n.t(
        'The export has stopped at {0} of {1}',
        sectionTitle(part.section),
        describeOrganizations({ ...request, organizations: [part] }),
      )
    : l10n.t('The export of {0} from {1} has stopped', describeSections(request), describeOrganizations(request));
}

/** Tells what was exported, and what is missing. Does not wait for the user's choice. @param more what else it offers */
export function showExported(
  request: ExportRequest,
  { items, gaps, notes }: ExportTally,
  targets: readonly vscode.Uri[],
  more: readonly Offer[],
): void {
  const counts = sectionsOf(request).map((name) =>
    l10n.t('{0}: {1}.', sectionTitle(name), formatNumber(items.get(name) ?? 0)),
  );
  const missing = gaps.map((gap) => describeGap(request, gap));
  const exported = l10n.t('Exported from {0}.', describeOrganizations(request));
  const text = [
    exported,
    ...counts,
    ...missing,
    ...describeNotes(notes, request.organizations.length),
    ...describeNames(targets),
  ].join(' ');
  offer(gaps.length > 0 ? showWarning : showInformation, text, [openFiles(targets), ...more]);
}

/** Tells the names of files with two endings: a dialog adds the one of the format to another that was typed. */
export function describeNames(targets: readonly vscode.Uri[]): readonly string[] {
  const names = targets.map(fileName).filter((name) => /\.[a-z]{1,5}\.[a-z]+$/i.test(name));
  return names.length > 0 ? [l10n.t('Saved as {0}.', names.join(', '))] : [];
}

function describeGap({ organizations }: ExportRequest, gap: Gap): string {
  const title = sectionTitle(gap.section);
  const why = gap.why === '' ? describeCutOff() : gap.why;
  if (organizations.length === 1) {
    return l10n.t('Incomplete: {0}. {1}', title, why);
  }
  return describeIncomplete(title, gap, organizations.length, why);
}

/** Says in which of several organizations a section is not complete. @param total their number @param why of the first */
export function describeIncomplete(title: string, gap: Omit<Gap, 'error'>, total: number, why: string): string {
  const { organizations } = gap;
  const organization = plainName(organizationTitle(gap.organization));
  if (organizations === 1) {
    return l10n.t('Incomplete: {0} of {1}. {2}', title, organization, why);
  }
  const counts = [title, formatNumber(organizations), formatNumber(total)] as const;
  return gap.isOneCause
    ? l10n.t('Incomplete: {0} in {1} of {2} organizations. {3}', ...counts, why)
    : l10n.t('Incomplete: {0} in {1} of {2} organizations, for several causes. {3}: {4}', ...counts, organization, why);
}

/** Says what sections lack that were read, and in which of several organizations. @param total their number */
export function describeNotes(notes: ReadonlyMap<string, Note>, total: number): readonly string[] {
  return [...notes.values()].map((note) => {
    const title = sectionTitle(note.section);
    return note.organizations === total ? `${title}: ${note.why}` : describeIncomplete(title, note, total, note.why);
  });
}

/** Opens what was exported. */
export function openFiles(targets: readonly vscode.Uri[]): Offer {
  const isOne = targets.length === 1;
  return {
    label: isOne ? l10n.t('Open File') : l10n.t('Open Files'),
    act: async () => {
      for (const target of targets) {
        await vscode.commands.executeCommand('vscode.open', target, { preview: isOne });
      }
    },
  };
}

/** Which organizations are exported: the loaded ones that the filter leaves, the loaded ones, or all of the tenant. */
export type ExportExtent = 'filtered' | 'loaded' | 'all';

const exportExtents: readonly ExportExtent[] = ['filtered', 'loaded', 'all'];

/**
 * Asks only if there is more than one answer: if the filter of the view leaves out organizations, or if some are not loaded.
 * @param given used without asking, if it is an extent
 * @returns `undefined` when the user cancels, or when the first page could not be loaded
 */
export async function askForExtent(
  { tenants, store, notifier }: Services<'notifier' | 'store' | 'tenants'>,
  { domain, title, filter }: { readonly domain: string; readonly title: string; readonly filter: string },
  given: unknown,
): Promise<ExportExtent | undefined> {
  const list = await loadFirstPage(store, notifier, domain);
  if (!list.isLoaded) {
    return undefined;
  }
  const { organizations, isComplete, readAt } = list;
  const ofList = readAt ? [describeReadAt(readAt)] : [];
  const { length } = organizations;
  const count = formatNumber(length);
  const matches = filter === '' ? length : filtered(organizations, readQuestion(filter)).length;
  const least = costText(tenants, domain, new Map([[organizationsPath, Math.floor(length / PAGE_SIZE) + 1]]));
  const filteredChoices = matches === length ? [] : [filteredChoice(list, filter, matches, ofList)];
  const choices: readonly Choice<ExportExtent>[] = [
    ...(matches > 0 ? filteredChoices : []),
    ...(isComplete
      ? []
      : [
          {
            value: 'loaded' as const,
            label: l10n.t('Loaded Organizations'),
            description: count,
            detail: ofList.join(),
          },
        ]),
    {
      value: 'all',
      label: l10n.t('All Organizations'),
      description: isComplete ? count : `${count}+`,
      detail: isComplete
        ? [l10n.t('All are loaded: no request'), ...ofList].join(' · ')
        : l10n.t('{0}. One request for each {1} organizations.', least, PAGE_SIZE),
    },
    // What is first is chosen most easily.
    ...(matches > 0 ? [] : filteredChoices),
  ];
  const extent = exportExtents.find((one) => one === given);
  if (extent || choices.length === 1) {
    return extent ?? 'all';
  }
  return choose(choices, { title, placeholder: l10n.t('Which organizations?') });
}

function filteredChoice(
  { organizations, isComplete }: OrganizationList,
  filter: string,
  matches: number,
  ofList: readonly string[],
): Choice<ExportExtent> {
  return {
    value: 'filtered',
    label: l10n.t('Filtered Organizations'),
    description: formatNumber(matches),
    detail: [describeFilter(filter, matches, organizations.length, isComplete), ...ofList].join(' · '),
  };
}

/** How much of a file of organizations is written; empty if there is nothing. */
export function describeWritten(organizations: number): string {
  return organizations === 0
    ? ''
    : l10n.t('Organizations so far: {0}. The file is saved once it is complete.', formatNumber(organizations));
}
