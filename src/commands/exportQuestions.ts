import * as vscode from 'vscode';
import { back } from '../input/ask.ts';
import { choose, type Choice } from '../input/choose.ts';
import { numberText } from '../notifications/numberText.ts';
import {
  exportExtents,
  exportFormats,
  type ExportExtent,
  type ExportFormat,
} from '../organizations/exporting/exportFormat.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';

/** @param given what is taken without asking, if it is a format */
export async function askForFormat(given: unknown): Promise<ExportFormat | undefined> {
  const details: Readonly<Record<ExportFormat, string>> = {
    json: vscode.l10n.t('One object with the list of all organizations'),
    ndjson: vscode.l10n.t('One object a line for each organization'),
    csv: vscode.l10n.t('A table of IDs, names, branding and metadata for spreadsheets'),
  };
  const choices = exportFormats.map((format) => ({
    value: format,
    label: format.toUpperCase(),
    detail: details[format],
  }));
  return exportFormats.find((format) => format === given) ?? chosen(choices, vscode.l10n.t('Which format?'));
}

/**
 * Asks only where it makes a difference.
 * @param given what is taken without asking, if it is an extent
 * @returns `undefined` also where nothing could be loaded
 */
export async function askForExtent(list: OrganizationList, given: unknown): Promise<ExportExtent | undefined> {
  if (!list.isLoaded) {
    return undefined;
  }
  const count = numberText(list.organizations.length);
  const choices: readonly Choice<ExportExtent>[] = [
    { value: 'loaded', label: vscode.l10n.t('Loaded Organizations'), description: count },
    { value: 'all', label: vscode.l10n.t('All Organizations'), description: `${count}+` },
  ];
  return (
    exportExtents.find((extent) => extent === given) ??
    (list.isComplete ? 'loaded' : chosen(choices, vscode.l10n.t('Which organizations?')))
  );
}

/** @param given what is taken without asking, if it is a URI */
export async function askForTarget(
  domain: string,
  format: ExportFormat,
  given: unknown,
): Promise<vscode.Uri | undefined> {
  if (given instanceof vscode.Uri) {
    return given;
  }
  const { suggestedFolder } = await import('../organizations/exporting/exporting.ts');
  // What is left of a domain may stand in names of files everywhere.
  const tenant = domain.replace(/\.auth0\.com$/, '').replace(/[^\w.-]/g, '-');
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Organizations'),
    saveLabel: vscode.l10n.t('Export'),
    defaultUri: vscode.Uri.joinPath(suggestedFolder(), `${tenant}-organizations.${format}`),
    filters: { [format.toUpperCase()]: [format] },
  });
}

/** Stays while something else takes the focus, since there is more to come. */
async function chosen<T>(choices: readonly Choice<T>[], placeholder: string): Promise<T | undefined> {
  const answer = await choose(choices, { title: vscode.l10n.t('Export Organizations'), placeholder });
  return answer === back ? undefined : answer;
}
