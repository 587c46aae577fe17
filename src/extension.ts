import * as vscode from 'vscode';
import { registerCommands } from './commands/registerCommands.ts';
import { listUri } from './documents/documentUri.ts';
import { OrganizationDocuments } from './documents/organizationDocuments.ts';
import { registerIdLinks } from './documents/links/registerIdLinks.ts';
import { registerDrop } from './editor/registerDrop.ts';
import { registerEditorFeatures } from './editor/registerEditorFeatures.ts';
import { unattended } from './management/caller.ts';
import { FailureNotifier } from './notifications/failureNotifier.ts';
import { readDocumentContent } from './organizations/documentContent.ts';
import { OrganizationLists } from './organizations/organizationLists.ts';
import { LazySections } from './organizations/sections/lazySections.ts';
import { OrganizationTree } from './organizations/organizationTree.ts';
import { ViewArrangement } from './organizations/viewArrangement.ts';
import { registerLinks } from './outside/links/registerLinks.ts';
import { registerTools } from './outside/tools/registerTools.ts';
import { Tenants } from './tenants/tenants.ts';
import { TenantsStatusBar } from './tenants/tenantsStatusBar.ts';

/** Builds the parts and registers them. No request is made before a person asks for something. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Organization Inspector', { log: true });
  const notifier = new FailureNotifier(log);
  const tenants = new Tenants(context, log);
  const lists = new OrganizationLists(tenants);
  const sections = new LazySections({
    tenants,
    notifier,
    forgetOrganization: (domain, id) => {
      lists.forget(domain, id);
    },
  });
  const documents = new OrganizationDocuments(
    (address, caller) => readDocumentContent({ tenants, lists, sections }, address, caller),
    notifier,
  );
  const arrangement = new ViewArrangement(context.workspaceState);
  const tree = new OrganizationTree({ tenants, lists, notifier, arrangement, sections, state: context.workspaceState });
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
    state: context.globalState,
  };
  context.subscriptions.push(
    log,
    tenants,
    lists,
    sections,
    documents,
    arrangement,
    tree,
    registerIdLinks(),
    registerDrop(),
    registerEditorFeatures(tenants, lists),
    new TenantsStatusBar(tenants),
    lists.onDidChange((domain) => {
      quietly(documents.renew(listUri(domain), unattended()));
    }),
    sections.onDidChange((address) => {
      quietly(documents.renewBelow(address, unattended()));
    }),
    registerCommands(context.extension, services),
    registerLinks(services),
    registerTools(vscode.lm, context.extension, services),
  );
}

/** What fails is told where it was asked for. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined);
}
