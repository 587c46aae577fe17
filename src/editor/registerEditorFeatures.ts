import * as vscode from 'vscode';
import type { OrganizationLists } from '../organizations/organizationLists.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { EditorFeatures } from './editorFeatures.ts';
import { isOn, type Feature } from './features.ts';
import { textBefore } from './textBefore.ts';

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
    text: () => string,
    answer: (loaded: EditorFeatures) => T,
  ) => {
    // Only the hover has something to say then: that there is no tenant.
    const hasTenant = feature === 'hover' || tenants.domains.length > 0;
    const used = feature === 'completion' ? /org/i : /org_/;
    return hasTenant && isOn(feature, document) && used.test(text()) ? answer(await features()) : undefined;
  };
  const changes = new vscode.EventEmitter<void>();
  const change = () => {
    changes.fire();
    if (loading ?? lists.hasGone) {
      void features().then((loaded) => {
        loaded.markMissing();
      });
    }
  };
  let links: vscode.Disposable | undefined;
  // There is no event for links that have changed, but VS Code asks for them anew when their provider comes or goes.
  const linkWhileConnected = () => {
    if (tenants.domains.length === 0) {
      links?.dispose();
      links = undefined;
    } else {
      links ??= vscode.languages.registerDocumentLinkProvider('*', {
        provideDocumentLinks: (document) =>
          inFile(
            'links',
            document,
            () => document.getText(),
            (loaded) => loaded.links(document),
          ),
      });
    }
  };
  linkWhileConnected();
  subscriptions.push(
    changes,
    new vscode.Disposable(() => {
      links?.dispose();
    }),
    tenants.onDidChange(linkWhileConnected),
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
        inFile(
          'hover',
          document,
          () => document.lineAt(position).text,
          (loaded) => loaded.hover(document, position),
        ),
    }),
    vscode.languages.registerInlayHintsProvider('*', {
      onDidChangeInlayHints: changes.event,
      provideInlayHints: (document, range) =>
        inFile(
          'names',
          document,
          () => document.getText(),
          (loaded) => loaded.hints(document, range),
        ),
      resolveInlayHint: async (hint) => (await features()).explainedHint(hint),
    }),
    vscode.languages.registerCompletionItemProvider(
      // Unlike '*' as close as a language: its own providers would otherwise be the only ones that are asked.
      { pattern: '**' },
      {
        provideCompletionItems: (document, position) =>
          inFile(
            'completion',
            document,
            () => textBefore(document, position),
            (loaded) => loaded.completions(document, position),
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
