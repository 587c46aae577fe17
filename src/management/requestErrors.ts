import { ApiError, type Reason } from './apiError.ts';

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
 * Whether a 404 means that something in an organization does not exist, while the organization and the endpoint do. A
 * tenant without the endpoint says no more than the status.
 */
export function isMissingInOrganization(error: ApiError): boolean {
  const { serverMessage = 'Not Found' } = error.details;
  return error.reason === 'notFound' && !isMissingOrganization(error) && !/^not found\.?$/i.test(serverMessage);
}

/**
 * Whether a tenant can have refused a request because it lacks the endpoint or knows no such parameter. The form of this
 * refusal is not documented, so every refusal counts that is not about a token, a scope, a rate limit or the network.
 */
export function canMeanMissingFeature({ reason }: ApiError): boolean {
  return ['badQuery', 'badRequest', 'forbidden', 'missingFeature', 'notFound'].includes(reason);
}

/** Whether the cursor of a page can have expired, after 24 hours. Which error this causes is not documented. */
export function canMeanExpiredCursor({ reason }: ApiError): boolean {
  return reason === 'badQuery' || reason === 'badRequest';
}

/**
 * The error for a request without a complete response, from the error that `fetch` threw and its chain of causes. Only
 * the system error code is kept, because messages of the HTTP client can contain the request headers.
 */
export function networkError(thrown: unknown): ApiError {
  const chain = causesOf(thrown);
  const code = chain.map(({ code }) => code).find((code) => typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code));
  const networkCode = typeof code === 'string' ? code : undefined;
  return new ApiError(networkReason(networkCode ?? ''), networkCode === undefined ? {} : { networkCode });
}

function networkReason(code: string): Reason {
  if (/TIMEDOUT|TIMEOUT/.test(code)) {
    return 'timeout';
  }
  if (/WRONG_VERSION_NUMBER|^EPROTO$|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST/.test(code)) {
    return 'noTls';
  }
  if (/CERT|SELF_SIGNED|ISSUER|LEAF_SIGNATURE|ERR_TLS|ERR_SSL/.test(code)) {
    return 'certificate';
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return 'unknownHost';
  }
  if (code === 'ENETUNREACH' || code === 'EHOSTUNREACH') {
    return 'noRoute';
  }
  return code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}

interface ErrorLike {
  readonly code?: unknown;
  readonly cause?: unknown;
}

function causesOf(thrown: unknown): readonly ErrorLike[] {
  const chain: ErrorLike[] = [];
  for (let error = thrown; typeof error === 'object' && error !== null && chain.length < 10;) {
    const link: ErrorLike = error;
    chain.push(link);
    error = link.cause;
  }
  return chain;
}
