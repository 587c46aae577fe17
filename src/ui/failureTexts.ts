import * as l10n from '@vscode/l10n';
import { type ApiError, isMissingOrganization, saysWhatIsMissing } from '../api/apiError.ts';
import { type Limit, LONGEST_WAIT_MS, usedUpLimit } from '../api/rateLimits.ts';
import { LONGEST_BODY_MIB } from '../api/request.ts';
import { plainMarkdown } from '../text/markdown.ts';
import { firstNames, LONGEST_TEXT } from '../text/plainText.ts';
import { type Action, explainNetwork, type Explanation } from './networkFailureTexts.ts';

/** Sentences as a document of Markdown. */
export function readableParagraphs(sentences: readonly string[]): string {
  return `${sentences.map((sentence) => plainMarkdown(sentence, LONGEST_TEXT)).join('\n\n')}\n`;
}

/** What can be done where another token helps. */
const withOtherToken: readonly Action[] = ['updateAccessToken', 'documentation'];

/**
 * Turns the reason of an error into a text, a next step and at most two actions. The only function that does so. What
 * failed stands before the text, and names the tenant as the person does.
 */
export function explain(error: ApiError): Explanation {
  const { serverMessage = '', scopes = [], retryAfterSeconds, networkCode, tokenHost = '', status = 0 } = error.details;
  const said = sentence(serverMessage || `HTTP ${status}`);
  const retryTime =
    retryAfterSeconds === undefined
      ? undefined
      : retryAfterSeconds >= LONGEST_WAIT_MS / 1000
        ? l10n.t('Try again in an hour or later.')
        : retryAfterSeconds > 120
          ? l10n.t('Try again in {0} minutes.', Math.ceil(retryAfterSeconds / 60))
          : retryAfterSeconds === 1
            ? l10n.t('Try again in 1 second.')
            : l10n.t('Try again in {0} seconds.', retryAfterSeconds);
  switch (error.reason) {
    case 'pagingLimit':
      return {
        meaning: l10n.t('The requested page goes past the first 1000 records, where page numbers end.'),
        nextStep: /checkpoint/i.test(serverMessage)
          ? l10n.t('Refresh the list: checkpoint pagination has no such limit.')
          : l10n.t('Search for something that is found less often.'),
        actions: ['retry', 'documentation'],
      };
    case 'badQuery':
      return {
        meaning: l10n.t('The query string is not valid: {0}', said),
        nextStep: l10n.t('Compare the request in the log with the documentation of the endpoint.'),
        actions: ['documentation', 'showLog'],
      };
    case 'badRequest':
      return {
        meaning: l10n.t('The tenant does not accept the request: {0}', said),
        nextStep: l10n.t('Check what was typed, or compare the request with the documentation of the endpoint.'),
        actions: ['retry', 'documentation'],
      };
    case 'malformedToken':
      return {
        meaning: l10n.t('What was entered as the access token is not a JSON Web Token, perhaps a client secret.'),
        nextStep: l10n.t(
          'Enter a Management API access token: three parts with dots between them, the first begins with "eyJ".',
        ),
        actions: withOtherToken,
      };
    case 'expiredToken':
      return {
        meaning: l10n.t('The access token has expired.'),
        nextStep: l10n.t('Get a new one and update it here.'),
        actions: withOtherToken,
      };
    case 'invalidSignature':
      return {
        meaning: l10n.t('The signature of the access token is not valid for this tenant.'),
        nextStep: l10n.t(
          'Use a token that this tenant issued, and copy all of it. If it worked before, the key that signed it can have been revoked: get a new one.',
        ),
        actions: withOtherToken,
      };
    case 'invalidToken':
      return {
        meaning: l10n.t('The tenant does not accept the access token: {0}', sentence(serverMessage || 'Invalid token')),
        nextStep: l10n.t('Use a Management API access token of this tenant.'),
        actions: withOtherToken,
      };
    case 'clientNotGlobal':
      return {
        meaning: l10n.t(
          'The client is not global: the token belongs to an application that may not use the Management API.',
        ),
        nextStep: l10n.t('Use a token of an application that is authorized for the Auth0 Management API.'),
        actions: withOtherToken,
      };
    case 'otherTenant':
      return {
        meaning: l10n.t('The access token was issued by {0}, not by this tenant.', tokenHost),
        nextStep: l10n.t('Use a token of this tenant, or connect {0} with the one that was entered.', tokenHost),
        actions: withOtherToken,
      };
    case 'notConnected':
      return {
        meaning: l10n.t('The tenant is not connected.'),
        nextStep: l10n.t('Connect it if it is your tenant.'),
        actions: ['connectTenant'],
      };
    case 'noToken':
    case 'damagedToken':
      return {
        meaning:
          error.reason === 'noToken'
            ? l10n.t('No access token is stored. Without a keyring VS Code forgets it when it closes.')
            : l10n.t('What the secret storage holds for the tenant is not an access token.'),
        nextStep: l10n.t('Enter an access token again.'),
        actions: ['updateAccessToken'],
      };
    case 'secretStorage':
      return {
        meaning: l10n.t(
          'VS Code could not use its secret storage, perhaps because the keyring of the system is locked.',
        ),
        nextStep: l10n.t('Unlock the keyring and try again.'),
        actions: ['retry', 'showLog'],
      };
    case 'wrongCredentials':
      return {
        meaning: l10n.t('The tenant has no application with this client ID and secret.'),
        nextStep: l10n.t('Copy both from the settings of the application in the Auth0 dashboard.'),
        actions: withOtherToken,
      };
    case 'grantTypeNotAllowed':
      return {
        meaning: l10n.t('The application may not use the client credentials grant.'),
        nextStep: l10n.t(
          'Allow it in the advanced settings of the application, or enter a machine-to-machine application.',
        ),
        actions: withOtherToken,
      };
    case 'grantMissing':
      return {
        meaning: l10n.t('The application is not authorized for the Auth0 Management API.'),
        nextStep: l10n.t('Authorize it in the Auth0 dashboard, with the scope read:organizations, and try again.'),
        actions: ['retry', 'documentation'],
      };
    case 'wrongAudience':
      return {
        meaning: l10n.t('The tenant has no Management API for the default domain that was entered.'),
        nextStep: l10n.t('Enter the domain that Auth0 gave the tenant, such as acme.eu.auth0.com.'),
        actions: withOtherToken,
      };
    case 'insufficientScope':
      return {
        meaning: isAnyOf(serverMessage, scopes)
          ? l10n.t('The access token lacks a scope. Expected any of: {0}.', scopes.join(', '))
          : l10n.t('The access token lacks a scope: {0}', said),
        nextStep: l10n.t('Grant it to the application and update the access token.'),
        actions: withOtherToken,
      };
    case 'forbidden':
      return {
        meaning: /\bfields?\b/i.test(serverMessage)
          ? l10n.t('The scopes of the access token do not allow every field to be read: {0}', said)
          : l10n.t('The tenant does not allow the request: {0}', said),
        nextStep: /\b(fields?|scopes?)\b/i.test(serverMessage)
          ? l10n.t('Update to an access token that has the scopes for it.')
          : /^the specified client\b/i.test(serverMessage)
            ? l10n.t('Use a token of an application that is authorized for the Auth0 Management API.')
            : l10n.t(
                'Ask an administrator of the tenant: the token, a rule for networks or an Action can be the cause.',
              ),
        actions: withOtherToken,
      };
    case 'missingFeature':
      return {
        meaning: l10n.t('The tenant does not have this feature: {0}', said),
        nextStep: l10n.t('Check the plan of the tenant.'),
        actions: ['documentation', 'showLog'],
      };
    case 'paymentRequired':
      return {
        meaning: l10n.t('Auth0 asks for a payment first: {0}', said),
        nextStep: l10n.t('Check the subscription of the tenant in the Auth0 dashboard.'),
        actions: ['retry', 'documentation'],
      };
    case 'gone':
      return {
        meaning: l10n.t('The Management API no longer has this: {0}', said),
        nextStep: l10n.t('Look for a newer version of the extension.'),
        actions: ['documentation', 'showLog'],
      };
    case 'notFound':
      return {
        meaning:
          status === 0 || isMissingOrganization(error)
            ? l10n.t('There is no organization by that ID or name.')
            : saysWhatIsMissing(error)
              ? l10n.t('The tenant does not have it: {0}', said)
              : l10n.t('The tenant, or a gateway in front of it, found nothing there: {0}', said),
        nextStep: l10n.t('Check the spelling and the tenant. IDs are case-sensitive, and names can be changed.'),
        actions: ['retry', 'documentation'],
      };
    case 'notLoaded':
      return {
        meaning: l10n.t('It is not among what is loaded.'),
        nextStep: l10n.t('Load more in the sidebar and open it from there.'),
        actions: [],
      };
    case 'rateLimited':
      return {
        meaning: describeLimit(usedUpLimit(error), said),
        nextStep: retryTime ?? l10n.t('Try again in a minute.'),
        actions: ['retry', 'documentation'],
      };
    case 'serverError':
      return {
        meaning: l10n.t('Auth0, or a gateway in front of it, failed while it answered.'),
        nextStep: retryTime ?? l10n.t('Try again soon; if it stays so, look at status.auth0.com.'),
        actions: ['retry', 'showLog'],
      };
    case 'queryTimeout':
      return {
        meaning: l10n.t('The search took longer than the tenant allows, which is 2 seconds.'),
        nextStep: l10n.t('Search for a longer beginning of the name or address, or for the whole address.'),
        actions: ['retry', 'documentation'],
      };
    case 'notJson':
      return {
        meaning: l10n.t('The answer is not JSON. A proxy, a firewall or a login page answered in place of the tenant.'),
        nextStep: l10n.t('Check the domain and the proxy settings of VS Code.'),
        actions: ['retry', 'showLog'],
      };
    case 'unexpectedAnswer':
    case 'tooLarge':
      return {
        meaning:
          error.reason === 'tooLarge'
            ? l10n.t('The answer is larger than {0} MiB, and was not read to its end.', LONGEST_BODY_MIB)
            : l10n.t('The answer is not what the Management API sends: {0}', said),
        nextStep: l10n.t('Check that the domain is that of an Auth0 tenant.'),
        actions: ['retry', 'showLog'],
      };
    case 'redirected':
    case 'refused':
    case 'proxyRefused':
    case 'unknownHost':
    case 'noRoute':
    case 'noTls':
    case 'certificate':
    case 'timeout':
    case 'unreachable':
      return explainNetwork(error.reason, networkCode);
    case 'cancelled':
      return {
        meaning: l10n.t('Cancelled.'),
        nextStep: l10n.t('Try again when you like.'),
        actions: ['retry'],
      };
  }
}

