import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { applicationDocuments, explanationDocuments } from './access/accessDocuments.ts';
import { FindingMarks } from './access/rowMarks.ts';
import { registerLanguageModelTools } from './chat/registerTools.ts';
import { type CommandServices, registerCommands } from './commandTable.ts';
import { orderedDocuments, sideDocuments, summaryDocuments } from './compare/comparisonDocuments.ts';
import { documentScheme } from './documents/documentAddress.ts';
import { listDocuments, organizationDocuments } from './documents/organizationContent.ts';
import { DocumentKinds } from './documents/documentKinds.ts';
import { registerDocumentProviders } from './documents/documentProviders.ts';
import { DocumentCache } from './documents/documentCache.ts';
import { DocumentFileSystem } from './documents/documentFileSystem.ts';
import { refreshOpenDocuments } from './documents/refreshOpenDocuments.ts';
import { RequestedDocuments } from './documents/requestedDocuments.ts';
import { registerEditorProviders } from './editor/editorProviders.ts';
import { KnownOrganizations } from './organizations/knownOrganizations.ts';
import { OrganizationStore } from './organizations/organizationStore.ts';
import { SectionStore } from './sections/sectionStore.ts';
import { documentOfRow } from './sidebar/treeItems.ts';
import { OrganizationTree } from './sidebar/organizationTree.ts';
import { ViewArrangement } from './sidebar/viewArrangement.ts';
import { registerTabMarks } from './tenants/environments.ts';
import { Tenants } from './tenants/tenants.ts';
import { ErrorNotifier } from './ui/errorNotifier.ts';
import { userDocuments } from './users/userDocuments.ts';

/** Builds the parts and registers them. Makes no request before the user asks for something. */
export function activate(context: vscode.ExtensionContext): void {
  // Eclipse Theia has them only now, not while the modules are loaded, and a fork of VS Code can lack `l10n`.
  // oxlint-disable-next-line no-restricted-properties -- This is where @vscode/l10n gets them.
  l10n.config({ contents: (vscode.l10n as typeof vscode.l10n | undefined)?.bundle ?? {} });
  const { extension, globalState, subscriptions, workspaceState } = context;
  const log = vscode.window.createOutputChannel('Organization Inspector', { log: true });
  const notifier = new ErrorNotifier(log);
  const tenants = new Tenants(context, log);
  const store = new OrganizationStore(tenants);
  const known = new KnownOrganizations(tenants, store);
  const sections = new SectionStore(tenants);
  const organizations = organizationDocuments({ tenants, store, sections });
  const kinds = new DocumentKinds([
    listDocuments({ store }),
    organizations,
    orderedDocuments(organizations),
    userDocuments(tenants),
    applicationDocuments(tenants),
    explanationDocuments(tenants, store),
    sideDocuments,
    summaryDocuments,
  ]);
  const expected = new RequestedDocuments(workspaceState);
  const documents = new DocumentCache(kinds, expected);
  const arrangement = new ViewArrangement(workspaceState);
  const copied = new vscode.EventEmitter<string>();
  const marks = new FindingMarks(sections, tenants);
  const tree = new OrganizationTree({
    tenants,
    store,
    notifier,
    arrangement,
    documents,
    sections,
    marks,
    state: workspaceState,
  });
  const services: CommandServices = {
    sections,
    tenants,
    store,
    known,
    documents,
    tree,
    arrangement,
    notifier,
    log,
    copied,
    comparing: { everything: new Map(), pairScans: new WeakMap() },
    scans: new WeakMap(),
    findSources: async () => [
      (await import('./access/applicationSource.ts')).applicationSource(services),
      (await import('./users/userSource.ts')).userSource(services),
    ],
    writing: new Map(),
    chosen: {},
    state: globalState,
  };
  subscriptions.push(
    log,
    copied,
    tenants,
    store,
    sections,
    expected,
    documents,
    new DocumentFileSystem({ kinds, documents, expected, notifier, log }),
    arrangement,
    marks,
    tree,
    // A click selects a row before VS Code reads the document of the row.
    tree.onDidSelect((row) => {
      expected.select(row && documentOfRow(row));
    }),
    refreshOpenDocuments(documents, tenants, store, sections),
    registerDocumentProviders({ kinds, extensionUri: extension.extensionUri }, expected),
    registerTabMarks(tenants, documentScheme),
    registerEditorProviders({ tenants, store, known, onDidCopy: copied.event, state: globalState }),
    registerCommands(services),
    registerUriHandler(services),
    registerLanguageModelTools(vscode.lm, extension, services),
  );
}

/** Handles links to documents, such as `vscode://…/open?id=…`. Their code is loaded when the first one is followed. */
function registerUriHandler(services: CommandServices): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: async (uri) => (await import('./links/openLink.ts')).openLink(services, uri),
  });
}
