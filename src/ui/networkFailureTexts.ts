import * as l10n from '@vscode/l10n';
import type { Reason } from '../api/apiError.ts';

/** The origin of the page that makes requests, which the tenant must allow (CORS). Only a browser has one. */
const webOrigin = (globalThis as { readonly origin?: string }).origin;

/** The reasons for a missing response of the tenant. */
type NetworkReason = Extract<
  Reason,
  | 'redirected'
  | 'refused'
  | 'proxyRefused'
  | 'unknownHost'
  | 'noRoute'
  | 'noTls'
  | 'certificate'
  | 'timeout'
  | 'unreachable'
>;

/**
 * Explains why a tenant could not be reached, or answered too late.
 * @param networkCode the error code of the system, such as `ECONNREFUSED`
 */
export function explainNetwork(reason: NetworkReason, networkCode = ''): Explanation {
  switch (reason) {
    case 'redirected':
      return {
        meaning: l10n.t('The answer was a redirect, which was not followed, so that the token goes nowhere else.'),
        nextStep: l10n.t('Check the domain; a proxy or a login page can also be the cause.'),
        actions: ['retry', 'showLog'],
      };
    case 'refused':
      return {
        meaning: l10n.t('The connection was refused ({0}).', networkCode),
        nextStep: l10n.t('Check the domain and its port, or whether a firewall is in the way.'),
        actions: ['retry', 'showLog'],
      };
    case 'proxyRefused':
      return {
        meaning: l10n.t('The proxy refused the connection ({0}).', networkCode),
        nextStep: l10n.t('Check the domain and the proxy settings of VS Code.'),
        actions: ['retry', 'showLog'],
      };
    case 'unknownHost':
      return {
        meaning: l10n.t('The host of the tenant was not found ({0}).', networkCode),
        nextStep: l10n.t('Check the spelling and the region of the domain, and your connection or VPN.'),
        actions: ['retry', 'showLog'],
      };
    case 'noRoute':
      return {
        meaning: l10n.t('The network has no way to the tenant ({0}).', networkCode),
        nextStep: l10n.t('Check your connection, VPN or firewall, and try again.'),
        actions: ['retry', 'showLog'],
      };
    case 'noTls':
      return {
        meaning: l10n.t('The HTTPS connection could not be set up ({0}).', networkCode),
        nextStep: l10n.t(
          'What listens there may not speak HTTPS. Check the domain and its port; a proxy can also be the cause.',
        ),
        actions: ['retry', 'showLog'],
      };
    case 'certificate':
      return {
        meaning: l10n.t('The certificate of the tenant is not trusted ({0}).', networkCode),
        nextStep: l10n.t('If a proxy inspects your traffic, add its certificate to the certificates of your system.'),
        actions: ['retry', 'showLog'],
      };
    case 'timeout':
      return {
        meaning: l10n.t('The tenant did not answer in time.'),
        nextStep: l10n.t('Try again; a VPN or proxy that swallows connections can also be the cause.'),
        actions: ['retry', 'showLog'],
      };
    case 'unreachable':
      return webOrigin === undefined ? brokenConnection(networkCode || 'fetch') : hiddenAnswer(webOrigin);
  }
}

function brokenConnection(networkCode: string): Explanation {
  return {
    meaning: l10n.t('The connection broke before the answer was complete ({0}).', networkCode),
    nextStep: l10n.t('Try again; the log has the details.'),
    actions: ['retry', 'showLog'],
  };
}

/**
 * A browser does not reveal why there is no response: a blocked cross-origin request looks like a broken connection.
 * @see https://auth0.com/docs/get-started/applications/set-up-cors
 */
function hiddenAnswer(origin: string): Explanation {
  return {
    meaning: l10n.t(
      'The browser handed over no answer and does not say why. Most often the tenant does not let pages of {0} read its API (CORS).',
      origin,
    ),
    nextStep: l10n.t(
      'Add {0} to the Allowed Origins (CORS) of an application of the tenant, or use VS Code on the desktop, where no origin matters.',
      origin,
    ),
    actions: ['retry', 'showLog'],
  };
}

/** The meaning of an error and the next step, each one or two sentences. */
export interface Explanation {
  readonly meaning: string;
  readonly nextStep: string;
  readonly actions: readonly Action[];
}

/** What a button below an explanation does. */
export type Action = 'connectTenant' | 'updateAccessToken' | 'retry' | 'documentation' | 'showLog';
