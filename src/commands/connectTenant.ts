import * as vscode from 'vscode';
import { isCustomDomain, parseDomain } from '../management/domain.ts';
import { managementAudience } from '../management/tokenEndpoint.ts';
import { withCancel } from '../notifications/progress.ts';
import { confirmCustomDomain } from '../tenants/connecting/confirmCustomDomain.ts';
import { tokenDocumentation } from '../tenants/documentation.ts';
import { describeDomainProblem } from '../tenants/domainProblem.ts';
import type { TenantKey } from '../tenants/tenant.ts';
import { warnAboutWriting } from '../tenants/writeWarning.ts';
import { reloadAfterFailure } from './refresh.ts';
import type { Services } from './services.ts';
import { showError } from '../notifications/messages.ts';

/**
 * Connects a tenant.
 * @param argument `{ domain, accessToken }` or `{ domain, clientId, clientSecret }`; without it the person is asked, and
 *   `{ domain }` alone stands in the first box, as does a custom domain of an application, whose audience is not known
 * @returns the domain, `undefined` when nothing was connected
 */
export async function connectTenant(services: Services, argument?: unknown): Promise<string | undefined> {
  const { domain, accessToken, clientId, clientSecret } = (argument ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof domain === 'string' && typeof accessToken === 'string') {
    return connectWith(services, domain, () => ({ kind: 'token', accessToken }));
  }
  const isApplication = typeof clientId === 'string' && typeof clientSecret === 'string';
  if (typeof domain === 'string' && isApplication && !isCustomDomain(domain)) {
    return connectWith(services, domain, (host) => ({
      kind: 'application',
      application: { clientId, audience: managementAudience(host) },
      clientSecret,
    }));
  }
  const { askForTenant } = await import('../tenants/connecting/connecting.ts');
  const connected = await askForTenant(services.tenants, typeof domain === 'string' ? domain : '');
  if (connected !== undefined) {
    await services.tree.reveal(connected);
    await settle(services, connected);
  }
  return connected;
}

/** What there is to do once a key is kept. */
export async function settle(services: Services, domain: string): Promise<void> {
  void warnAboutWriting(services.tenants, services.state, domain);
  await reloadAfterFailure(services, domain);
}

async function connectWith(
  services: Services,
  text: string,
  keyFor: (domain: string) => TenantKey,
): Promise<string | undefined> {
  const parsed = parseDomain(text);
  if ('problem' in parsed) {
    void showError(describeDomainProblem(parsed.problem));
    return undefined;
  }
  const { domain, kind } = parsed;
  if (kind === 'custom' && !services.tenants.find(domain) && !(await confirmCustomDomain(domain))) {
    return undefined;
  }
  try {
    const checked = await withCancel(vscode.l10n.t('Connecting {0}', domain), (caller) =>
      services.tenants.check(domain, keyFor(domain), caller),
    );
    await services.tenants.keep(checked);
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('{0} could not be connected', domain),
      documentation: tokenDocumentation,
      retry: () => connectWith(services, domain, keyFor),
    });
    return undefined;
  }
  await settle(services, domain);
  return domain;
}
