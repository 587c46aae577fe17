/** What went wrong with a request, told apart as far as a person has something different to do about it. */
export type Reason =
  /** Offset paging went past 1000 records. */
  | 'pagingLimit'
  | 'badQuery'
  | 'badRequest'
  /** What was sent or pasted is no JSON Web Token at all. */
  | 'malformedToken'
  | 'expiredToken'
  | 'invalidSignature'
  | 'invalidToken'
  | 'clientNotGlobal'
  /** The token names another tenant as its issuer and audience. */
  | 'otherTenant'
  /** Nobody has connected the tenant, or somebody has disconnected it. */
  | 'notConnected'
  /** The secret storage holds no token, or no client secret, for the tenant. */
  | 'noToken'
  /** The secret storage holds something that was never a token. */
  | 'damagedToken'
  /** The secret storage itself failed: a keyring that is locked, for one. */
  | 'secretStorage'
  /** The tenant knows no application with this client ID and secret. */
  | 'wrongCredentials'
  /** The application may not use the client credentials flow. */
  | 'grantTypeNotAllowed'
  /** The application is not authorized for the Management API. */
  | 'grantMissing'
  | 'wrongAudience'
  | 'insufficientScope'
  /** The scopes allow the request, but not every field it would read. */
  | 'forbidden'
  | 'missingFeature'
  | 'notFound'
  /** What is asked for is not among the pages that are loaded. */
  | 'notLoaded'
  | 'rateLimited'
  | 'serverError'
  /** Somebody else answered: a proxy, a login page, a captive portal. */
  | 'notJson'
  | 'unexpectedAnswer'
  /** The answer is larger than anything that is asked for can be. */
  | 'tooLarge'
  | 'redirected'
  | 'refused'
  | 'unknownHost'
  /** The network has no way to the host. */
  | 'noRoute'
  | 'certificate'
  /** What listens at the port does not speak TLS. */
  | 'noTls'
  | 'timeout'
  | 'unreachable'
  | 'cancelled';

export interface ApiErrorDetails {
  readonly status?: number;
  /** The API's own `errorCode`, which it often leaves out. */
  readonly errorCode?: string;
  /** What the server said, fit to be shown: see `plainText`. */
  readonly serverMessage?: string;
  /** Any one of these scopes would have been enough. */
  readonly scopes?: readonly string[];
  /** Seconds until the rate limit lets a request through again. */
  readonly retryAfterSeconds?: number;
  /** The system's code of a network failure, such as `ECONNREFUSED`. */
  readonly networkCode?: string;
  /** The host that a token is for, when it is for another tenant. */
  readonly tokenHost?: string;
}

/**
 * The one error of `management/`. It holds plain, showable data: no request, no headers, no `cause`, since those of
 * the HTTP client carry the Authorization header.
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

/** Recognises the error also where it comes from another bundle, whose class is a copy of this one. */
export function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && error.name === 'ApiError';
}
