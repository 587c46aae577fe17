import * as vscode from 'vscode';
import type { TokenStatus } from './tenant.ts';
import { LAST_HOUR_MS } from './tokenDeadlines.ts';

/** The state of a token in a few words, `undefined` where nobody needs to know of it. */
export function describeTokenState(status: TokenStatus): string | undefined {
  switch (status.kind) {
    case 'expired':
      return vscode.l10n.t('access token expired');
    case 'missing':
      return vscode.l10n.t('no access token');
    case 'damaged':
      return vscode.l10n.t('access token damaged');
    case 'unreadable':
      return vscode.l10n.t('secret storage fails');
    case 'usable': {
      const endMs = (status.expiresAt ?? Infinity) * 1000;
      return endMs - Date.now() <= LAST_HOUR_MS
        ? vscode.l10n.t(
            'expires at {0}',
            new Date(endMs).toLocaleTimeString(vscode.env.language, { timeStyle: 'short' }),
          )
        : undefined;
    }
  }
}
