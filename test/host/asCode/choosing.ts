import * as vscode from 'vscode';

/** Runs a command and chooses an item of its quick pick. */
export async function choosing(
  label: RegExp,
  command: () => Thenable<unknown>,
): Promise<{ readonly items: readonly vscode.QuickPickItem[]; readonly title: string }> {
  const { showQuickPick } = vscode.window;
  let items: readonly vscode.QuickPickItem[] = [];
  let title = '';
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.window, {
    showQuickPick: (offered: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
      items = offered;
      title = options.title ?? '';
      return Promise.resolve(offered.find((item) => label.test(item.label)));
    },
  });
  try {
    await command();
  } finally {
    Object.assign(vscode.window, { showQuickPick });
  }
  return { items, title };
}
