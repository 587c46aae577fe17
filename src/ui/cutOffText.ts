import * as vscode from 'vscode';

/** Says that a list has ended, but not with a proof that it is whole. */
export function describeCutOff(): string {
  return vscode.l10n.t('There may be more: Auth0 sends no more of this list.');
}
