import * as vscode from 'vscode';
import { showError } from '../messages/notifications.ts';

/**
 * Offers to open what was exported. Does not wait for the user's choice.
 * @param show shows a message with this button, and returns the pressed one
 */
export function offerToOpen(
  targets: readonly vscode.Uri[],
  show: (button: string) => Promise<string | undefined>,
): void {
  const open = targets.length === 1 ? vscode.l10n.t('Open File') : vscode.l10n.t('Open Files');
  void show(open).then(async (choice) => {
    if (choice === open) {
      for (const target of targets) {
        await vscode.commands.executeCommand('vscode.open', target, { preview: targets.length === 1 });
      }
    }
  });
}

/** Shows a problem with a file, and offers to choose another one. Does not wait for the user's choice. */
export function offerAnotherFile(problem: string, exportAgain: () => unknown): void {
  const another = vscode.l10n.t('Choose Another File…');
  void showError(problem, another).then((choice) => {
    if (choice === another) {
      void exportAgain();
    }
  });
}
