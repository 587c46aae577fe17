import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { logsScope, usersScope } from '../api/accessToken.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { back } from '../ui/ask.ts';
import { confirm, showErrorDialog, withProgress } from '../ui/notifications.ts';
import { askForApplication, isConnected, submitKey } from './askForCredentials.ts';
import { type CliTenant, createApplicationCommands } from './auth0Cli.ts';

/**
 * Uses the login of the Auth0 CLI. If the CLI's configuration file holds a token that has not expired, that token is
 * used. Otherwise, the user gets commands that create an application for this extension: the CLI usually keeps its
 * token in the system keyring, for itself alone.
 * @returns `true` when a key is stored, `back`, or `undefined` when the user cancels
 */
export async function connectWithCli(
  tenants: Tenants,
  { domain, accessToken, expiresAt = Infinity }: CliTenant,
): Promise<true | typeof back | undefined> {
  if (accessToken === undefined) {
    return offerCommands(tenants, domain, l10n.t('The Auth0 CLI keeps its access token to itself.'));
  }
  if (expiresAt * 1000 <= Date.now()) {
    return offerCommands(tenants, domain, l10n.t('The Auth0 CLI has an access token that has expired.'));
  }
  const isUpdate = isConnected(tenants, domain);
  const problem = await withProgress(l10n.t('Connecting {0}', tenants.titleOf(domain)), async ({ signal }) => {
    const failure = await submitKey(tenants, domain, { kind: 'token', accessToken }, signal, isUpdate);
    return failure !== undefined && signal.aborted ? back : failure;
  });
  if (problem === undefined) {
    return true;
  }
  if (problem !== back) {
    await showErrorDialog(problem);
  }
  return back;
}

async function offerCommands(
  tenants: Tenants,
  domain: string,
  reason: string,
): Promise<true | typeof back | undefined> {
  const isWanted = await confirm(
    reason,
    l10n.t(
      'It can make an application for you that only reads organizations. Run these commands in a terminal, with the client ID that the second one prints in place of <CLIENT_ID> in the third. Then enter that ID and the secret here. Recent Events need {1} in the third command as well, Find User needs {2}.\n\n{0}',
      createApplicationCommands(domain),
      logsScope,
      usersScope,
    ),
    l10n.t('Copy Commands'),
  );
  if (!isWanted) {
    return back;
  }
  await vscode.env.clipboard.writeText(createApplicationCommands(domain));
  return askForApplication(tenants, domain, { isCustom: false, step: 2 });
}
