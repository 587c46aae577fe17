import * as vscode from 'vscode';

/** The URIs of all text editors that have a tab, those of both sides of a comparison included. */
export function urisInTabs(): readonly vscode.Uri[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(urisOfTab));
}

/** What the text editor of a tab shows. */
export function urisOfTab({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputText) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}
