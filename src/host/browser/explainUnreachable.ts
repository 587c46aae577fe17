import * as vscode from 'vscode';
import type { Explanation } from '../../notifications/explanation.ts';

/**
 * What a request without an answer means in a browser, which keeps the reason to itself: that it refused a request to
 * another origin looks like a connection that broke.
 * @see https://auth0.com/docs/get-started/applications/set-up-cors
 */
export function explainUnreachable(domain: string): Explanation {
  const { origin } = globalThis as unknown as { readonly origin: string };
  return {
    meaning: vscode.l10n.t(
      'The browser handed over no answer from {0} and does not say why. Most often the tenant does not let pages of {1} read its API (CORS).',
      domain,
      origin,
    ),
    nextStep: vscode.l10n.t(
      'Add {0} to the Allowed Origins (CORS) of an application of the tenant, or use VS Code on the desktop, where no origin matters.',
      origin,
    ),
    actions: ['retry', 'showLog'],
  };
}
