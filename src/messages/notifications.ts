import * as vscode from 'vscode';
import { plainText, withoutIcons } from '../text/plainText.ts';

/** In UTF-16 units: more than any of our sentences with what a server has said in it. */
const LONGEST_MESSAGE = 1500;

/**
 * A text in which VS Code finds no `[text](link)`, since links of notifications can run commands, and nothing else that
 * comes from a tenant and could mislead.
 */
export function messageText(text: string): string {
  return plainText(text, LONGEST_MESSAGE);
}

/** Tells something. @returns the button that was pressed, by its title */
export async function showInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showInformationMessage(messageText(text), ...buttons);
}

/** Warns of something. @returns the button that was pressed, by its title */
export async function showWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showWarningMessage(messageText(text), ...buttons);
}

/** Says what has failed. @returns the button that was pressed, by its title */
export async function showError(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showErrorMessage(messageText(text), ...buttons);
}

/** Says in a dialog what has failed. */
export async function showErrorDialog(text: string): Promise<void> {
  await vscode.window.showErrorMessage(messageText(text), { modal: true });
}

/**
 * Asks a person in a dialog before something is done.
 * @param action what the button says that does it
 */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(messageText(question), options, action)) === action;
}

/** Puts a text on the clipboard and says so where it is not in the way. */
export async function copyText(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(message, 3000);
}

/** Copies a text and says which, or, of one that is too long for that, what it is. */
export function copyShort(text: string, what: string): Promise<void> {
  const isLong = /[\n{]/.test(text);
  return copyText(text, isLong ? what : vscode.l10n.t('Copied {0}', withoutIcons(plainText(text))));
}
