import * as vscode from 'vscode';
import { isOrganizationId, type Organization } from '../management/organization.ts';
import type { OrganizationRow, Row } from './rows.ts';

/** The type that VS Code itself gives to what is dragged from the view, which therefore need not be declared. */
export const draggedType = 'application/vnd.code.tree.organizationinspector.organizations';

/** Several of them, as JSON, are what is under `draggedType`. */
export interface DraggedOrganization {
  readonly domain: string;
  readonly organization: Organization;
}

/**
 * Lets organizations be dragged from the view, and nothing be dropped on it. The plain text, which every editor takes,
 * is their IDs. There is no list of URIs, since an editor would open them.
 */
export const organizationDrag: vscode.TreeDragAndDropController<Row> = {
  dragMimeTypes: ['text/plain'],
  dropMimeTypes: [],
  handleDrag: (rows, transfer) => {
    const dragged = rows.filter(isDraggable);
    const ids = dragged.map(({ organization }) => organization.id);
    const json = JSON.stringify(dragged, ['domain', 'organization', 'id', 'name', 'display_name']);
    transfer.set('text/plain', new vscode.DataTransferItem(ids.join('\n')));
    transfer.set(draggedType, new vscode.DataTransferItem(json));
  },
};

function isDraggable(row: Row): row is OrganizationRow {
  return row.kind === 'organization' && isOrganizationId(row.organization.id);
}
