import * as vscode from 'vscode';
import { chooseOrganization } from './chooseOrganization.ts';
import type { Services } from './services.ts';

/**
 * Puts the ID of an organization that a person chooses in the place of one that does not exist.
 * @param uri the file
 * @param range where the old ID stands
 * @param id the old ID
 * @param domain the tenant to choose from
 */
export async function replaceOrganizationId(
  services: Services,
  uri?: unknown,
  range?: unknown,
  id?: unknown,
  domain?: unknown,
): Promise<void> {
  if (!(uri instanceof vscode.Uri) || !(range instanceof vscode.Range) || typeof domain !== 'string') {
    return;
  }
  const title = vscode.l10n.t('Replace {0}', String(id));
  const organization = await chooseOrganization(services, { domain, title, text: '' });
  const document = await vscode.workspace.openTextDocument(uri);
  // The file can have changed while the person chose.
  if (organization && document.getText(range) === id) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, range, organization.id);
    await vscode.workspace.applyEdit(edit);
  }
}
