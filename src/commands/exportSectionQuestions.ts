import * as vscode from 'vscode';
import { chooseSeveral } from '../input/ask.ts';
import { confirm } from '../messages/notifications.ts';
import type { ExportFormat } from '../organizations/exportBatches.ts';
import { suggestedFolder } from '../organizations/exportFile.ts';
import { requestedSections } from '../sections/loadSections.ts';
import { organizationSections } from '../sections/organizationSections.ts';
import { type ExportOrder, describeOrganizations, describeSections, fileNameOf, sectionsOf } from './exportOrder.ts';
import { askForFile, askForFormat } from './exportQuestions.ts';
import type { SelectedOrganization } from './exportSelection.ts';

/** The file that a section is exported to. */
export type TargetOf = (section: string) => vscode.Uri;

/**
 * The names of the sections to export, in the order of their rows.
 * @param given used without asking, if it holds names of sections
 * @returns `undefined` when the user cancels
 */
export async function askForSections(
  organizations: readonly SelectedOrganization[],
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
    title: vscode.l10n.t('Export Sections from {0}', describeOrganizations(organizations)),
    placeholder: vscode.l10n.t('Which sections?'),
  });
}

/** @param given used without asking, if it is a format */
export function askForSectionFormat(order: ExportOrder, given: unknown): Promise<ExportFormat | undefined> {
  const isOneTable = sectionsOf(order).length === 1;
  const details: Readonly<Record<ExportFormat, string>> = {
    json: vscode.l10n.t('One object with the organizations, and in each its sections'),
    ndjson: vscode.l10n.t('One object a line for each item, with its organization'),
    csv: isOneTable
      ? vscode.l10n.t('A table with a row for each item, with its organization, for spreadsheets')
      : vscode.l10n.t('A table for each section, in a file of its own, for spreadsheets'),
  };
  return askForFormat(given, details, {
    title: titleOf(order),
    placeholder: vscode.l10n.t('Which format? Reading takes a request for each 100 items.'),
  });
}

/**
 * The files of an export.
 * @param given used without asking, if it is the URI of a file, or of a folder for several CSV files
 * @returns `undefined` when the user cancels
 */
export async function askForTargets(
  order: ExportOrder,
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

async function askForFolder(order: ExportOrder): Promise<vscode.Uri | undefined> {
  const folders = await vscode.window.showOpenDialog({
    title: titleOf(order),
    openLabel: vscode.l10n.t('Export'),
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
      vscode.l10n.t('Replace the files that have the same names?'),
      existing.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)).join('\n'),
      vscode.l10n.t('Replace'),
    )
  );
}

function titleOf(order: ExportOrder): string {
  return vscode.l10n.t('Export {0} from {1}', describeSections(order), describeOrganizations(order.organizations));
}
