import type { Reason } from '../../../src/api/apiError.ts';

/** An answer of the Management API that stands for a failure, as it was seen or as the documentation gives it. */
export interface FailureSample {
  readonly situation: string;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly reason: Reason;
  /** How many requests are made before it is shown, if more than one. */
  readonly attempts?: number;
}

const unauthorized = (message: string) => ({
  statusCode: 401,
  error: 'Unauthorized',
  message,
  attributes: { error: message },
});

/** The failures that people meet, with their bodies word for word. */
export const failureSamples: readonly FailureSample[] = [
  {
    situation: 'a page past 1000 records',
    status: 400,
    body: {
      statusCode: 400,
      error: 'Bad Request',
      message:
        'Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.',
      errorCode: 'invalid_paging',
    },
    reason: 'pagingLimit',
  },
  {
    situation: 'an invalid query string',
    status: 400,
    body: {
      statusCode: 400,
      error: 'Bad Request',
      message: "Query validation error: 'Additional properties not allowed: name'.",
      errorCode: 'invalid_query_string',
    },
    reason: 'badQuery',
  },
  {
    situation: 'a token that is no JWT',
    status: 400,
    body: { statusCode: 400, error: 'Bad Request', message: 'Bad HTTP authentication header format' },
    reason: 'malformedToken',
  },
  { situation: 'an invalid token', status: 401, body: unauthorized('Invalid token'), reason: 'invalidToken' },
  {
    situation: 'an expired token',
    status: 401,
    body: unauthorized('Expired token received for JSON Web Token validation'),
    reason: 'expiredToken',
  },
  {
    situation: 'an invalid signature',
    status: 401,
    body: unauthorized('Invalid signature received for JSON Web Token validation'),
    reason: 'invalidSignature',
  },
  {
    situation: 'a client that is not global',
    status: 401,
    body: unauthorized('Client is not global.'),
    reason: 'clientNotGlobal',
  },
  {
    situation: 'a missing scope',
    status: 403,
    body: {
      statusCode: 403,
      error: 'Forbidden',
      message: 'Insufficient scope, expected any of: read:organizations',
      errorCode: 'insufficient_scope',
    },
    reason: 'insufficientScope',
  },
  {
    situation: 'a field that the scopes do not allow',
    status: 403,
    body: {
      statusCode: 403,
      error: 'Forbidden',
      message: 'You attempted to read a field that is not allowed by the bearer token scopes.',
    },
    reason: 'forbidden',
  },
  {
    situation: 'a request that is not about scopes',
    status: 403,
    body: {
      statusCode: 403,
      error: 'Forbidden',
      message: 'The specified client cannot perform the requested operation.',
    },
    reason: 'forbidden',
  },
  {
    situation: 'a tenant that has to pay',
    status: 402,
    body: { statusCode: 402, error: 'Payment Required', message: 'The subscription has ended' },
    reason: 'paymentRequired',
  },
  {
    situation: 'an endpoint that is gone',
    status: 410,
    body: { statusCode: 410, error: 'Gone', message: 'This endpoint has been removed' },
    reason: 'gone',
  },
  {
    situation: 'no such organization',
    status: 404,
    body: { statusCode: 404, error: 'Not Found', message: 'No organization found by that id or name' },
    reason: 'notFound',
  },
  {
    situation: 'too many requests',
    status: 429,
    body: {
      statusCode: 429,
      error: 'Too Many Requests',
      message: 'Global limit has been reached',
      errorCode: 'too_many_requests',
    },
    // Longer than a person is made to wait.
    headers: { 'retry-after': '90' },
    reason: 'rateLimited',
  },
  {
    situation: 'a failing server',
    status: 502,
    body: '<html><title>502 Bad Gateway</title></html>',
    headers: { 'content-type': 'text/html' },
    reason: 'serverError',
    attempts: 3,
  },
  {
    situation: 'a request that took too long',
    status: 408,
    body: { statusCode: 408, error: 'Request Timeout', message: 'Request Timeout' },
    reason: 'timeout',
    attempts: 3,
  },
  {
    situation: 'a search that took too long',
    status: 503,
    body: {
      statusCode: 503,
      error: 'Service Unavailable',
      message:
        'The query exceeded the timeout. Please try refining your search criteria. See https://auth0.com/docs/best-practices/search-best-practices.',
    },
    reason: 'queryTimeout',
  },
  {
    situation: 'a login page of a proxy',
    status: 200,
    body: '<html><title>Please log in</title></html>',
    headers: { 'content-type': 'text/html' },
    reason: 'notJson',
  },
  {
    situation: 'a redirect',
    status: 302,
    body: '',
    headers: { location: 'http://127.0.0.1:9/' },
    reason: 'redirected',
  },
];
