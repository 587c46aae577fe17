import { readAccessToken } from './accessToken.ts';
import { ApiError, type Reason, unexpectedAnswer } from './apiError.ts';
import { isRecord, readString } from './jsonFields.ts';
import type { RequestLimit } from './rateLimiter.ts';
import { type RequestTarget, sendRequest } from './request.ts';
import { type RequestContext, tokenPath } from './requestContext.ts';
import { errorOfResponse } from './toApiError.ts';
import { baseUrl } from './tenantDomain.ts';

/** The format of tokens that can be sent in a header. */
const headerSafeToken = /^[!-~]+$/;

/** The credentials of a machine-to-machine application. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Management API of the tenant's default domain, even if a custom domain is used. */
  readonly audience: string;
}

/**
 * The audience of a tenant's Management API.
 * @param defaultDomain the domain that Auth0 gave the tenant, not a custom domain
 * @see https://auth0.com/docs/customize/custom-domains/configure-features-to-use-custom-domains
 */
export function managementAudience(defaultDomain: string): string {
  return `${baseUrl(defaultDomain)}/api/v2/`;
}

/** An access token from the token endpoint. */
export interface MintedToken {
  readonly accessToken: string;
  /** The lifetime in seconds, if the endpoint reports it. */
  readonly expiresIn?: number;
}

/**
 * Gets an access token through the client credentials flow. This takes one request, or more if the rate limit refuses
 * it or the endpoint has a transient failure.
 * @throws ApiError whose reason tells a wrong secret, a missing grant and a wrong audience apart
 * @see https://auth0.com/docs/api/authentication/client-credentials-flow/get-token
 */
export async function mintToken(
  target: RequestTarget,
  limiter: RequestLimit,
  { clientId, clientSecret, audience }: Credentials,
  context: RequestContext,
): Promise<MintedToken> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience };
  const answer = await limiter.run(tokenPath, context, (onHeaders) =>
    sendRequest(target, { path: tokenPath, form }, context.signal, onHeaders, mintingError),
  );
  const { access_token: accessToken, expires_in: expiresIn } = isRecord(answer) ? answer : {};
  if (typeof accessToken !== 'string' || !headerSafeToken.test(accessToken)) {
    throw unexpectedAnswer();
  }
  const isLife = typeof expiresIn === 'number' && expiresIn > 0 && Number.isFinite(expiresIn);
  return { accessToken, ...(isLife && { expiresIn }) };
}

/** These responses have the OAuth format, in which only the description tells some causes apart. */
function mintingError(...answer: Parameters<typeof errorOfResponse>): ApiError {
  const [status, body] = answer;
  const { error, error_description: description } = isRecord(body) ? body : {};
  const { reason, details } = errorOfResponse(...answer);
  return new ApiError(mintingReason(status, error, readString(description) ?? '') ?? withoutToken(reason), details);
}

/** The reason of an answer without a code of OAuth, as of a gateway: it was sent no access token, no ID and no name. */
function withoutToken(reason: Reason): Reason {
  if (reason === 'notFound') {
    return 'unexpectedAnswer';
  }
  return /Token$|^invalidSignature$|^clientNotGlobal$/.test(reason) ? 'forbidden' : reason;
}

function mintingReason(status: number, error: unknown, description: string): Reason | undefined {
  // A limit, or a failure of the server, says nothing of the application.
  if (status === 429 || status >= 500) {
    return undefined;
  }
  // With a code of its own for third-party applications. Others than the application can lack an authorization as well.
  if (/^client\b.*not authorized to access/i.test(description)) {
    return 'grantMissing';
  }
  if (error === 'unauthorized_client') {
    return 'grantTypeNotAllowed';
  }
  if (error === 'invalid_client') {
    return 'wrongCredentials';
  }
  if (error !== 'access_denied') {
    return undefined;
  }
  if (/^service not enabled within domain/i.test(description)) {
    return 'wrongAudience';
  }
  // With another status and text, what refuses knows the application, as an Action does.
  return status === 401 || /^unauthorized\b/i.test(description) ? 'wrongCredentials' : undefined;
}

/**
 * The token in a text as users copy it: `Authorization: Bearer eyJ…`, the JSON of a token endpoint, with quotes around it,
 * or broken into lines by a terminal. A token has no spaces, quotes or commas. Of another text, such as `export TOKEN=eyJ…`
 * or a command of cURL, the only token that stands whole in it.
 */
export function tokenInText(text: string): string {
  const [, inJson] = /"access_token"\s*:\s*"([^"]*)"/.exec(text) ?? [];
  const whole = (inJson ?? text).replace(/^\W*(?:authorization\W+)?bearer\W+/i, '').replace(/[\s"'`,]+/g, '');
  // Beside an access token of another form, the ID token is the only one.
  const namesIdToken = /(?<![a-z])id[ _-]?token/i.test(text) || text.includes('IdToken');
  if (inJson !== undefined || namesIdToken || readAccessToken(whole)) {
    return whole;
  }
  const tokens = new Set(text.match(/(?<![\w.-])eyJ[\w-]+\.[\w-]+\.[\w-]+/g));
  const [only = whole] = tokens;
  return tokens.size === 1 ? only : whole;
}
