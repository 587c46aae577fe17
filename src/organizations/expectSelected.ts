import type * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import type { ExpectedDocuments } from '../documents/expectedDocuments.ts';
import type { OrganizationTree } from './organizationTree.ts';
import type { Row } from './rows.ts';

/** A click selects a row before the document of the row is read. */
export function expectSelected(tree: OrganizationTree, expected: ExpectedDocuments): vscode.Disposable {
  return tree.onDidSelect((row) => {
    expected.select(row && documentOf(row));
  });
}

function documentOf(row: Row): vscode.Uri | undefined {
  if (row.kind === 'organization') {
    return organizationUri(row.domain, row.organization);
  }
  return row.kind === 'item' ? organizationUri(row.domain, row.organization, row.path) : undefined;
}
