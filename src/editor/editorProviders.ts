import * as vscode from 'vscode';
import { documentScheme } from '../documents/documentAddress.ts';
import { isTheia } from '../documents/requestedDocuments.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { draggedType } from '../sidebar/organizationDrag.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { dropEditKind, insertionForms } from './insertionForms.ts';
import type { OrganizationIdProviders, OrganizationLink } from './organizationIdProviders.ts';

/** The features that a setting of the same name can disable. */
type EditorFeature = 'hover' | 'names' | 'completion' | 'links';

/** The services that the editor features use. */
export interface EditorProviderDependencies {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly known: KnownOrganizations;
  /** Fires with the text when IDs of organizations are copied, one per line. */
  readonly onDidCopy: vscode.Event<string>;
  /** What all windows know. */
  readonly state: vscode.Memento;
}

/** Loads the code of the providers on first use. */
type LoadProviders = () => Promise<OrganizationIdProviders>;

/** Registers the features for organization IDs in any file and terminal. No feature makes a request. */
export function registerEditorProviders(dependencies: EditorProviderDependencies): vscode.Disposable {
  let loading: Promise<OrganizationIdProviders> | undefined;
  const load: LoadProviders = () =>
    (loading ??= import('./organizationIdProviders.ts').then(
      (module) => new module.OrganizationIdProviders(dependencies.known),
    ));
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider('*', {
      provideHover: async (document, position) =>
        isEnabled('hover', document) ? (await load()).hover(document, position) : undefined,
    }),
    registerNames(dependencies, load),
    registerLinks(dependencies, load),
    registerCompletion(dependencies, load),
    registerDrop(load),
    registerPaste(dependencies, load),
    registerTerminalLinks(dependencies, load),
  );
}

/** Settings can differ by language. The extension's own documents need no features: they have names and links. */
function isEnabled(feature: EditorFeature, document: vscode.TextDocument): boolean {
  const setting = vscode.workspace.getConfiguration('organizationInspector.editor', document).get(feature);
  return document.uri.scheme !== documentScheme && setting !== false && setting !== 'off';
}

function registerNames({ tenants, store }: EditorProviderDependencies, load: LoadProviders): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const change = () => {
    changes.fire();
  };
  return vscode.Disposable.from(
    changes,
    tenants.onDidChange(change),
    store.onDidChange(change),
    store.onDidLookUp(change),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('organizationInspector.editor')) {
        change();
      }
    }),
    vscode.languages.registerInlayHintsProvider('*', {
      onDidChangeInlayHints: changes.event,
      provideInlayHints: async (document, range) =>
        tenants.domains.length > 0 && isEnabled('names', document) ? (await load()).names(document, range) : undefined,
      resolveInlayHint: async (hint) => (await load()).resolveName(hint),
    }),
  );
}

/**
 * VS Code has no event for changed links, but requests links again when a provider is registered or disposed. So the
 * provider is registered only while a tenant is connected.
 */
function registerLinks({ tenants }: EditorProviderDependencies, load: LoadProviders): vscode.Disposable {
  let registration: vscode.Disposable | undefined;
  let byCommand: Promise<boolean> | undefined;
  const update = () => {
    if (tenants.domains.length === 0) {
      registration?.dispose();
      registration = undefined;
    } else {
      registration ??= vscode.languages.registerDocumentLinkProvider('*', {
        provideDocumentLinks: async (document) =>
          // Theia would read a document before its tab is there, which is refused.
          isEnabled('links', document) ? (await load()).links(document, await (byCommand ??= isTheia())) : undefined,
      });
    }
  };
  update();
  return vscode.Disposable.from(tenants.onDidChange(update), { dispose: () => void registration?.dispose() });
}

function registerCompletion({ known }: EditorProviderDependencies, load: LoadProviders): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    // A pattern scores as high as a language. With '*', VS Code would only ask the language's own providers.
    { pattern: '**' },
    {
      provideCompletionItems: async (document, position) =>
        known.size > 0 && isEnabled('completion', document)
          ? (await load()).completions(document, position)
          : undefined,
      resolveCompletionItem: async (item) => (await load()).resolveCompletion(item),
    },
    ...['"', "'", '`', '=', '_', '/'],
  );
}

function registerDrop(load: LoadProviders): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    // Scores higher than `*`, the selector of VS Code's own plain text edit, so VS Code does not offer that edit first.
    { pattern: '**' },
    {
      provideDocumentDropEdits: async (document, _position, transfer) => {
        const dragged = transfer.get(draggedType);
        return dragged && (await load()).dropEdits(document, await dragged.asString());
      },
    },
    { dropMimeTypes: [draggedType], providedDropEditKinds: insertionForms.map(dropEditKind) },
  );
}

/** Where windows tell each other which IDs were copied last. */
const copiedKey = 'copiedIds';

/**
 * Offers the forms of a drop when IDs that were copied are pasted, also in another window. VS Code waits with each paste for
 * the providers, so there is one only until another text is pasted.
 */
function registerPaste({ onDidCopy, state }: EditorProviderDependencies, load: LoadProviders): vscode.Disposable {
  let registration: vscode.Disposable | undefined;
  let last = state.get<string>(copiedKey);
  const offer = (copied: string) => {
    last = copied;
    registration?.dispose();
    const own = registerPasteEdits(async (document, ranges, transfer) => {
      const pasted = await transfer.get('text/plain')?.asString();
      if (pasted?.replaceAll('\r\n', '\n') === copied) {
        // With an edit to choose from, VS Code pastes the whole text at each cursor in place of one line at each.
        const isSpread = ranges.length > 1 && copied.includes('\n');
        return isSpread ? [] : (await load()).pasteEdits(document, copied);
      }
      own?.dispose();
      return undefined;
    });
    registration = own;
  };
  return vscode.Disposable.from(
    onDidCopy((copied) => {
      offer(copied);
      void state.update(copiedKey, copied);
    }),
    vscode.window.onDidChangeWindowState(() => {
      const copied = state.get<string>(copiedKey);
      if (copied !== undefined && copied !== last) {
        offer(copied);
      }
    }),
    { dispose: () => void registration?.dispose() },
  );
}

/** @returns `undefined` where VS Code has no pastes */
function registerPasteEdits(
  provideDocumentPasteEdits: vscode.DocumentPasteEditProvider['provideDocumentPasteEdits'],
): vscode.Disposable | undefined {
  try {
    return vscode.languages.registerDocumentPasteEditProvider(
      { pattern: '**' },
      { provideDocumentPasteEdits },
      { pasteMimeTypes: ['text/plain'], providedPasteEditKinds: insertionForms.map(dropEditKind) },
    );
  } catch {
    // VS Code 1.96 has the function, and throws, since the API was a proposal then. Other editors lack it.
    return undefined;
  }
}

/** VS Code passes lines of at most 2,000 characters. Loads no code for lines without an ID. */
function registerTerminalLinks({ tenants }: EditorProviderDependencies, load: LoadProviders): vscode.Disposable {
  const provider: vscode.TerminalLinkProvider<OrganizationLink> = {
    provideTerminalLinks: async ({ line }) =>
      tenants.domains.length > 0 && line.includes('org_') ? (await load()).terminalLinks(line) : [],
    // The command asks for the tenant if several can have the organization.
    handleTerminalLink: ({ id }) => vscode.commands.executeCommand('organizationInspector.openOrganizationById', id),
  };
  return vscode.window.registerTerminalLinkProvider(provider);
}
