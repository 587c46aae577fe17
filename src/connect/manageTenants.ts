import * as l10n from '@vscode/l10n';
import { isCustomDomain, parseDomain } from '../api/tenantDomain.ts';
import { managementAudience, tokenInText } from '../api/tokenEndpoint.ts';
import { reloadAfterFailure } from '../browse/loadAndRefresh.ts';
import { domainArgument, isRow, stringArgument } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { missingScopes } from '../sidebar/rows.ts';
import { describeDomainProblem } from '../tenants/domainProblemTexts.ts';
import { askForEnvironment, chooseTenant, pickTenant } from '../tenants/pickTenant.ts';
import { environments, type TenantKey } from '../tenants/tenant.ts';
import { ask } from '../ui/ask.ts';
import { confirm, showError, showStatus, withProgress } from '../ui/notifications.ts';
import {
  askForApplication,
  askForToken,
  describeNotStored,
  isConnected,
  tokenDocumentation,
  type TypedTexts,
  warnAboutWriting,
} from './askForCredentials.ts';
import { askForTenant, confirmCustomDomain } from './askForTenant.ts';

/** What connecting a tenant takes. */
type ConnectServices = Services<'documents' | 'notifier' | 'sections' | 'state' | 'store' | 'tenants' | 'tree'>;

/**
 * Connects a tenant.
 * @param argument `{ domain, accessToken }` or `{ domain, clientId, clientSecret }`; without it the user is asked.
 *   `{ domain }` alone fills the first input, as does the custom domain of an application, whose audience is unknown.
 * @returns the domain, `undefined` when no tenant was connected
 */
export async function connectTenant(services: ConnectServices, argument?: unknown): Promise<string | undefined> {
  const { domain, accessToken, clientId, clientSecret } = (argument ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof domain === 'string' && typeof accessToken === 'string') {
    return connectWith(services, domain, () => ({ kind: 'token', accessToken: tokenInText(accessToken) }));
  }
  const isApplication = typeof clientId === 'string' && typeof clientSecret === 'string';
  if (typeof domain === 'string' && isApplication && !isCustomDomain(domain)) {
    return connectWith(services, domain, (host) => ({
      kind: 'application',
      application: { clientId, audience: managementAudience(host) },
      clientSecret,
    }));
  }
  const connected = await askForTenant(services.tenants, typeof domain === 'string' ? domain : '');
  if (connected !== undefined) {
    await services.tree.reveal(connected);
    await afterCredentialsStored(services, connected);
  }
  return connected;
}

/**
 * Marks a tenant as production, staging or development.
 * @param argument a domain or a row
 * @param environment `production`, `staging` or `development`, or an empty string for no mark; without it the user is asked
 */
export async function setEnvironment(
  { tenants }: Services<'tenants'>,
  argument?: unknown,
  environment?: unknown,
): Promise<void> {
  const domain = await pickTenant(tenants, l10n.t('Set Environment'), domainArgument(argument));
  const tenant = domain === undefined ? undefined : tenants.find(domain);
  if (!tenant) {
    return;
  }
  const given = environments.find((one) => one === environment) ?? (environment === '' ? null : undefined);
  const answer = given === undefined ? await askForEnvironment(tenants, tenant) : given;
  if (answer !== undefined) {
    await tenants.setEnvironment(tenant.domain, answer ?? undefined);
  }
}

/** In UTF-16 code units. Longer names do not fit into a row. */
const MAXIMUM_LABEL_LENGTH = 60;

/**
 * Gives a tenant a custom name, which the view shows in place of the domain.
 * @param argument a domain or a row
 * @param label the name, empty to show the domain; without it the user is asked
 */
export async function renameTenant(
  { tenants }: Services<'tenants'>,
  argument?: unknown,
  label?: unknown,
): Promise<void> {
  const domain = await pickTenant(tenants, l10n.t('Rename Tenant'), domainArgument(argument));
  if (domain === undefined) {
    return;
  }
  const answer =
    stringArgument(label)?.trim() ??
    (await ask({
      title: l10n.t('Rename {0}', tenants.titleOf(domain)),
      prompt: l10n.t('A name such as Production; leave it empty to show the domain.'),
      value: tenants.find(domain)?.label ?? '',
      problem: (text) =>
        text.length > MAXIMUM_LABEL_LENGTH ? l10n.t('Enter at most {0} characters.', MAXIMUM_LABEL_LENGTH) : undefined,
    }));
  if (typeof answer === 'string') {
    await tenants.rename(domain, answer.slice(0, MAXIMUM_LABEL_LENGTH));
  }
}

/** Moves a tenant one position up in the sidebar. @param argument a domain or a row */
export function moveTenantUp(services: Services<'tenants'>, argument?: unknown): Promise<void> {
  return moveTenant(services, -1, l10n.t('Move Tenant Up'), argument);
}

/** Moves a tenant one position down in the sidebar. @param argument a domain or a row */
export function moveTenantDown(services: Services<'tenants'>, argument?: unknown): Promise<void> {
  return moveTenant(services, 1, l10n.t('Move Tenant Down'), argument);
}

