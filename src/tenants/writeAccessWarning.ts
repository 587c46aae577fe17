import * as vscode from 'vscode';
import { writingScopes } from '../management/accessToken.ts';
import { applicationDocumentation } from './connecting/askForApplication.ts';
import type { Tenants } from './tenants.ts';
import { showWarning } from '../messages/notifications.ts';

const warnedKey = 'warnedAboutWriting';

/**
 * Warns once per tenant that its token allows more than this extension ever does. Tokens of the API Explorer allow
 * everything, and access tokens cannot be revoked.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
 */
export async function warnAboutWriting(tenants: Tenants, state: vscode.Memento, domain: string): Promise<void> {
  const status = await tenants.status(domain);
  const scopes = status.kind === 'usable' ? writingScopes(status.scopes ?? []) : [];
  const warned = state.get<readonly string[]>(warnedKey, []);
  if (scopes.length === 0 || warned.includes(domain)) {
    return;
  }
  await state.update(warnedKey, [...warned, domain]);
  const learn = vscode.l10n.t('How to Make a Read-Only Application');
  const choice = await showWarning(
    vscode.l10n.t(
      'The access token of {0} can also create, change or delete, with scopes such as {1}. Organization Inspector only reads; an application whose scopes all begin with read: is safer.',
      domain,
      scopes.slice(0, 2).join(', '),
    ),
    learn,
  );
  if (choice === learn) {
    await vscode.env.openExternal(vscode.Uri.parse(applicationDocumentation));
  }
}
