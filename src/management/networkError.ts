import { ApiError, type Reason } from './apiError.ts';

/**
 * The error that a request without a complete answer stands for, read from what `fetch` threw and its chain of causes.
 * Of these only the system's code is kept: messages of the HTTP client can hold the headers that were sent.
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
