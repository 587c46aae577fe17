import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { registerEditorProviders } from '../../../src/editor/editorProviders.ts';
import { KnownOrganizations } from '../../../src/organizations/knownOrganizations.ts';
import type { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';

interface Providers {
  readonly hints: vscode.InlayHintsProvider;
  readonly completion: vscode.CompletionItemProvider;
}

const place = new vscode.Position(0, 0);
const range = new vscode.Range(place, place);
const { token } = new vscode.CancellationTokenSource();

/** A document that counts how often it is read. */
function documentOf(text: string) {
  const uri = vscode.Uri.file('/w/a.rb');
  const document = {
    ...{ uri, languageId: 'ruby', fileName: uri.fsPath, version: 1, reads: 0 },
    getText: () => {
      document.reads += 1;
      return text;
    },
  };
  return document;
}

/** What is registered for some tenants, none of which has anything loaded. */
async function withProviders(domains: readonly string[], use: (providers: Providers) => Promise<void>): Promise<void> {
  const onDidChange = () => new vscode.Disposable(() => undefined);
  const { registerInlayHintsProvider, registerCompletionItemProvider } = vscode.languages;
  const registered: { hints?: vscode.InlayHintsProvider; completion?: vscode.CompletionItemProvider } = {};
  Object.assign(vscode.languages, {
    registerInlayHintsProvider: (_selector: unknown, hints: vscode.InlayHintsProvider) => {
      registered.hints = hints;
      return onDidChange();
    },
    registerCompletionItemProvider: (_selector: unknown, completion: vscode.CompletionItemProvider) => {
      registered.completion = completion;
      return onDidChange();
    },
  });
  const tenants = { domains, onDidChange } as unknown as Tenants;
  const store = {
    ...{ onDidChange, onDidLookUp: onDidChange },
    get: () => ({ organizations: [] }),
  } as unknown as OrganizationStore;
  const features = registerEditorProviders({
    tenants,
    store,
    known: new KnownOrganizations(tenants, store),
    onDidCopy: onDidChange,
    state: { get: () => undefined, update: () => Promise.resolve(), keys: () => [] },
  });
  Object.assign(vscode.languages, { registerInlayHintsProvider, registerCompletionItemProvider });
  try {
    const { hints, completion } = registered;
    assert.ok(hints && completion);
    await use({ hints, completion });
  } finally {
    features.dispose();
  }
}

describe('Files that have nothing to do with organizations', () => {
  const asDocument = (document: ReturnType<typeof documentOf>) => document as unknown as vscode.TextDocument;
  const trigger = { triggerKind: vscode.CompletionTriggerKind.Invoke, triggerCharacter: undefined };

  it('are not read for names and suggestions while no tenant is connected', async () => {
    const document = documentOf(`organization: 'org_9makbo2zcjnb6scn'`);
    await withProviders([], async ({ hints, completion }) => {
      assert.equal(await hints.provideInlayHints(asDocument(document), range, token), undefined);
      assert.equal(await completion.provideCompletionItems(asDocument(document), place, token, trigger), undefined);
    });
    assert.equal(document.reads, 0);
  });

  it('are no reason to look for names when they speak of organizations without an ID', async () => {
    const document = documentOf('const organization = org;');
    await withProviders(['acme.eu.auth0.com'], async ({ hints }) => {
      assert.equal(await hints.provideInlayHints(asDocument(document), range, token), undefined);
    });
    assert.equal(document.reads, 1);
  });
});
