import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { applicationUri } from '../access/accessDocuments.ts';
import type { Services } from '../commands/services.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { sectionAt } from '../sections/organizationSections.ts';
import { describeDomainProblem } from '../tenants/domainProblemTexts.ts';
import { plainText } from '../text/plainText.ts';
import { showError, showInformation, showWarning } from '../ui/notifications.ts';
import { type LinkProblem, type LinkTarget, parseLink } from './parseLink.ts';

const openCommands = {
  id: 'organizationInspector.openOrganizationById',
  name: 'organizationInspector.openOrganizationByName',
} as const;

/**
 * Opens the document or the search of a link. A link alone never leads to a host that the user has not connected, and VS
 * Code asks the user before it passes a link to an extension. A search can take many requests, so the user is asked again.
 */
export async function openLink(services: Services<'documents' | 'store' | 'tenants'>, uri: vscode.Uri): Promise<void> {
  const link = parseLink(uri);
  if ('problem' in link || (link.by === 'section' && !isReadable(link.path))) {
    await explainProblem('problem' in link ? link.problem : 'otherLink', uri);
    return;
  }
  const { domain } = link;
  const isConnected = domain === undefined || services.tenants.domains.includes(domain);
  const isWanted = isConnected
    ? link.by !== 'search' || (await offerToFind(services, link))
    : await offerToConnect(link, domain);
  if (isWanted) {
    await openTarget(services, link);
  }
}

/** Whether the names in a path are names of sections that an endpoint lists. */
function isReadable(path: readonly string[]): boolean {
  const section = sectionAt(path);
  return section !== undefined && !('containedItems' in section.source);
}

async function openTarget({ documents, store }: Services<'documents' | 'store'>, link: LinkTarget): Promise<void> {
  const { domain, key } = link;
  switch (link.by) {
    case 'id':
    case 'name':
      await vscode.commands.executeCommand(openCommands[link.by], key, domain);
      return;
    case 'section':
      await documents.open(organizationUri(link.domain, store.find(link.domain, key) ?? { id: key }, link.path));
      return;
    case 'user':
      await vscode.commands.executeCommand('organizationInspector.openUser', key, domain);
      return;
    case 'client':
      await documents.open(applicationUri(link.domain, key));
      return;
    case 'login': {
      // The command says how many requests it makes before it makes any.
      const { userId, clientId = null } = link;
      const login = { domain, organizationId: key, userId, clientId };
      await vscode.commands.executeCommand('organizationInspector.explainAccess', login);
      return;
    }
    case 'search':
      await vscode.commands.executeCommand('organizationInspector.findOrganization', key, domain);
  }
}

/** @returns whether the user wants to search */
async function offerToFind({ tenants }: Services<'tenants'>, { key, domain }: LinkTarget): Promise<boolean> {
  const find = l10n.t('Find Organization, User or Application');
  const text = plainText(key);
  const choice = await showInformation(
    domain === undefined
      ? l10n.t('A link asks to find {0}.', text)
      : l10n.t('A link asks to find {0} in {1}.', text, tenants.titleOf(domain)),
    find,
  );
  return choice === find;
}

/** @returns whether the tenant with this domain was connected */
async function offerToConnect({ by, key }: LinkTarget, domain: string): Promise<boolean> {
  const connect = l10n.t('Connect Tenant…');
  const choice = await showWarning(describeOffer(by, plainText(key), plainText(domain)), connect);
  const connected =
    choice === connect && (await vscode.commands.executeCommand('organizationInspector.connectTenant', { domain }));
  return connected === domain;
}

function describeOffer(by: LinkTarget['by'], key: string, domain: string): string {
  switch (by) {
    case 'user':
      return l10n.t(
        'A link asks for the user {0} of {1}, which is not connected. Connect it only if it is your tenant.',
        key,
        domain,
      );
    case 'client':
      return l10n.t(
        'A link asks for the application {0} of {1}, which is not connected. Connect it only if it is your tenant.',
        key,
        domain,
      );
    case 'search':
      return l10n.t(
        'A link asks to find {0} in {1}, which is not connected. Connect it only if it is your tenant.',
        key,
        domain,
      );
    case 'id':
    case 'name':
    case 'section':
    case 'login':
      return l10n.t(
        'A link asks for the organization {0} of {1}, which is not connected. Connect it only if it is your tenant.',
        key,
        domain,
      );
  }
}

/** VS Code shows only one line of a notification without buttons, so the notification offers to open by ID. */
async function explainProblem(problem: LinkProblem, uri: vscode.Uri): Promise<void> {
  const openById = l10n.t('Open Organization by ID…');
  const choice = await showError(describeProblem(problem, uri), openById);
  if (choice === openById) {
    await vscode.commands.executeCommand(openCommands.id);
  }
}

function describeProblem(problem: LinkProblem, uri: vscode.Uri): string {
  const exampleOf = (path: string, query: string) =>
    uri.with({ path, query: `domain=acme.eu.auth0.com&id=org_0123456789abcdef${query}`, fragment: '' }).toString(true);
  if (uri.path === '/explain') {
    const explaining = exampleOf('/explain', '&user=auth0|0123456789abcdef01234567');
    return [
      l10n.t('This link explains no login. One that does looks like {0}.', explaining),
      ...(problem === 'otherLink' ? [] : [describeDomainProblem(problem)]),
    ].join(' ');
  }
  const example = exampleOf('/open', '');
  const usage = l10n.t('A link to an organization looks like {0}, or has name= and a name in place of id=.', example);
  return problem === 'otherLink'
    ? `${l10n.t('This link opens no organization.')} ${usage}`
    : `${l10n.t('This link opens no organization, because of its domain.')} ${describeDomainProblem(problem)} ${usage}`;
}
