import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { plainText } from '../management/plainText.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenant.ts';
import { textIn } from './arguments.ts';
import { chooseOrganization } from './chooseOrganization.ts';
import type { Services } from './services.ts';

/**
 * Finds an organization while its ID, name or display name is typed, and opens it.
 * @param text what to begin with
 * @param domain the tenant, which is asked for when there are several
 */
export async function findOrganization(services: Services, text?: unknown, domain?: unknown): Promise<void> {
  const named = await pickTenant(services.tenants, vscode.l10n.t('Find Organization'), textIn(domain));
  if (named === undefined) {
    return;
  }
  const tenant = plainText(tenantTitle(services.tenants.find(named) ?? { domain: named }));
  const title = vscode.l10n.t('Find Organization in {0}', tenant);
  const organization = await chooseOrganization(services, { domain: named, title, text: textIn(text) ?? '' });
  if (organization) {
    await services.documents.open(organizationUri(named, organization));
  }
}
