import * as vscode from 'vscode';
import { isApiError } from '../../management/apiError.ts';
import { describeFailure } from '../../notifications/failureNotifier.ts';
import type { TenantKey } from '../tenant.ts';
import type { Tenants } from '../tenants.ts';

/** Checks a key with the tenant and keeps it. @returns what is wrong, if anything, for the box that asked for it */
export async function submitKey(
  tenants: Tenants,
  domain: string,
  key: TenantKey,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await tenants.keep(await tenants.check(domain, key, { signal, priority: 'person' }));
    return undefined;
  } catch (error) {
    if (!isApiError(error)) {
      throw error;
    }
    const what =
      key.kind === 'token'
        ? vscode.l10n.t('The access token was not accepted')
        : vscode.l10n.t('The application was not accepted');
    return describeFailure(error, { domain, what });
  }
}
