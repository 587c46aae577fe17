import * as vscode from 'vscode';
import { ask, back } from '../../input/ask.ts';
import { tokenInText } from '../../management/accessToken.ts';
import { isApiError } from '../../management/apiError.ts';
import { describeFailure } from '../../messages/errorNotifier.ts';
import type { TenantKey } from '../tenantTypes.ts';
import type { Tenants } from '../tenants.ts';

/** How to get an access token manually. */
export const tokenDocumentation =
  'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-testing';

/**
 * Asks for a token of the tenant until the tenant accepts it, and stores it.
 * @returns `true` when it is stored, `back`, or `undefined` when the user cancels
 */
export async function askForToken(
  tenants: Tenants,
  domain: string,
  steps: { readonly step?: number; readonly totalSteps?: number } = {},
): Promise<true | typeof back | undefined> {
  const answer = await ask({
    ...steps,
    title: vscode.l10n.t('Access Token for {0}', domain),
    prompt: vscode.l10n.t(
      'Management API access token with the scope read:organizations. It is kept in VS Code’s secret storage.',
    ),
    placeholder: 'eyJ…',
    isSecret: true,
    help: { tooltip: vscode.l10n.t('How to get an access token'), url: tokenDocumentation },
    problem: (text) => (text ? undefined : vscode.l10n.t('Enter an access token.')),
    submit: (text, signal) => submitKey(tenants, domain, { kind: 'token', accessToken: tokenInText(text) }, signal),
  });
  return answer === back || answer === undefined ? answer : true;
}

/** Checks a key with the tenant and stores it. @returns the validation message for the input box, if any */
export async function submitKey(
  tenants: Tenants,
  domain: string,
  key: TenantKey,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await tenants.store(await tenants.check(domain, key, { signal, priority: 'person' }));
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
