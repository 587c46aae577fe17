import * as vscode from 'vscode';
import { isCustomDomain } from '../management/domain.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn, textIn } from './arguments.ts';
import { connectTenant, settle } from './connectTenant.ts';
import type { Services } from './services.ts';

/**
 * Replaces the token of a connected tenant, or the application that gets its tokens.
 * @param argument a domain or a row
 * @param accessToken the new token; without it the person is asked
 */
export async function updateAccessToken(services: Services, argument?: unknown, accessToken?: unknown): Promise<void> {
  const { tenants } = services;
  const domain = await pickTenant(tenants, vscode.l10n.t('Update Access Token'), domainIn(argument));
  if (domain === undefined) {
    return;
  }
  const given = textIn(accessToken);
  if (given !== undefined) {
    await connectTenant(services, { domain, accessToken: given });
  } else if ((await askAgain(services, domain)) === true) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The access token of {0} is updated', domain), 3000);
    await settle(services, domain);
  }
}

async function askAgain({ tenants }: Services, domain: string): Promise<unknown> {
  const { askForApplication, askForToken } = await import('../tenants/connecting/connecting.ts');
  const { application } = tenants.find(domain) ?? {};
  if (!application) {
    return askForToken(tenants, domain);
  }
  return askForApplication(tenants, domain, { isCustom: isCustomDomain(domain), clientId: application.clientId });
}
