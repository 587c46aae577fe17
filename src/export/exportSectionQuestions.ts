import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import { organizationArgument, rowArguments } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { suggestedFolder } from '../documents/writeFile.ts';
import { pickOrganization } from '../find/findOrganization.ts';
import type { ExportFormat } from '../organizations/organizationList.ts';
import { organizationSections, requestedSections } from '../sections/organizationSections.ts';
import { isRow, type SectionRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { chooseSeveral } from '../ui/ask.ts';
import { confirm, showInformation } from '../ui/notifications.ts';
import {
  askForFile,
  askForFormat,
  describeOrganizations,
  describeSections,
  type ExportRequest,
  fileNameOf,
  sectionsOf,
} from './exportRequest.ts';

/** The file that a section is exported to. */
export type TargetOf = (section: string) => vscode.Uri;

/**
 * The names of the sections to export, in the order of their rows.
 * @param given used without asking, if it holds names of sections
 * @returns `undefined` when the user cancels
 */
export async function askForSections(
  selection: Omit<ExportSelection, 'domain'>,
  given: unknown,
): Promise<readonly string[] | undefined> {
  const named = requestedSections.filter((name) => [given].flat().includes(name));
  if (named.length > 0) {
    return named;
  }
  const items = organizationSections.flatMap(({ name, title, icon }) =>
    requestedSections.includes(name) ? [{ value: name, label: title, iconPath: new vscode.ThemeIcon(icon) }] : [],
  );
  return chooseSeveral(items, {
    title: l10n.t('Export Sections from {0}', describeOrganizations(selection)),
    placeholder: l10n.t('Which sections?'),
  });
}

/** @param given used without asking, if it is a format */
export function askForSectionFormat(order: ExportRequest, given: unknown): Promise<ExportFormat | undefined> {
  const isOneTable = sectionsOf(order).length === 1;
  const details: Readonly<Record<ExportFormat, string>> = {
    json: l10n.t('One object with the organizations, and in each its sections'),
    ndjson: l10n.t('One object a line for each item, with its organization'),
    csv: isOneTable
      ? l10n.t('A table with a row for each item, with its organization, for spreadsheets')
      : l10n.t('A table for each section, in a file of its own, for spreadsheets'),
  };
  return askForFormat(given, details, {
    title: titleOf(order),
    placeholder: l10n.t('Which format? Reading takes a request for each 100 items.'),
  });
}

/**
 * The files of an export.
 * @param given used without asking, if it is the URI of a file, or of a folder for several CSV files
 * @returns `undefined` when the user cancels
 */
export async function askForTargets(
  order: ExportRequest,
  format: ExportFormat,
  given: unknown,
): Promise<TargetOf | undefined> {
  const sections = sectionsOf(order);
  if (format !== 'csv' || sections.length === 1) {
    const file = given instanceof vscode.Uri ? given : await askForFile(titleOf(order), fileNameOf(order), format);
    return file && (() => file);
  }
  const folder = given instanceof vscode.Uri ? given : await askForFolder(order);
  const fileIn = (section: string) =>
    vscode.Uri.joinPath(folder ?? suggestedFolder(), `${fileNameOf(order, section)}.${format}`);
  return folder && (given instanceof vscode.Uri || (await mayReplace(sections.map(fileIn)))) ? fileIn : undefined;
}

async function askForFolder(order: ExportRequest): Promise<vscode.Uri | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: titleOf(order),
    openLabel: l10n.t('Export'),
    defaultUri: suggestedFolder(),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return folders?.[0];
}

/** Asks before files are replaced, as the dialog for a single file does. */
async function mayReplace(files: readonly vscode.Uri[]): Promise<boolean> {
  const checks = await Promise.allSettled(files.map((file) => vscode.workspace.fs.stat(file)));
  const existing = files.filter((_, index) => checks[index]?.status === 'fulfilled');
  return (
    existing.length === 0 ||
    confirm(
      l10n.t('Replace the files that have the same names?'),
      existing.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join('\n'),
      l10n.t('Replace'),
    )
  );
}

function titleOf(order: ExportRequest): string {
  return l10n.t('Export {0} from {1}', describeSections(order), describeOrganizations(order));
}

/** Organizations of one tenant, whose sections are exported. */
export interface ExportSelection extends Pick<ExportRequest, 'domain' | 'tenant'> {
  readonly organizations: readonly SelectedOrganization[];
}

/** An organization, and its sections if rows of sections tell them. */
interface SelectedOrganization {
  readonly organization: Organization;
  readonly sections?: readonly string[];
}

/**
 * The organizations that an export is about. Without arguments, the user picks one.
 * @param argument the row of an organization or of a section, the URI of a document, `{ domain, id, name? }`, or an array
 *   of these
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 */
export async function exportSelection(
  services: Services<'known' | 'notifier' | 'store' | 'tenants'>,
  argument: unknown,
  selection: unknown,
): Promise<ExportSelection | undefined> {
  const title = l10n.t('Export Sections');
  const candidates = rowArguments(argument, selection);
  // The menu of a row is about the rows of its kind.
  const rows = candidates.filter((candidate) => isSectionRow(candidate) === isSectionRow([argument].flat()[0]));
  const picked = argument === undefined ? await pickOrganization(services, title) : undefined;
  const found = picked ? [picked] : rows.flatMap((row) => selectedIn(row) ?? []);
  const [first] = found;
  if (!first) {
    return undefined;
  }
  const { domain } = first;
  if (found.some((other) => other.domain !== domain)) {
    void showInformation(l10n.t('Select organizations of one tenant.'));
    return undefined;
  }
  if ((await pickTenant(services.tenants, title, domain)) === undefined) {
    return undefined;
  }
  const organizations = found.map(({ organization, ...rest }) => ({
    ...rest,
    // Only other callers leave out the name: the row of an organization has it.
    organization: organization.name === undefined ? named(services, domain, organization) : organization,
  }));
  return { domain, tenant: services.tenants.titleOf(domain), organizations: joined(organizations) };
}

/** The organization as it is loaded, which knows its name. */
function named({ store }: Services<'store'>, domain: string, organization: Organization): Organization {
  return store.find(domain, organization.id) ?? organization;
}

interface Found extends SelectedOrganization {
  readonly domain: string;
}

function selectedIn(candidate: unknown): Found | undefined {
  if (isSectionRow(candidate)) {
    const { domain, organization, path } = candidate;
    const [name = ''] = path;
    return path.length === 1 && requestedSections.includes(name)
      ? { domain, organization, sections: [name] }
      : undefined;
  }
  return isRow(candidate) && candidate.kind !== 'organization' ? undefined : organizationArgument(candidate);
}

function isSectionRow(candidate: unknown): candidate is SectionRow {
  return isRow(candidate) && candidate.kind === 'section';
}

/** Each organization once, with all of its sections. */
function joined(organizations: readonly SelectedOrganization[]): readonly SelectedOrganization[] {
  const known = new Map<string, SelectedOrganization>();
  for (const { organization, sections } of organizations) {
    const before = known.get(organization.id)?.sections ?? [];
    known.set(organization.id, { organization, ...(sections && { sections: [...new Set([...before, ...sections])] }) });
  }
  return [...known.values()];
}
