import * as vscode from 'vscode';
import { isOrganizationId, type Organization } from '../api/organization.ts';
import type { OrganizationRow, Row } from './rows.ts';

/** VS Code adds this MIME type to every drag from the view, so `dragMimeTypes` does not declare it. */
export const draggedType = 'application/vnd.code.tree.organizationinspector.organizations';

/** An organization in the data of `draggedType`, which is a JSON array. */
export interface DraggedOrganization {
  readonly domain: string;
  readonly organization: Organization;
}

/**
 * Organizations can be dragged from the view; nothing can be dropped on the view. The plain text, which every editor
 * accepts, contains the IDs. There is no URI list, since an editor would open the URIs.
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