/** Says which limit is used up. @param said the server's message, as a sentence */
function describeLimit(limit: Limit, said: string): string {
  switch (limit) {
    case 'requests':
      return l10n.t('The rate limit of the tenant is used up; it is shared with its applications.');
    case 'tokens':
      return l10n.t('The tenant gives out no more access tokens for now: {0}', said);
    case 'unknown':
      return l10n.t('The tenant, or a gateway in front of it, takes no more requests for now.');
  }
}

/** Whether any one of the scopes is enough, according to the server's message. */
function isAnyOf(message: string, { length }: readonly string[]): boolean {
  return length > 0 && (length === 1 || !/expected(?: all of)?:/i.test(message));
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The title of a button. */
export function actionTitle(action: Action): string {
  switch (action) {
    case 'connectTenant':
      return l10n.t('Connect Tenant…');
    case 'updateAccessToken':
      return l10n.t('Update Access Token');
    case 'retry':
      return l10n.t('Retry');
    case 'documentation':
      return l10n.t('Open Documentation');
    case 'showLog':
      return l10n.t('Show Log');
  }
}

/** A task that failed beside others. */
interface FailedTogether {
  readonly what: string;
  readonly retry: () => unknown;
}

/** How many tasks one notification names. */
const MAX_NAMED = 3;

/** Several tasks that failed with the same cause as one. @param others with the task itself */
export function joined<Task extends FailedTogether>(task: Task, others: readonly Task[]): Task {
  const names = others.map(({ what }) => what);
  return {
    ...task,
    what: firstNames(names, MAX_NAMED).join('. '),
    retry: () => Promise.all(others.map(({ retry }) => retry())),
  };
}
