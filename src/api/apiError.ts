/** Why a request failed. Two failures have different reasons only if the user can act on them differently. */
export type Reason =
  /** Offset pagination went past 1000 records. */
  | 'pagingLimit'
  | 'badQuery'
  | 'badRequest'
  /** The token that was sent or pasted is not a JSON Web Token. */
  | 'malformedToken'
  | 'expiredToken'
  | 'invalidSignature'
  | 'invalidToken'
  | 'clientNotGlobal'
  /** The issuer and audience of the token belong to another tenant. */
  | 'otherTenant'
  /** The tenant was never connected, or it was disconnected. */
  | 'notConnected'
  /** The secret storage holds no token, or no client secret, for the tenant. */
  | 'noToken'
  /** The secret storage holds a value that is not a token. */
  | 'damagedToken'
  /** The secret storage itself failed, for example because the keyring is locked. */
  | 'secretStorage'
  /** The tenant has no application with this client ID and secret. */
  | 'wrongCredentials'
  /** The application may not use the client credentials flow. */
  | 'grantTypeNotAllowed'
  /** The application is not authorized for the Management API. */
  | 'grantMissing'
  | 'wrongAudience'
  | 'insufficientScope'
  /** The scopes allow the request, but not every field that it reads. */
  | 'forbidden'
  | 'missingFeature'
  /** The tenant has to pay first. */
  | 'paymentRequired'
  | 'notFound'
  /** The Management API has the endpoint no longer. */
  | 'gone'
  /** The requested item is not on any of the loaded pages. */
  | 'notLoaded'
  | 'rateLimited'
  | 'serverError'
  /** A search took the tenant too long, which a narrower search may not. */
  | 'queryTimeout'
  /** The response is not from the tenant, but from a proxy, a login page or a captive portal. */
  | 'notJson'
  | 'unexpectedAnswer'
  /** The response is larger than any expected response. */
  | 'tooLarge'
  | 'redirected'
  | 'refused'
  /** A proxy did not connect to the host. */
  | 'proxyRefused'
  | 'unknownHost'
  /** The network has no route to the host. */
  | 'noRoute'
  | 'certificate'
  /** The server at the port does not speak TLS. */
  | 'noTls'
  | 'timeout'
  | 'unreachable'
  | 'cancelled';

export interface ApiErrorDetails {
  readonly status?: number;
  /** The API's own `errorCode`, which it often omits. */
  readonly errorCode?: string;
  /** The message of the server, made safe to show by `plainText`. */
  readonly serverMessage?: string;
  /** The scopes that the server expected: any one or all of them, as only `serverMessage` tells. */
  readonly scopes?: readonly string[];
  /** Seconds until the rate limit allows another request. */
  readonly retryAfterSeconds?: number;
  /** The system error code of a network failure, such as `ECONNREFUSED`. */
  readonly networkCode?: string;
  /** The host that the token is for, if the token belongs to another tenant. */
  readonly tokenHost?: string;
}

/**
 * The error of `api/`. It holds plain data that is safe to show. It has no request, headers or `cause`, because
 * the errors of the HTTP client carry the Authorization header.
 */
export class ApiError extends Error {
  readonly reason: Reason;
  readonly details: ApiErrorDetails;

  constructor(reason: Reason, details: ApiErrorDetails = {}) {
    super(
      [reason, details.status, details.errorCode, details.serverMessage ?? details.networkCode]
        .filter(Boolean)
        .join(' '),
    );
    this.name = 'ApiError';
    this.reason = reason;
    this.details = details;
  }
}

/** The connection of a GET was lost at once, before an answer began, as one that the server has closed while it was idle. */
export class ClosedConnectionError extends ApiError {}

/** The pages behind a cursor cannot be read any more, so the list has to be read from its beginning. */
export class LostCursorError extends ApiError {}

/**
 * Whether the error means that the organization itself does not exist. A 404 for a missing connection, domain, grant or
 * feature has another message.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organization-members
 */
export function isMissingOrganization({ reason, details: { serverMessage = '' } }: ApiError): boolean {
  return (
    reason === 'notFound' &&
    /^(no organization found|(the )?organization (does not exists?|not found))/i.test(serverMessage)
  );
}

