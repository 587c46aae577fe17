import * as vscode from 'vscode';
import type { Tenants } from './tenants.ts';

/**
 * Which tenant a command is for: the one that is named if it is connected, the only one, or the one that the person
 * picks. Where none is connected, offers to connect one without waiting for it.
 */
export async function pickTenant(tenants: Tenants, title: string, named?: string): Promise<string | undefined> {
  const { domains } = tenants;
  if (named !== undefined && domains.includes(named)) {
    return named;
  }
  if (named !== undefined || domains.length === 0) {
    void offerToConnect(
      named === undefined
        ? vscode.l10n.t('No tenant is connected yet.')
        : vscode.l10n.t('The tenant {0} is not connected.', named),
    );
    return undefined;
  }
  return domains.length === 1
    ? domains[0]
    : vscode.window.showQuickPick(domains, { title, placeHolder: vscode.l10n.t('Which tenant?') });
}

async function offerToConnect(message: string): Promise<void> {
  const connect = vscode.l10n.t('Connect Tenant…');
  const choice = await vscode.window.showInformationMessage(message, connect);
  if (choice === connect) {
    await vscode.commands.executeCommand('organizationInspector.connectTenant');
  }
}
