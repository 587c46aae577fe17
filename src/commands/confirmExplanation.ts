import * as vscode from 'vscode';
import { type back, choose, type Step } from '../input/ask.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import type { AccessQuestion } from '../access/explanation.ts';
import { plainText, withoutIcons } from '../text/plainText.ts';
import type { User } from '../users/usersClient.ts';
import type { ExtensionServices } from './extensionServices.ts';
import type { KnownLogin } from './loginArguments.ts';

/** What a person has answered. */
export interface AskedLogin {
  readonly question: AccessQuestion;
  /** The profile of the user, if it has just been read. */
  readonly profile: User | undefined;
}

/**
 * Says how many requests an explanation takes at most, and which scopes the token lacks for a complete one.
 * @returns whether to make the requests, `back`, or `undefined` when the person cancels
 */
export async function confirmExplanation(
  { tenants }: ExtensionServices,
  { question, profile }: AskedLogin,
  login: KnownLogin,
  { title, step }: { readonly title: string; readonly step: Step },
): Promise<true | typeof back | undefined> {
  const { planOf } = await import('../access/localizedAccess.ts');
  const status = await tenants.status(question.domain);
  const scopes = status.kind === 'usable' ? status.scopes : undefined;
  const { requests, lackedScopes } = planOf(question, scopes, profile ? { profile } : {});
  const label =
    requests === 1
      ? vscode.l10n.t('Make 1 Request')
      : vscode.l10n.t('Make at Most {0} Requests', formatNumber(requests));
  const choice = { value: true, label, detail: describeScopes(scopes, lackedScopes) } as const;
  return choose<true>([choice], { title, placeholder: describeLogin(login), ...step });
}

function describeScopes(scopes: readonly string[] | undefined, lacked: readonly string[]): string {
  if (scopes === undefined) {
    return vscode.l10n.t('The token does not say which scopes it has.');
  }
  return lacked.length === 0
    ? vscode.l10n.t('The token has all scopes for a complete answer.')
    : vscode.l10n.t('For a complete answer the token lacks: {0}', lacked.join(', '));
}

function describeLogin({ application, user }: KnownLogin): string {
  return loginText(
    application ? shown(application.name ?? application.clientId) : undefined,
    user ? shown(user.name ?? user.userId) : undefined,
  );
}

/** Says which application and which user a login is about. Absent ones are left out of the question. */
export function loginText(application: string | undefined, user: string | undefined): string {
  return [
    application === undefined
      ? vscode.l10n.t('Without an application')
      : vscode.l10n.t('Application: {0}', application),
    user === undefined ? vscode.l10n.t('Without a user') : vscode.l10n.t('User: {0}', user),
  ].join(' · ');
}

function shown(text: string): string {
  return withoutIcons(plainText(text, 60));
}
