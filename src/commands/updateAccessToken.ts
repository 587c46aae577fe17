import * as vscode from 'vscode';
import { askForToken } from '../tenants/connectTenant.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn, textIn } from './arguments.ts';
import { connectTenant } from './connectTenant.ts';
import { reloadAfterFailure } from './refresh.ts';
import type { Services } from './services.ts';

/**
 * Replaces the token of a connected tenant.
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
  } else if (typeof (await askForToken(tenants, domain)) === 'string') {
    vscode.window.setStatusBarMessage(vscode.l10n.t('The access token of {0} is updated', domain), 3000);
    await reloadAfterFailure(services, domain);
  }
}
