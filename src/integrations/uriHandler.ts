import * as vscode from 'vscode';
import type { ExtensionServices } from '../commands/extensionServices.ts';
import { showError, showWarning } from '../messages/notifications.ts';
import { describeDomainProblem } from '../tenants/domainProblem.ts';
import { plainText } from '../text/plainText.ts';
import { type LinkProblem, type OrganizationLink, parseLink } from './organizationLink.ts';

const openCommands = {
  id: 'organizationInspector.openOrganizationById',
  name: 'organizationInspector.openOrganizationByName',
} as const satisfies Record<OrganizationLink['by'], string>;

/** Handles links to organizations, such as `vscode://…/open?id=…`. */
export function registerUriHandler(services: ExtensionServices): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: (uri) => openLink(services, uri),
  });
}

/**
 * Opens the organization of a link with one request. A link alone never leads to a host that the user has not
 * connected, and VS Code asks the user before it passes a link to an extension.
 */
async function openLink({ tenants }: ExtensionServices, uri: vscode.Uri): Promise<void> {
  const link = parseLink(uri);
  if ('problem' in link) {
    await explainProblem(link.problem, uri);
    return;
  }
  const { domain, by, key } = link;
  if (domain === undefined || tenants.domains.includes(domain) || (await offerToConnect(domain, key))) {
    await vscode.commands.executeCommand(openCommands[by], key, domain);
  }
}

/** @returns whether the tenant with this domain was connected */
async function offerToConnect(domain: string, key: string): Promise<boolean> {
  const connect = vscode.l10n.t('Connect Tenant…');
  const choice = await showWarning(
    vscode.l10n.t(
      'A link asks for the organization {0} of {1}, which is not connected. Connect it only if it is your tenant.',
      key,
      plainText(domain),
    ),
    connect,
  );
  const connected =
    choice === connect && (await vscode.commands.executeCommand('organizationInspector.connectTenant', { domain }));
  return connected === domain;
}

/** VS Code shows only one line of a notification without buttons, so the notification offers to open by ID. */
async function explainProblem(problem: LinkProblem, uri: vscode.Uri): Promise<void> {
  const openById = vscode.l10n.t('Open Organization by ID…');
  const choice = await showError(describeProblem(problem, uri), openById);
  if (choice === openById) {
    await vscode.commands.executeCommand(openCommands.id);
  }
}

function describeProblem(problem: LinkProblem, uri: vscode.Uri): string {
  const example = uri
    .with({ path: '/open', query: 'domain=acme.eu.auth0.com&id=org_0123456789abcdef', fragment: '' })
    .toString(true);
  const usage = vscode.l10n.t(
    'A link to an organization looks like {0}, or has name= and a name in place of id=.',
    example,
  );
  return problem === 'otherLink'
    ? `${vscode.l10n.t('This link opens no organization.')} ${usage}`
    : `${vscode.l10n.t('This link opens no organization, because of its domain.')} ${describeDomainProblem(problem)} ${usage}`;
}
