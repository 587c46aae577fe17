import * as vscode from 'vscode';

/** Whether a person vouches for a host that is not Auth0's, before anything is sent there. */
export async function confirmCustomDomain(domain: string): Promise<boolean> {
  const connect = vscode.l10n.t('Connect');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Is {0} a custom domain of your tenant?', domain),
    {
      modal: true,
      detail: vscode.l10n.t(
        'It is not a domain of Auth0. The access token or client secret will be sent to this host.',
      ),
    },
    connect,
  );
  return choice === connect;
}
