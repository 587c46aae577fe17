import * as vscode from 'vscode';
import { documentScheme } from '../documents/documentAddress.ts';
import type { OrganizationLists } from '../organizations/organizationLists.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { EditorFeatures } from './editorFeatures.ts';
import { textBefore } from './textBefore.ts';

type Feature = 'hover' | 'names' | 'completion' | 'links';

/**
 * Registers what organization IDs can do in any file. The code for it is loaded when a file has something that looks
 * like an ID, or text is typed where one belongs.
 */
export function registerEditorFeatures(tenants: Tenants, lists: OrganizationLists): vscode.Disposable {
  let loading: Promise<EditorFeatures> | undefined;
  const subscriptions: { dispose(): unknown }[] = [];
  const features = () =>
    (loading ??= import('./editorFeatures.ts').then(({ EditorFeatures }) => {
      const loaded = new EditorFeatures(tenants, lists);
      subscriptions.push(loaded);
      return loaded;
    }));
  const inFile = async <T>(
    feature: Feature,
    document: vscode.TextDocument,
    text: string,
    answer: (loaded: EditorFeatures) => T,
  ) => (isOn(feature, document) && /org/i.test(text) ? answer(await features()) : undefined);
  const changes = new vscode.EventEmitter<void>();
  const change = () => {
    changes.fire();
    if (loading ?? lists.hasGone) {
      void features().then((loaded) => {
        loaded.markMissing();
      });
    }
  };
  subscriptions.push(
    changes,
    tenants.onDidChange(change),
    lists.onDidChange(change),
    lists.onDidLookUp(change),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('organizationInspector.editor')) {
        change();
      }
    }),
    vscode.languages.registerHoverProvider('*', {
      provideHover: (document, position) =>
        inFile('hover', document, document.lineAt(position).text, (loaded) => loaded.hover(document, position)),
    }),
    vscode.languages.registerInlayHintsProvider('*', {
      onDidChangeInlayHints: changes.event,
      provideInlayHints: (document, range) =>
        inFile('names', document, document.getText(), (loaded) => loaded.hints(document, range)),
      resolveInlayHint: async (hint) => (await features()).explainedHint(hint),
    }),
    vscode.languages.registerDocumentLinkProvider('*', {
      provideDocumentLinks: (document) =>
        inFile('links', document, document.getText(), (loaded) => loaded.links(document)),
      resolveDocumentLink: async (link) => (await features()).resolvedLink(link),
    }),
    vscode.languages.registerCompletionItemProvider(
      // Unlike '*' as close as a language: its own providers would otherwise be the only ones that are asked.
      { pattern: '**' },
      {
        provideCompletionItems: (document, position) =>
          inFile('completion', document, textBefore(document, position), (loaded) =>
            loaded.completions(document, position),
          ),
        resolveCompletionItem: async (item) => (await features()).describedCompletion(item),
      },
      ...['"', "'", '`', '=', '_', '/'],
    ),
    vscode.languages.registerCodeActionsProvider(
      '*',
      {
        provideCodeActions: async (document, _range, { diagnostics }) =>
          diagnostics.length > 0 && loading ? (await loading).actions(document, diagnostics) : [],
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
  );
  return new vscode.Disposable(() => {
    vscode.Disposable.from(...subscriptions).dispose();
  });
}

/** Each feature can be switched off, for a language as well. Our own documents have names beside their IDs, and links. */
function isOn(feature: Feature, document: vscode.TextDocument): boolean {
  const setting = vscode.workspace.getConfiguration('organizationInspector.editor', document).get(feature);
  return document.uri.scheme !== documentScheme && setting !== false && setting !== 'off';
}
