import * as vscode from 'vscode';
import type { ApiError } from '../management/apiError.ts';
import { errorCode, explanationOf } from '../notifications/failureNotifier.ts';

/** A row that says what failed at a tenant, and tries again on a click. */
export async function failedItem(
  error: ApiError,
  domain: string,
  retry: string,
  argument: unknown,
): Promise<vscode.TreeItem> {
  const { meaning, nextStep } = await explanationOf(error, domain);
  const code = errorCode(error);
  const item = new vscode.TreeItem(code ? vscode.l10n.t('{0}: {1}', code, meaning) : meaning);
  item.description = vscode.l10n.t('Click to retry');
  item.tooltip = `${meaning}\n${nextStep}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.command = {
    command: `organizationInspector.${retry}`,
    title: vscode.l10n.t('Retry'),
    arguments: [argument],
  };
  return item;
}
