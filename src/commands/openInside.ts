import * as vscode from 'vscode';
import { everything } from '../documents/documentAddress.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { isRow } from '../organizations/rows.ts';
import { activeDocument, organizationAt } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Opens what is loaded of a section as JSON.
 * @param argument the row of a section
 * @returns the URI of the document, `undefined` for anything else
 */
export async function openSectionJson(_services: Services, argument?: unknown): Promise<vscode.Uri | undefined> {
  if (!isRow(argument) || argument.kind !== 'section') {
    return undefined;
  }
  const uri = organizationUri(argument.domain, argument.organization, argument.path);
  await vscode.commands.executeCommand('vscode.open', uri);
  return uri;
}

/**
 * Opens an organization with all of its sections as JSON, which takes a request for each page that is not loaded.
 * @param argument a row or the URI of a document; without it the active document or the selected row
 * @returns the URI of the document, `undefined` when there is none
 */
export async function openEverything({ tree }: Services, argument?: unknown): Promise<vscode.Uri | undefined> {
  const target = organizationAt(argument) ?? organizationAt(activeDocument()) ?? organizationAt(tree.selection[0]);
  if (!target) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select an organization or open one first.'));
    return undefined;
  }
  const uri = organizationUri(target.domain, target.organization, [everything]);
  await vscode.commands.executeCommand('vscode.open', uri);
  return uri;
}
