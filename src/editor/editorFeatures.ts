import * as vscode from 'vscode';
import { documentScheme } from '../documents/documentAddress.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../organizations/organizationStore.ts';
import { draggedType } from '../sidebar/organizationDrag.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { dropEditKind, insertionForms } from './insertionForms.ts';
import type { OrganizationIdProviders } from './organizationIdProviders.ts';

/** The features that can be switched off, by the names of their settings. */
type EditorFeature = 'hover' | 'names' | 'completion' | 'links';

/** What the features know of organizations. */
export interface EditorFeatureParts {
  readonly tenants: Tenants;
  readonly store: OrganizationStore;
  readonly known: KnownOrganizations;
}

/** Gives the code of the features, which is loaded with the first of them. */
type LoadProviders = () => Promise<OrganizationIdProviders>;

/** Registers what organization IDs offer in any file. No feature makes a request. */
export function registerEditorFeatures(parts: EditorFeatureParts): vscode.Disposable {
  let loading: Promise<OrganizationIdProviders> | undefined;
  const load: LoadProviders = () =>
    (loading ??= import('./organizationIdProviders.ts').then(
      (module) => new module.OrganizationIdProviders(parts.known),
    ));
  return vscode.Disposable.from(
    vscode.languages.registerHoverProvider('*', {
      provideHover: async (document, position) =>
        isEnabled('hover', document) ? (await load()).hover(document, position) : undefined,
    }),
    registerNames(parts, load),
    registerLinks(parts, load),
    registerCompletion(parts, load),
    registerDrop(load),
  );
}

/** Each feature can be switched off, for a language as well. Our own documents have names beside their IDs, and links. */
function isEnabled(feature: EditorFeature, document: vscode.TextDocument): boolean {
  const setting = vscode.workspace.getConfiguration('organizationInspector.editor', document).get(feature);
  return document.uri.scheme !== documentScheme && setting !== false && setting !== 'off';
}

function registerNames({ tenants, store }: EditorFeatureParts, load: LoadProviders): vscode.Disposable {
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
 * There is no event for links that have changed, but VS Code asks for them again when their provider comes or goes. So the
 * provider is registered while a tenant is connected.
 */
function registerLinks({ tenants }: EditorFeatureParts, load: LoadProviders): vscode.Disposable {
  let registration: vscode.Disposable | undefined;
  const update = () => {
    if (tenants.domains.length === 0) {
      registration?.dispose();
      registration = undefined;
    } else {
      registration ??= vscode.languages.registerDocumentLinkProvider('*', {
        provideDocumentLinks: async (document) =>
          isEnabled('links', document) ? (await load()).links(document) : undefined,
      });
    }
  };
  update();
  const subscription = tenants.onDidChange(update);
  return new vscode.Disposable(() => {
    subscription.dispose();
    registration?.dispose();
  });
}

function registerCompletion({ known }: EditorFeatureParts, load: LoadProviders): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    // Unlike '*' as close as a language: its own providers would otherwise be the only ones that are asked.
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

/** Lets a person choose what a dropped organization becomes. */
function registerDrop(load: LoadProviders): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    // Any file, but said so that VS Code does not offer its own plain text first, which is for `*`.
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
