import * as vscode from 'vscode';

/** The URIs of all documents that have a tab, those of both sides of a comparison included, each once. */
export function urisInTabs(): readonly vscode.Uri[] {
  const uris = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(urisOfTab));
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

/** What the editor of a tab shows. */
export function urisOfTab({ input }: vscode.Tab): readonly vscode.Uri[] {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}

/** Whether a document has a tab, or gets one within some time. @param withinMs in ms */
export async function waitForTab(uri: vscode.Uri, withinMs: number): Promise<boolean> {
  const hasTab = () => urisInTabs().some((open) => open.toString() === uri.toString());
  if (hasTab()) {
    return true;
  }
  return new Promise((resolve) => {
    const end = (found: boolean) => {
      changes.dispose();
      clearTimeout(timer);
      resolve(found);
    };
    const changes = vscode.window.tabGroups.onDidChangeTabs(() => {
      if (hasTab()) {
        end(true);
      }
    });
    const timer = setTimeout(() => {
      end(false);
    }, withinMs);
  });
}
