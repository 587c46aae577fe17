import * as vscode from 'vscode';
import { parseDomain } from '../management/domain.ts';
import { withCancel } from '../notifications/progress.ts';
import { askForTenant, tokenDocumentation } from '../tenants/connectTenant.ts';
import { describeDomainProblem } from '../tenants/domainProblem.ts';
import { reloadAfterFailure } from './refresh.ts';
import type { Services } from './services.ts';

/**
 * Connects a tenant.
 * @param argument `{ domain, accessToken }`; without it the person is asked
 * @returns the domain, `undefined` when nothing was connected
 */
export async function connectTenant(services: Services, argument?: unknown): Promise<string | undefined> {
  if (isConnectArgument(argument)) {
    return connectWith(services, argument);
  }
  const domain = await askForTenant(services.tenants);
  if (domain !== undefined) {
    await services.tree.reveal(domain);
    await reloadAfterFailure(services, domain);
  }
  return domain;
}

interface ConnectArgument {
  readonly domain: string;
  readonly accessToken: string;
}

async function connectWith(
  services: Services,
  { domain: text, accessToken }: ConnectArgument,
): Promise<string | undefined> {
  const parsed = parseDomain(text);
  if ('problem' in parsed) {
    void vscode.window.showErrorMessage(describeDomainProblem(parsed.problem));
    return undefined;
  }
  const { domain } = parsed;
  try {
    await withCancel(vscode.l10n.t('Connecting {0}', domain), (caller) =>
      services.tenants.check(domain, accessToken, caller),
    );
    await services.tenants.keep(domain, accessToken);
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('{0} could not be connected', domain),
      documentation: tokenDocumentation,
      retry: () => connectWith(services, { domain, accessToken }),
    });
    return undefined;
  }
  await reloadAfterFailure(services, domain);
  return domain;
}

function isConnectArgument(value: unknown): value is ConnectArgument {
  const { domain, accessToken } = (value ?? {}) as Partial<Record<keyof ConnectArgument, unknown>>;
  return typeof domain === 'string' && typeof accessToken === 'string';
}
