import * as vscode from 'vscode';
import { ask, back } from '../input/ask.ts';
import { ApiError } from '../management/apiError.ts';
import { parseDomain } from '../management/domain.ts';
import { describeFailure } from '../notifications/failureNotifier.ts';
import { describeDomainProblem } from './domainProblem.ts';
import type { Tenants } from './tenants.ts';

export const tokenDocumentation =
  'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-testing';

/**
 * Asks for a domain and a token until both are right, and keeps them.
 * @returns the domain, `undefined` when the person gave up
 */
export async function askForTenant(tenants: Tenants): Promise<string | undefined> {
  let typed = '';
  for (;;) {
    const answer = await ask({
      title: vscode.l10n.t('Connect Tenant'),
      prompt: vscode.l10n.t('Domain of the tenant, or the address of its dashboard'),
      placeholder: 'acme.eu.auth0.com',
      value: typed,
      step: 1,
      totalSteps: 2,
      problem: domainProblem,
    });
    if (typeof answer !== 'string') {
      return undefined;
    }
    typed = answer;
    const parsed = parseDomain(answer);
    if ('domain' in parsed && (parsed.kind !== 'custom' || (await confirmCustomDomain(parsed.domain)))) {
      const outcome = await askForToken(tenants, parsed.domain, { step: 2, totalSteps: 2 });
      if (outcome !== back) {
        return outcome && parsed.domain;
      }
    }
  }
}

/**
 * Asks for a token of the tenant until one is right, and keeps it.
 * @returns the token, `back`, or `undefined` when the person gave up
 */
export function askForToken(
  tenants: Tenants,
  domain: string,
  steps: { readonly step?: number; readonly totalSteps?: number } = {},
): Promise<string | typeof back | undefined> {
  return ask({
    ...steps,
    title: vscode.l10n.t('Access Token for {0}', domain),
    prompt: vscode.l10n.t(
      'Management API access token with the scope read:organizations. It is kept in VS Code’s secret storage.',
    ),
    placeholder: 'eyJ…',
    isSecret: true,
    help: { tooltip: vscode.l10n.t('How to get an access token'), url: tokenDocumentation },
    problem: (text) => (text ? undefined : vscode.l10n.t('Enter an access token.')),
    submit: async (text, signal) => {
      try {
        await tenants.check(domain, text, { signal, priority: 'person' });
        await tenants.keep(domain, text);
        return undefined;
      } catch (error) {
        if (error instanceof ApiError) {
          return describeFailure(error, { domain, what: vscode.l10n.t('The access token was not accepted') });
        }
        throw error;
      }
    },
  });
}

/** Says what is wrong with a text as a domain, if anything. */
function domainProblem(text: string): string | undefined {
  const parsed = parseDomain(text);
  return 'problem' in parsed ? describeDomainProblem(parsed.problem) : undefined;
}

async function confirmCustomDomain(domain: string): Promise<boolean> {
  const connect = vscode.l10n.t('Connect');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Is {0} a custom domain of your tenant?', domain),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It is not a domain of Auth0. The access token that you enter next will be sent to this host.',
      ),
    },
    connect,
  );
  return choice === connect;
}
