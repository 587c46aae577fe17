import * as vscode from 'vscode';
import type { ApiError } from '../management/apiError.ts';
import { describeFailure, explanationOf, type FailedTask } from './errorNotifier.ts';
import { showError } from './notifications.ts';

/**
 * Shows a failure in the middle of long work, and waits until the user continues it, perhaps with another access token,
 * or closes the message.
 * @returns whether to continue
 */
export async function askToContinue(error: ApiError, task: Pick<FailedTask, 'domain' | 'what'>): Promise<boolean> {
  const { domain } = task;
  const { actions } = await explanationOf(error, domain);
  const again = vscode.l10n.t('Continue');
  const token = vscode.l10n.t('Update Access Token');
  const buttons = actions.includes('updateAccessToken') ? [token, again] : [again];
  const choice = await showError(await describeFailure(error, task), ...buttons);
  if (choice === token) {
    await vscode.commands.executeCommand('organizationInspector.updateAccessToken', domain);
  }
  return choice !== undefined;
}
