import * as vscode from 'vscode';
import { isApiError } from '../management/apiError.ts';
import type { Organization } from '../management/organization.ts';
import { openList } from '../organizations/openList.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { textIn } from './arguments.ts';
import type { Services } from './services.ts';

/**
 * Finds an organization while its ID, name or display name is typed.
 * @param text what to begin with
 * @param domain the tenant, which is asked for when there are several
 */
export async function findOrganization(services: Services, text?: unknown, domain?: unknown): Promise<void> {
  const named = await pickTenant(services.tenants, vscode.l10n.t('Find Organization'), textIn(domain));
  if (named !== undefined) {
    const { lists, notifier } = services;
    const [{ OrganizationPick }, list] = await Promise.all([
      import('./organizationPick.ts'),
      openList(lists, notifier, named),
    ]);
    const askTenant = (key: string, signal: AbortSignal) => findQuietly(list, key, signal);
    new OrganizationPick({ domain: named, list, lists, askTenant }).show(textIn(text) ?? '');
  }
}

/** Nobody has asked for these requests, so what fails is in the log alone. */
async function findQuietly(
  list: OrganizationList,
  text: string,
  signal: AbortSignal,
): Promise<readonly Organization[]> {
  try {
    return await list.lookup.find(text, { signal, priority: 'background' });
  } catch (error) {
    if (isApiError(error)) {
      return [];
    }
    throw error;
  }
}
