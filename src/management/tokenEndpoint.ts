import { answerError } from './answerError.ts';
import { ApiError, type Reason } from './apiError.ts';
import { baseUrl } from './domain.ts';
import { exchange, type Endpoint } from './request.ts';

/** A machine-to-machine application of a tenant, as it proves who it is. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Management API of the tenant's default domain, also where a custom domain is used. */
  readonly audience: string;
}

/**
 * The audience of a tenant's Management API.
 * @param defaultDomain the domain that Auth0 gave the tenant, not a custom one
 * @see https://auth0.com/docs/customize/custom-domains/configure-features-to-use-custom-domains
 */
export function managementAudience(defaultDomain: string): string {
  return `${baseUrl(defaultDomain)}/api/v2/`;
}

/**
 * Gets an access token through the client credentials flow, with one request.
 * @throws ApiError that tells a wrong secret, a missing grant and a wrong audience apart
 * @see https://auth0.com/docs/api/authentication/client-credentials-flow/get-token
 */
export async function mintToken(
  endpoint: Endpoint,
  { clientId, clientSecret, audience }: Credentials,
  signal: AbortSignal,
): Promise<string> {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience };
  const errorOf: typeof answerError = (status, body, ...rest) =>
    mintingError(status, without(clientSecret, body), ...rest);
  const answer = await exchange(endpoint, { path: '/oauth/token', form }, signal, errorOf);
  const token = (answer as { readonly access_token?: unknown } | null)?.access_token;
  if (typeof token !== 'string' || token === '') {
    throw new ApiError('unexpectedAnswer', { status: 200 });
  }
  return token;
}

/** These answers have the form of OAuth, in which only the description tells some causes apart. */
function mintingError(...answer: Parameters<typeof answerError>): ApiError {
  const [, body] = answer;
  const { error, error_description: description } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const { reason, details } = answerError(...answer);
  return new ApiError(mintingReason(error, description) ?? reason, details);
}

function mintingReason(error: unknown, description: unknown): Reason | undefined {
  if (error === 'unauthorized_client') {
    return 'grantTypeNotAllowed';
  }
  if (error !== 'access_denied') {
    return undefined;
  }
  if (/^service not enabled within domain/i.test(String(description))) {
    return 'wrongAudience';
  }
  return /not authorized to access/i.test(String(description)) ? 'grantMissing' : 'wrongCredentials';
}

/** A body that does not say a secret, whatever a server may echo. */
function without(secret: string, body: unknown): unknown {
  const quoted = JSON.stringify(secret).slice(1, -1);
  return body === undefined ? body : JSON.parse(JSON.stringify(body).replaceAll(quoted, '(client secret)'));
}
