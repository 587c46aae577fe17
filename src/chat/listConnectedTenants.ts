import * as l10n from '@vscode/l10n';
import { logsScope, usersScope } from '../api/accessToken.ts';
import { usedScopes } from '../sections/organizationSections.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Services } from '../commands/services.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { WholeAnswer } from './pagedAnswers.ts';
import { noTenant, tenantFields, type Tool, type ToolTask } from './toolInput.ts';

/** Lists the connected tenants, without a request. */
export const listConnectedTenants: Tool = (services): ToolTask => ({
  input: {},
  domains: services.tenants.all.map(({ domain }) => domain),
  title: l10n.t('List Connected Auth0 Tenants'),
  question: l10n.t(
    'List the connected tenants? The language model gets their domains, the names and environments that you gave them, and the scopes that their tokens lack, but no token.',
  ),
  cost: { requests: 0 },
  progress: l10n.t('Listing the connected tenants'),
  what: 'The connected tenants could not be listed',
  run: () => list(services),
});

async function list(services: Services<'store' | 'tenants'>): Promise<WholeAnswer> {
  const tenants = await Promise.all(services.tenants.all.map((tenant) => describe(services, tenant)));
  return { whole: { tenants, ...(tenants.length === 0 && { remark: noTenant }) } };
}

async function describe(
  { tenants, store }: Services<'store' | 'tenants'>,
  { domain, application }: Tenant,
): Promise<JsonObject> {
  const status = await tenants.status(domain);
  const organizations = store.get(domain);
  return {
    ...tenantFields(tenants, domain),
    // As in the sidebar, and no name of a secret, whose value would be masked.
    access: application ? 'by an application' : 'by an access token',
    status: status.kind,
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
