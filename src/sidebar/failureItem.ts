import * as vscode from 'vscode';
import type { ApiError } from '../management/apiError.ts';
import { errorCode, explanationOf } from '../messages/errorNotifier.ts';
import { accessibilityLabel } from './accessibilityLabel.ts';

/** The tree item of a failure. A click retries the operation, or asks for a new token if only a new token helps. */
export async function failureItem(
  error: ApiError,
  domain: string,
  retry: string,
  argument: unknown,
): Promise<vscode.TreeItem> {
  const { meaning, nextStep, actions } = await explanationOf(error, domain);
  const needsToken = actions[0] === 'updateAccessToken';
  const code = errorCode(error);
  const item = new vscode.TreeItem(code ? vscode.l10n.t('{0}: {1}', code, meaning) : meaning);
  item.description = needsToken ? vscode.l10n.t('Update Access Token') : vscode.l10n.t('Click to retry');
  item.tooltip = `${meaning}\n${nextStep}`;
  item.accessibilityInformation = accessibilityLabel(vscode.l10n.t('Failed'), item.label, nextStep);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.command = needsToken
    ? {
        command: 'organizationInspector.updateAccessToken',
        title: vscode.l10n.t('Update Access Token'),
        arguments: [domain],
      }
    : { command: `organizationInspector.${retry}`, title: vscode.l10n.t('Retry'), arguments: [argument] };
  return item;
}
