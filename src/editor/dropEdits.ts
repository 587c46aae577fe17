import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { isOrganization } from '../management/organization.ts';
import { isOrganizationId } from '../management/organizationKeys.ts';
import type { DraggedOrganization } from '../organizations/organizationDrag.ts';
import { kindOf, type DropForm } from './dropForms.ts';
import { dropPlace } from './dropPlace.ts';
import { dropTexts } from './dropTexts.ts';

/**
 * The edits that a person can choose from for organizations that are dropped into a document.
 * @param dragged what is under `draggedType`
 */
export function dropEdits(document: vscode.TextDocument, dragged: string): vscode.DocumentDropEdit[] {
  const organizations = draggedOrganizations(dragged);
  if (organizations.length === 0) {
    return [];
  }
  const place = dropPlace(document);
  const dropped = organizations.map(({ domain, organization }) => ({
    organization,
    uri: organizationUri(domain, organization).toString(),
  }));
  return dropTexts(dropped, place).map(({ form, text }) => {
    const edit = new vscode.DocumentDropEdit(text);
    edit.title = title(form, place.setting, organizations.length === 1);
    edit.kind = kindOf(form);
    return edit;
  });
}

/** Anything can be dragged into the window under this type; what comes from another window has VS Code's own data. */
function draggedOrganizations(dragged: string): readonly DraggedOrganization[] {
  const values: unknown = JSON.parse(dragged);
  return Array.isArray(values) ? values.filter(isDraggedOrganization) : [];
}

function isDraggedOrganization(value: unknown): value is DraggedOrganization {
  const { domain, organization } = Object(value) as Partial<Record<string, unknown>>;
  return typeof domain === 'string' && isOrganization(organization) && isOrganizationId(organization.id);
}

function title(form: DropForm, setting: string, isOne: boolean): string {
  switch (form) {
    case 'id':
      return isOne ? vscode.l10n.t('Insert Organization ID') : vscode.l10n.t('Insert Organization IDs');
    case 'name':
      return isOne ? vscode.l10n.t('Insert Organization Name') : vscode.l10n.t('Insert Organization Names');
    case 'setting':
      return vscode.l10n.t('Insert {0}', setting);
    case 'link':
      return isOne ? vscode.l10n.t('Insert Link to Document') : vscode.l10n.t('Insert Links to Documents');
    case 'terraform':
      return isOne ? vscode.l10n.t('Insert Terraform Data Source') : vscode.l10n.t('Insert Terraform Data Sources');
    case 'deployCli':
      return isOne ? vscode.l10n.t('Insert Deploy CLI Entry') : vscode.l10n.t('Insert Deploy CLI Entries');
  }
}