/**
 * Whether a 404 means that something in an organization, or a user, does not exist, while the endpoint does. A
 * tenant or a proxy without the endpoint does not begin with what is missing: it can repeat the path, with names in it.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-name-by-discovery-domain
 */
export function isMissingInOrganization({ reason, details: { serverMessage = '' } }: ApiError): boolean {
  const names =
    /^(no |the )?((organization|client) )?(client|connection|event|grant|group|invitation|log|role|template|user|(discovery|organization) domain) (does not exists?|(not )?found|is .*assigned)/i;
  return reason === 'notFound' && names.test(serverMessage);
}

/** Whether a 404 says what does not exist. Without a status, the extension itself has found nothing. */
export function saysWhatIsMissing(error: ApiError): boolean {
  const isOwn = error.reason === 'notFound' && error.details.status === undefined;
  return isOwn || isMissingOrganization(error) || isMissingInOrganization(error);
}

/**
 * Whether a tenant can have refused a request because it lacks the endpoint or knows no such parameter. The form of this
 * refusal is not documented, so every refusal counts that is not about a token, a scope, a rate limit or the network.
 */
export function canMeanMissingFeature({ reason }: ApiError): boolean {
  return ['badQuery', 'badRequest', 'forbidden', 'gone', 'missingFeature', 'notFound'].includes(reason);
}

/** The error of an answer with the status 200 that is not what its endpoint sends. */
export function unexpectedAnswer(): ApiError {
  return new ApiError('unexpectedAnswer', { status: 200 });
}

/** Whether the cursor of a page can have expired, after 24 hours. Which error this causes is not documented. */
export function canMeanExpiredCursor(error: ApiError): boolean {
  return error instanceof LostCursorError || error.reason === 'badQuery' || error.reason === 'badRequest';
}

/**
 * Whether the tenant allows no page as large: `'Value 100 is greater than maximum 50' on property take (…)`.
 * @see https://auth0.com/docs/api/management/v2#pagination
 */
export function refusesPageSize({ reason, details: { serverMessage = '' } }: ApiError): boolean {
  return reason === 'badQuery' && /greater than maximum \d+\b.*\b(take|per_page)\b/i.test(serverMessage);
}

/** An error, also one that was read from a file. */
interface WithReason {
  readonly reason: string;
}

/** Whether an error says the same of every organization: scopes belong to the token, and features to the tenant. */
export function isOfWholeTenant({ reason }: WithReason): boolean {
  return reason === 'insufficientScope' || reason === 'missingFeature';
}

/**
 * Whether a refusal says the same of every organization, also since the tenant lacks the endpoint or knows no such
 * parameter. Any other one can be of one organization alone.
 */
export function isOfEndpoint(error: ApiError): boolean {
  const { reason } = error;
  const lacksEndpoint = reason === 'notFound' && !saysWhatIsMissing(error);
  return isOfWholeTenant(error) || lacksEndpoint || ['badQuery', 'badRequest', 'gone'].includes(reason);
}

/** Whether the tenant answers, but may fail to for one organization alone. */
export function canBeOfOneOrganization({ reason }: WithReason): boolean {
  return reason === 'serverError';
}

/**
 * Whether another attempt would meet the error again, while other sections can be read, and other organizations unless
 * the error is of the whole tenant.
 */
export function isRefusal(error: WithReason): boolean {
  return isOfWholeTenant(error) || error.reason === 'forbidden' || error.reason === 'notFound';
}

/** Whether the token may not read something. */
export function isDenied({ reason }: WithReason): boolean {
  return reason === 'insufficientScope' || reason === 'forbidden';
}

/** Whether a request has failed by itself, and was not cancelled. */
export function isFailure({ reason }: ApiError): boolean {
  return reason !== 'cancelled';
}

/** The result of a request, or what stands for an expected error. @throws any other error */
export async function recover<T, U>(
  request: Promise<T>,
  isExpected: (error: ApiError) => boolean,
  recovered: (error: ApiError) => U,
): Promise<T | U> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ApiError && isExpected(error)) {
      return recovered(error);
    }
    throw error;
  }
}
