import * as vscode from 'vscode';
import { readOrganization } from '../management/organization.ts';
import { isOrganizationId } from '../management/organizationKeys.ts';
import type { DraggedOrganization } from '../organizations/organizationDrag.ts';
import { kindOf } from './dropForms.ts';
import { insertionsOf } from './insertions.ts';

export { insertionsOf };

/**
 * The edits that a person can choose from for organizations that are dropped into a document.
 * @param dragged what is under `draggedType`
 */
export function dropEdits(document: vscode.TextDocument, dragged: string): vscode.DocumentDropEdit[] {
  const organizations = draggedOrganizations(dragged);
  if (organizations.length === 0) {
    return [];
  }
  return insertionsOf(document, organizations).map(({ form, title, text }) => {
    const edit = new vscode.DocumentDropEdit(text);
    edit.title = title;
    edit.kind = kindOf(form);
    return edit;
  });
}

/** Anything can be dragged into the window under this type; what comes from another window has VS Code's own data. */
function draggedOrganizations(dragged: string): readonly DraggedOrganization[] {
  const values: unknown = JSON.parse(dragged);
  return Array.isArray(values) ? values.flatMap((value) => readDraggedOrganization(value) ?? []) : [];
}

function readDraggedOrganization(value: unknown): DraggedOrganization | undefined {
  const { domain, organization: sent } = Object(value) as Partial<Record<string, unknown>>;
  const organization = readOrganization(sent);
  return typeof domain === 'string' && organization && isOrganizationId(organization.id)
    ? { domain, organization }
    : undefined;
}
