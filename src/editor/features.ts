import * as vscode from 'vscode';
import { documentScheme } from '../documents/documentAddress.ts';

/** What can be switched off, by the names of the settings. */
export type Feature = 'hover' | 'names' | 'completion' | 'links' | 'missingIds';

/** Each feature can be switched off, for a language as well. Our own documents have names beside their IDs, and links. */
export function isOn(feature: Feature, document: vscode.TextDocument): boolean {
  const setting = vscode.workspace.getConfiguration('organizationInspector.editor', document).get(feature);
  return document.uri.scheme !== documentScheme && setting !== false && setting !== 'off';
}
