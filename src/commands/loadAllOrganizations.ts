import * as vscode from 'vscode';
import { documentationOf } from '../management/organizationsClient.ts';
import { loadAll } from '../organizations/loadAll.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { domainIn } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Loads all organizations of a tenant in the background, going on from what is loaded.
 * @param argument a domain or a row
 */
export async function loadAllOrganizations(services: Services, argument?: unknown): Promise<void> {
  const { tenants, lists, notifier } = services;
  const domain = await pickTenant(tenants, vscode.l10n.t('Load All Organizations'), domainIn(argument));
  if (domain === undefined) {
    return;
  }
  if (lists.get(domain).isComplete) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('All organizations of {0} are loaded', domain), 3000);
    return;
  }
  try {
    await loadAll(lists, domain);
  } catch (error) {
    notifier.notify(error, {
      domain,
      what: vscode.l10n.t('The rest of the organizations of {0} could not be loaded', domain),
      documentation: documentationOf.list,
      retry: () => loadAllOrganizations(services, domain),
    });
  }
}
