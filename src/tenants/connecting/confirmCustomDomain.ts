import * as vscode from 'vscode';
import { confirm } from '../../notifications/messages.ts';

/** Whether a person vouches for a host that is not Auth0's, before anything is sent there. */
export function confirmCustomDomain(domain: string): Promise<boolean> {
  return confirm(
    vscode.l10n.t('Is {0} a custom domain of your tenant?', domain),
    vscode.l10n.t('It is not a domain of Auth0. The access token or client secret will be sent to this host.'),
    vscode.l10n.t('Connect'),
  );
}
