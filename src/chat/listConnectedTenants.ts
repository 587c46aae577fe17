import * as l10n from '@vscode/l10n';
import { logsScope, usersScope } from '../api/accessToken.ts';
import { usedScopes } from '../sections/organizationSections.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Services } from '../commands/services.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { type PagedAnswer, wholeReading } from './pagedAnswers.ts';
import { noTenant, type Tool, type ToolTask } from './toolInput.ts';

/** Lists the connected tenants, without a request. */
export const listConnectedTenants: Tool = (services): ToolTask => ({
  domains: services.tenants.all.map(({ domain }) => domain),
  title: l10n.t('List Connected Auth0 Tenants'),
  question: l10n.t(
    'List the connected tenants, without a request? The language model gets their domains, the names that you gave them, and the scopes that their tokens lack, but no token.',
  ),
  progress: l10n.t('Listing the connected tenants'),
  what: 'The connected tenants could not be listed',
  run: () => list(services),
});

async function list(services: Services<'store' | 'tenants'>): Promise<PagedAnswer> {
  const tenants = await Promise.all(services.tenants.all.map((tenant) => describe(services, tenant)));
  return wholeReading('tenants', tenants, () => (tenants.length === 0 ? { remark: noTenant } : {}));
}

async function describe(
  { tenants, store }: Services<'store' | 'tenants'>,
  { domain, label, application }: Tenant,
): Promise<JsonObject> {
  const status = await tenants.status(domain);
  const organizations = store.get(domain);
  return {
    domain,
    ...(label !== undefined && { label }),
    credential: application ? 'application' : 'access token',
    token: status.kind,
    ...(status.kind === 'usable' && {
      ...(status.expiresAt !== undefined && { expires_at: new Date(status.expiresAt * 1000).toISOString() }),
      ...(status.scopes && { missing_scopes: missingIn(status.scopes) }),
    }),
    loaded_organizations: organizations.items.length,
    all_loaded: organizations.isComplete,
    ...(organizations.isCutOff && {
      cut_off: 'The Management API sends no more organizations, although there may be more.',
    }),
  };
}

function missingIn(scopes: readonly string[]): readonly string[] {
  return [...usedScopes(), logsScope, usersScope].filter((scope) => !scopes.includes(scope));
}
