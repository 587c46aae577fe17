import * as vscode from 'vscode';
import { plainText } from '../management/plainText.ts';
import { withoutIcons } from '../notifications/withoutIcons.ts';

/** Puts a text on the clipboard and says so where it is not in the way. */
export async function copyText(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(message, 3000);
}

/** Copies a text and says which, or, of one that is too long for that, what it is. */
export function copyShown(text: string, what: string): Promise<void> {
  const isLong = /[\n{]/.test(text);
  return copyText(text, isLong ? what : vscode.l10n.t('Copied {0}', withoutIcons(plainText(text))));
}
