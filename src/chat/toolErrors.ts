import * as vscode from 'vscode';
import { ApiError, type Reason } from '../api/apiError.ts';
import { errorCode, explanationOf } from '../ui/errorNotifier.ts';

/**
 * The error that a language model gets.
 * @param what what failed, in English and without a full stop
 */
export async function errorForModel(error: unknown, what: string, domain: string): Promise<unknown> {
  if (!(error instanceof ApiError)) {
    return error;
  }
  if (error.reason === 'cancelled') {
    return new vscode.CancellationError();
  }
  const { actions } = await explanationOf(error, domain);
  return new Error(
    [
      `${what}${codeOf(error)}: ${describeReason(error)}`,
      ...(actions.includes('updateAccessToken')
        ? ['Ask the user to run the command “Organizations: Update Access Token…”.']
        : []),
    ].join(' '),
  );
}

function codeOf(error: ApiError): string {
  const code = errorCode(error) || error.details.networkCode;
  return code ? ` (${code})` : '';
}

/** What a reason means where its name does not say it, in English like all texts for language models. */
const meanings: Partial<Readonly<Record<Reason, string>>> = {
  notFound: 'The tenant does not have it. Check the ID or name: IDs are case-sensitive, and names can be changed.',
  rateLimited: 'The rate limit of the tenant is used up. Wait before you try again.',
  serverError: 'Auth0 or a gateway in front of it failed. Try again later.',
  queryTimeout: 'The search took the tenant too long. Search for something narrower.',
  missingFeature: 'The plan of the tenant does not have this feature.',
  secretStorage: 'The keyring of the system may be locked: ask the user to unlock it.',
  notJson: 'A proxy, a firewall or a login page answered in place of the tenant.',
  redirected: 'The tenant answered with a redirect, which was not followed.',
  certificate: 'The certificate is not trusted. A proxy may inspect the traffic of the user.',
  unknownHost: 'The host was not found. The user may be offline or need a VPN.',
  refused: 'Nothing listens at the host.',
  timeout: 'The tenant did not answer in time. Try again later.',
  unreachable: 'The connection broke before the answer was complete. Try again.',
};

/** What the server said, and what the reason means. */
function describeReason({ reason, details: { serverMessage = '', retryAfterSeconds } }: ApiError): string {
  const words = reason.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  const wait = retryAfterSeconds === undefined ? '' : `It lets requests through again in ${retryAfterSeconds} s.`;
  return [sentence(serverMessage || words), meanings[reason], wait].filter(Boolean).join(' ');
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
