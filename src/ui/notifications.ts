import * as vscode from 'vscode';
import { plainText, withIsolates, withoutIcons } from '../text/plainText.ts';

/** In UTF-16 code units. Longer than any message of this extension, including a server's message. */
const LONGEST_MESSAGE = 1500;

/**
 * A text without `[text](link)`, because links in notifications can run commands, and without misleading characters
 * from a tenant.
 */
export function messageText(text: string): string {
  return withIsolates(plainText(text, LONGEST_MESSAGE));
}

/** Shows an information message. @returns the title of the pressed button */
export async function showInformation(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showInformationMessage(messageText(text), ...buttons);
}

/** Shows a warning. @returns the title of the pressed button */
export async function showWarning(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showWarningMessage(messageText(text), ...buttons);
}

/** Shows an error. @returns the title of the pressed button */
export async function showError(text: string, ...buttons: readonly string[]): Promise<string | undefined> {
  return vscode.window.showErrorMessage(messageText(text), ...buttons);
}

/** Shows an error in a modal dialog. */
export async function showErrorDialog(text: string): Promise<void> {
  await vscode.window.showErrorMessage(messageText(text), { modal: true });
}

/**
 * Asks the user for confirmation in a modal dialog.
 * @param action the title of the confirming button
 */
export async function confirm(question: string, detail: string, action: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await vscode.window.showWarningMessage(messageText(question), options, action)) === action;
}

/** Shows a message in the status bar for a moment. `$(icon)` in it is no icon. */
export function showStatus(message: string): void {
  vscode.window.setStatusBarMessage(withoutIcons(withIsolates(plainText(message))), 3000);
}

/** Copies a text to the clipboard and shows a message in the status bar. */
export async function copyText(text: string, message: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  showStatus(message);
}
