import * as vscode from 'vscode';
import { showInformation } from '../messages/notifications.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import { tenantDescription, tenantIcon } from './environments.ts';
import { tenantTitle, type Tenant } from './tenantTypes.ts';
import type { Tenants } from './tenants.ts';

/**
 * The tenant of a command: the named tenant if it is connected, the only tenant, or the one that the user picks. If
 * there is none, or the named tenant is not connected, it offers to connect one without waiting for it.
 * @param offered the tenants that the user can pick, all by default
 */
export async function pickTenant(
  { all, domains }: Tenants,
  title: string,
  named?: string,
  offered: readonly Tenant[] = all,
): Promise<string | undefined> {
  if (named !== undefined && domains.includes(named)) {
    return named;
  }
  if (named !== undefined || domains.length === 0) {
    void offerToConnect(
      named === undefined
        ? vscode.l10n.t('No tenant is connected yet.')
        : vscode.l10n.t('The tenant {0} is not connected.', plainText(named)),
    );
    return undefined;
  }
  const [only, ...others] = offered;
  if (only && others.length === 0) {
    return only.domain;
  }
  const items = offered.map((tenant) => ({
    label: withoutIcons(plainText(tenantTitle(tenant))),
    description: tenantDescription(tenant).join(' · '),
    iconPath: tenantIcon(tenant),
    domain: tenant.domain,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Which tenant?'),
    matchOnDescription: true,
  });
  return choice?.domain;
}

async function offerToConnect(message: string): Promise<void> {
  const connect = vscode.l10n.t('Connect Tenant…');
  const choice = await showInformation(message, connect);
  if (choice === connect) {
    await vscode.commands.executeCommand('organizationInspector.connectTenant');
  }
}
