const vscode = require('vscode');

const rows = Array.from({ length: Number(process.env.ORGANIZATION_INSPECTOR_BENCH_ROWS) }, (_, index) => index);
const { Collapsed } = vscode.TreeItemCollapsibleState;

/** With the fields of a row of ours, and texts as long, made with no work at all. */
function treeItem(row) {
  return Object.assign(new vscode.TreeItem(`Title of row number ${row}`, Collapsed), {
    id: `localhost:12345/org_0123456789${row}`,
    description: `name-of-row-${row}`,
    iconPath: new vscode.ThemeIcon('organization'),
    contextValue: 'organization dashboard',
    accessibilityInformation: { label: `Organization Title of row number ${row}, name-of-row-${row}` },
  });
}

exports.activate = () =>
  vscode.window.registerTreeDataProvider('bareTree.rows', {
    getChildren: (row) => (row === undefined ? ['All rows'] : rows),
    getTreeItem: (row) => (row === 'All rows' ? new vscode.TreeItem(row, Collapsed) : treeItem(row)),
  });
