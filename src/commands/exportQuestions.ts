import * as vscode from 'vscode';
import { back, type Choice, choose } from '../input/ask.ts';
import { exportFormats, type ExportFormat } from '../organizations/exportBatches.ts';
import { suggestedFolder } from '../organizations/exportFile.ts';

/** The words of a question about an export. */
interface Words {
  readonly title: string;
  readonly placeholder: string;
}

/**
 * @param given used without asking, if it is a format
 * @param details says what each format holds
 * @returns `undefined` when the user cancels
 */
export async function askForFormat(
  given: unknown,
  details: Readonly<Record<ExportFormat, string>>,
  words: Words,
): Promise<ExportFormat | undefined> {
  const choices = exportFormats.map((format) => ({
    value: format,
    label: format.toUpperCase(),
    detail: details[format],
  }));
  return exportFormats.find((format) => format === given) ?? chooseOption(choices, words);
}

/** Uses `choose`, which stays open when it loses the focus, because more steps follow. */
export async function chooseOption<T>(choices: readonly Choice<T>[], words: Words): Promise<T | undefined> {
  const answer = await choose(choices, words);
  return answer === back ? undefined : answer;
}

/** Asks for a file to export to. @param name the suggested name, without the extension, which is the format */
export async function askForFile(
  title: string,
  name: string,
  format: ExportFormat,
  saveLabel = vscode.l10n.t('Export'),
): Promise<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title,
    saveLabel,
    defaultUri: vscode.Uri.joinPath(suggestedFolder(), `${name}.${format}`),
    filters: { [format.toUpperCase()]: [format] },
  });
}

/** The name of a tenant in the name of a file. */
export function tenantInFileName(domain: string): string {
  return inFileName(domain.replace(/\.auth0\.com$/, ''));
}

/** A text in the name of a file. The characters that remain are valid there on every platform. */
export function inFileName(text: string): string {
  return text.replace(/[^\w.-]/g, '-');
}
