const vscode = require('vscode');

const rows = Array.from({ length: Number(process.env.ORGANIZATION_INSPECTOR_BENCH_ROWS) }, (_, index) => index);
const foreignTitles = JSON.parse(process.env.ORGANIZATION_INSPECTOR_BENCH_TITLES);
const { Collapsed } = vscode.TreeItemCollapsibleState;

/** As many of them are in other scripts as titles of organizations are in the local tenant: these need two bytes a character. */
function titleOf(row) {
  return row % 3 === 2 ? foreignTitles[Math.floor(row / 3) % foreignTitles.length] : `Title of row number ${row}`;
}

/** With the fields of a row of ours, and texts as long, made with no work at all. */
function treeItem(row) {
  const title = titleOf(row);
  return Object.assign(new vscode.TreeItem(title, Collapsed), {
    id: `localhost:12345/org_0123456789${row}`,
    description: `name-of-row-${row}`,
    iconPath: new vscode.ThemeIcon('organization'),
    contextValue: 'organization dashboard',
    accessibilityInformation: { label: `Organization ${title}, name-of-row-${row}` },
  });
}

exports.activate = () =>
  vscode.window.registerTreeDataProvider('bareTree.rows', {
    getChildren: (row) => (row === undefined ? ['All rows'] : rows),
    getTreeItem: (row) => (row === 'All rows' ? new vscode.TreeItem(row, Collapsed) : treeItem(row)),
  });
