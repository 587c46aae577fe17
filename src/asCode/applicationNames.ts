import * as l10n from '@vscode/l10n';
import { ApiError, isDenied } from '../api/apiError.ts';
import { isRecord, readString } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { textField } from '../sections/section.ts';
import { FREE_REQUESTS, jointCostText } from '../tenants/requestCost.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { confirm } from '../ui/notifications.ts';
import { withProgress } from '../ui/progress.ts';
import { applicationName, type ApplicationNames, type OrganizationParts } from './organizationParts.ts';

/** Any of them opens the name of an application. The last one opens little else. */
const nameScopes = ['read:clients', 'read:client_keys', 'read:client_credentials', 'read:client_summary'];

/**
 * Reads the names of applications that organizations do not tell themselves, with one request each. Asks first if these
 * are many.
 * @returns `undefined` when the user declines
 * @throws ApiError
 */
export async function withApplicationNames(
  tenants: Tenants,
  all: readonly OrganizationParts[],
): Promise<readonly OrganizationParts[] | undefined> {
  const names = new Map<string, ApplicationNames>();
  const wanted = new Map<string, readonly string[]>();
  for (const domain of new Set(all.map((parts) => parts.domain))) {
    const clientIds = new Set(all.filter((parts) => parts.domain === domain).flatMap(unnamedApplications));
    const missing = await missingScope(tenants, domain);
    if (missing) {
      names.set(domain, { known: new Map(), missing: await describe(missing, domain) });
    } else if (clientIds.size > 0) {
      wanted.set(domain, [...clientIds]);
    }
  }
  if (wanted.size > 0) {
    if ([...wanted.values()].flat().length > FREE_REQUESTS) {
      const question = l10n.t('Read the names of the applications with client grants?');
      const costs = new Map(
        [...wanted].map(([domain, clientIds]) => [domain, new Map([['/clients/id', clientIds.length]])]),
      );
      if (!(await confirm(question, jointCostText(tenants, costs), l10n.t('Read')))) {
        return undefined;
      }
    }
    await withProgress(l10n.t('Reading the names of applications'), async (context) => {
      for (const [tenant, clientIds] of wanted) {
        names.set(tenant, await readNames(tenants, tenant, clientIds, { ...context, priority: 'background' }));
      }
    });
  }
  return all.map((parts) => ({ ...parts, applicationNames: names.get(parts.domain) ?? parts.applicationNames }));
}

function unnamedApplications(parts: OrganizationParts): readonly string[] {
  return parts.clientGrants.items
    .map((grant) => textField(grant, 'client_id'))
    .filter((clientId) => clientId !== '' && applicationName(parts, clientId) === undefined);
}

/** The refusal that a token meets that is known to have no scope for the names. */
async function missingScope(tenants: Tenants, domain: string): Promise<ApiError | undefined> {
  const status = await tenants.status(domain);
  const scopes = status.kind === 'usable' ? status.scopes : undefined;
  return scopes && !nameScopes.some((scope) => scopes.includes(scope))
    ? new ApiError('insufficientScope', { scopes: nameScopes })
    : undefined;
}

/** @throws ApiError */
async function readNames(
  tenants: Tenants,
  domain: string,
  clientIds: readonly string[],
  context: RequestContext,
): Promise<ApplicationNames> {
  const known = new Map<string, string>();
  for (const clientId of clientIds) {
    const path = `/clients/${encodeURIComponent(clientId)}`;
    const query = { fields: 'client_id,name', include_fields: 'true' };
    try {
      const answer = await tenants.read(domain)(path, query, context);
      const name = isRecord(answer) ? readString(answer['name']) : undefined;
      if (name) {
        known.set(clientId, name);
      }
    } catch (error) {
      if (!(error instanceof ApiError) || (error.reason !== 'notFound' && !isDenied(error))) {
        throw error;
      }
      if (isDenied(error)) {
        return { known, missing: await describe(error, domain) };
      }
    }
  }
  return { known };
}

async function describe(error: ApiError, domain: string): Promise<string> {
  return (await explanationOf(error, domain)).meaning;
}
