import * as vscode from 'vscode';
import { tokenDocumentation } from '../tenants/documentation.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn, textIn } from './arguments.ts';
import type { Services } from './services.ts';
import { confirm } from '../notifications/messages.ts';

/**
 * Forgets a tenant and its token.
 * @param argument a domain, which is not asked about again, or a row
 */
export async function disconnectTenant(services: Services, argument?: unknown): Promise<void> {
  const { tenants, notifier } = services;
  const domain = await pickTenant(tenants, vscode.l10n.t('Disconnect Tenant'), domainIn(argument));
  if (domain !== undefined && (textIn(argument) !== undefined || (await confirmDisconnect(domain)))) {
    try {
      await tenants.disconnect(domain);
      vscode.window.setStatusBarMessage(vscode.l10n.t('{0} is disconnected', domain), 3000);
    } catch (error) {
      notifier.notify(error, {
        domain,
        what: vscode.l10n.t('{0} could not be disconnected', domain),
        documentation: tokenDocumentation,
        retry: () => disconnectTenant(services, domain),
      });
    }
  }
}

function confirmDisconnect(domain: string): Promise<boolean> {
  return confirm(
    vscode.l10n.t('Disconnect {0}?', domain),
    vscode.l10n.t('Its access token or client secret is removed from this machine. Nothing changes at Auth0.'),
    vscode.l10n.t('Disconnect'),
  );
}
