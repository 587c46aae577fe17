import * as vscode from 'vscode';
import type { Explanation } from '../../notifications/explanation.ts';

/** What a connection that broke means, when the system says no more about it. */
export function explainUnreachable(domain: string, networkCode = 'fetch'): Explanation {
  return {
    meaning: vscode.l10n.t('The connection to {0} broke before the answer was complete ({1}).', domain, networkCode),
    nextStep: vscode.l10n.t('Try again; the log has the details.'),
    actions: ['retry', 'showLog'],
  };
}
