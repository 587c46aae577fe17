import * as vscode from 'vscode';
import { ask, back } from '../../input/ask.ts';
import { tokenDocumentation } from '../documentation.ts';
import type { Tenants } from '../tenants.ts';
import { submitKey } from './submitKey.ts';

/**
 * Asks for a token of the tenant until one is right, and keeps it.
 * @returns `true` when it is kept, `back`, or `undefined` when the person gave up
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
    submit: (accessToken, signal) => submitKey(tenants, domain, { kind: 'token', accessToken }, signal),
  });
  return answer === back || answer === undefined ? answer : true;
}
