import type * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import type { ExpectedDocuments } from '../documents/expectedDocuments.ts';
import type { OrganizationTree } from './organizationTree.ts';

/** A click selects a row before the document of the row is read. */
export function expectSelected(tree: OrganizationTree, expected: ExpectedDocuments): vscode.Disposable {
  return tree.onDidSelect((row) => {
    if (row.kind === 'organization') {
      expected.expect(organizationUri(row.domain, row.organization));
    } else if (row.kind === 'item') {
      expected.expect(organizationUri(row.domain, row.organization, row.path));
    }
  });
}
