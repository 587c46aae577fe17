import * as l10n from '@vscode/l10n';
import { logsScope, usersScope } from '../api/accessToken.ts';
import type { JsonObject } from '../api/jsonFields.ts';
import type { Organization } from '../api/organization.ts';
import { parseDomain } from '../api/tenantDomain.ts';
import type { Services } from '../commands/services.ts';
import { usedScopes } from '../sections/organizationSections.ts';
import { markedTitle } from '../tenants/environments.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { quoted } from './forModel.ts';
import { cutOff, type WholeAnswer } from './pagedAnswers.ts';
import { type Input, refusal, textIn, type Tool, type ToolTask } from './toolInput.ts';
import { inRow } from '../text/plainText.ts';

/** What a language model is told where no tenant is connected. */
const noTenant =
  'No Auth0 tenant is connected. Ask the user to run the command “Auth0 Organizations: Connect Tenant…” and try again.';

/**
 * The connected tenant that a language model names. No input leads to a host that is not connected.
 * @param field the field of the input with the domain or the label, optional if only one tenant is connected
 * @throws Error that lists the connected tenants
 */
export function tenantFor({ all }: Pick<Tenants, 'all'>, input: Input, field = 'domain'): string {
  const [only, ...others] = all;
  if (!only) {
    throw new Error(noTenant);
  }
  const choices = all.map(({ domain, label, environment }) => {
    const names = inRow([label && quoted(label), environment], ', ');
    return names === '' ? domain : `${domain} (${names})`;
  });
  const remedy = `Give the domain of a connected tenant as “${field}”, one of: ${choices.join(', ')}.`;
  const named = textIn(input, field, remedy);
  if (named === undefined && others.length === 0) {
    return only.domain;
  }
  const parsed = parseDomain(named ?? '');
  const labelled = all.filter(({ label }) => label !== undefined && label.toLowerCase() === named?.toLowerCase());
  const tenant =
    all.find(({ domain }) => 'domain' in parsed && domain === parsed.domain) ??
    (labelled.length === 1 ? labelled[0] : undefined);
  if (!tenant) {
    throw refusal(input, field, remedy);
  }
  return tenant.domain;
}

/** How answers name a tenant: its domain, and what its user calls it and has marked it with. */
export function tenantFields({ all }: Pick<Tenants, 'all'>, wanted: string): JsonObject {
  const { label, environment } = all.find(({ domain }) => domain === wanted) ?? {};
  return { domain: wanted, label, environment };
}

/** How answers name an organization. */
export function organizationFields({ id, name, display_name }: Organization): JsonObject {
  return { id, name, display_name };
}

/** What questions to the person call a tenant, as Markdown. */
export function tenantText(tenants: Tenants, domain: string): string {
  return plainMarkdown(markedTitle(tenants, domain));
}

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
  const { kind, expiresAt, scopes } = await tenants.status(domain);
  const organizations = store.get(domain);
  return {
    ...tenantFields(tenants, domain),
    // As in the sidebar, and no name of a secret, whose value would be masked.
    access: application ? 'by an application' : 'by an access token',
    status: kind,
    ...(expiresAt !== undefined && { expires_at: new Date(expiresAt * 1000).toISOString() }),
    missing_scopes: scopes && missingIn(scopes),
    loaded_organizations: organizations.items.length,
    all_loaded: organizations.isComplete,
    loaded_at: organizations.readAt?.toISOString(),
    ...(organizations.isCutOff && { cut_off: cutOff }),
  };
}

function missingIn(scopes: readonly string[]): readonly string[] {
  return [...usedScopes(), logsScope, usersScope].filter((scope) => !scopes.includes(scope));
}
