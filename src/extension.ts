import * as vscode from 'vscode';
import { registerCommands } from './commands/registerCommands.ts';
import { registerFieldHover } from './documents/fields/registerFieldHover.ts';
import { registerIdLinks } from './documents/links/registerIdLinks.ts';
import { ExpectedDocuments } from './documents/expectedDocuments.ts';
import { OrganizationDocuments } from './documents/organizationDocuments.ts';
import { OrganizationFileSystem } from './documents/organizationFileSystem.ts';
import { registerDrop } from './editor/registerDrop.ts';
import { registerEditorFeatures } from './editor/registerEditorFeatures.ts';
import { FailureNotifier } from './notifications/failureNotifier.ts';
import { readDocumentContent } from './organizations/documentContent.ts';
import { expectSelected } from './organizations/expectSelected.ts';
import { OrganizationLists } from './organizations/organizationLists.ts';
import { OrganizationTree } from './organizations/organizationTree.ts';
import { renewDocuments } from './organizations/renewDocuments.ts';
import { LazySections } from './organizations/sections/lazySections.ts';
import { ViewArrangement } from './organizations/viewArrangement.ts';
import { registerLinks } from './outside/links/registerLinks.ts';
import { registerTools } from './outside/tools/registerTools.ts';
import { Tenants } from './tenants/tenants.ts';
import { TenantsStatusBar } from './tenants/tenantsStatusBar.ts';

/** Builds the parts and registers them. No request is made before a person asks for something. */
export function activate(context: vscode.ExtensionContext): void {
  const { extension, globalState, subscriptions, workspaceState } = context;
  const log = vscode.window.createOutputChannel('Organization Inspector', { log: true });
  const notifier = new FailureNotifier(log);
  const tenants = new Tenants(context, log);
  const lists = new OrganizationLists(tenants);
  const forgetOrganization = lists.forget.bind(lists);
  const sections = new LazySections({ tenants, notifier, forgetOrganization });
  const read = readDocumentContent.bind(undefined, { lists, sections });
  const expected = new ExpectedDocuments(workspaceState);
  const documents = new OrganizationDocuments(read, expected);
  const arrangement = new ViewArrangement(workspaceState);
  const tree = new OrganizationTree({ tenants, lists, notifier, arrangement, sections, state: workspaceState });
  const services = {
    sections,
    tenants,
    lists,
    documents,
    tree,
    arrangement,
    notifier,
    log,
    comparing: {},
    state: globalState,
  };
  subscriptions.push(
    log,
    tenants,
    lists,
    sections,
    expected,
    documents,
    new OrganizationFileSystem({ documents, expected, notifier, log }),
    arrangement,
    tree,
    expectSelected(tree, expected),
    renewDocuments(documents, tenants, lists, sections),
    new TenantsStatusBar(tenants),
    registerIdLinks(expected),
    registerFieldHover(extension.extensionUri),
    registerDrop(),
    registerEditorFeatures(tenants, lists),
    registerCommands(extension, services),
    registerLinks(services),
    registerTools(vscode.lm, extension, services),
  );
}