async function moveTenant(
  { tenants }: Services<'tenants'>,
  by: number,
  title: string,
  argument?: unknown,
): Promise<void> {
  const { all } = tenants;
  const movable = by < 0 ? all.slice(1) : all.slice(0, -1);
  const domain = await pickTenant(tenants, title, domainArgument(argument), movable);
  if (domain !== undefined) {
    await tenants.move(domain, by);
  }
}

/** Completes a connection after the tenant's key is stored. */
async function afterCredentialsStored(services: ConnectServices, domain: string): Promise<void> {
  void warnAboutWriting(services.tenants, services.state, domain);
  await reloadAfterFailure(services, domain);
}

async function connectWith(
  services: ConnectServices,
  text: string,
  keyFor: (domain: string) => TenantKey,
): Promise<string | undefined> {
  const parsed = parseDomain(text);
  if ('problem' in parsed) {
    void showError(describeDomainProblem(parsed.problem));
    return undefined;
  }
  const { domain, kind } = parsed;
  const isUpdate = isConnected(services.tenants, domain);
  if (kind === 'custom' && !isUpdate && !(await confirmCustomDomain(domain))) {
    return undefined;
  }
  try {
    const checked = await withProgress(l10n.t('Connecting {0}', services.tenants.titleOf(domain)), (context) =>
      services.tenants.check(domain, keyFor(domain), context),
    );
    await services.tenants.store(checked, isUpdate);
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: describeNotStored(services.tenants, domain, isUpdate),
      documentation: tokenDocumentation,
      retry: () => connectWith(services, domain, keyFor),
      isConnecting: !isUpdate,
    });
    return undefined;
  }
  await afterCredentialsStored(services, domain);
  return domain;
}

/**
 * Replaces the token of a connected tenant, or the application that requests its tokens.
 * @param argument a domain or a row
 * @param accessToken the new token; without it the user is asked
 * @param scopes the names of the scopes that the question names besides `read:organizations`, unless the row tells them
 * @returns whether it was replaced
 */
export async function updateAccessToken(
  services: ConnectServices,
  argument?: unknown,
  accessToken?: unknown,
  scopes?: unknown,
): Promise<boolean> {
  const { tenants } = services;
  const domain = await pickTenant(tenants, l10n.t('Update Access Token'), domainArgument(argument));
  if (domain === undefined) {
    return false;
  }
  const given = stringArgument(accessToken);
  if (given !== undefined) {
    return (await connectTenant(services, { domain, accessToken: given })) !== undefined;
  }
  const missing = isRow(argument) && argument.kind === 'note' ? missingScopes(argument) : scopes;
  const isUpdated = (await askAgain(services, domain, [missing ?? []].flat().map(String))) === true;
  if (isUpdated) {
    showStatus(l10n.t('The access token of {0} is updated', tenants.titleOf(domain)));
    await afterCredentialsStored(services, domain);
  }
  return isUpdated;
}

function askAgain({ tenants }: Services<'tenants'>, domain: string, scopes: readonly string[]): Promise<unknown> {
  const { application } = tenants.find(domain) ?? {};
  if (!application) {
    return askForToken(tenants, domain, {}, [], scopes);
  }
  const typedBefore: TypedTexts = new Map([
    ['clientId', application.clientId],
    ['defaultDomain', application.audience.split('/')[2] ?? ''],
  ]);
  return askForApplication(tenants, domain, { isCustom: isCustomDomain(domain), scopes, typedBefore });
}

/**
 * Forgets a tenant and its token.
 * @param argument a domain, which needs no confirmation, or a row
 */
export async function disconnectTenant(services: Services<'notifier' | 'tenants'>, argument?: unknown): Promise<void> {
  const { tenants, notifier } = services;
  const domain = await pickTenant(tenants, l10n.t('Disconnect Tenant'), domainArgument(argument));
  if (domain === undefined) {
    return;
  }
  const title = tenants.titleOf(domain);
  if (stringArgument(argument) !== undefined || (await confirmDisconnect(title))) {
    try {
      await tenants.disconnect(domain);
      showStatus(l10n.t('{0} is disconnected', title));
    } catch (error) {
      notifier.notify(error, {
        domain,
        what: l10n.t('{0} could not be disconnected', title),
        documentation: tokenDocumentation,
        retry: () => disconnectTenant(services, domain),
      });
    }
  }
}

function confirmDisconnect(tenant: string): Promise<boolean> {
  return confirm(
    l10n.t('Disconnect {0}?', tenant),
    l10n.t('Its access token or client secret is removed from this machine. Nothing changes at Auth0.'),
    l10n.t('Disconnect'),
  );
}

/** Lists the tenants with their token status, and reveals the chosen tenant in the view. */
export async function showTenants({ tenants, tree }: Services<'tenants' | 'tree'>): Promise<void> {
  const domain = await chooseTenant(tenants, l10n.t('Tenants'), tenants.all);
  if (domain !== undefined) {
    await tree.reveal(domain);
  }
}
