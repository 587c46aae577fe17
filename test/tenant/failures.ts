/** A refusal, thrown by whatever finds the reason for it and turned into an answer in one place. */
export class ApiFailure extends Error {
  readonly status: number;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: object, headers: Readonly<Record<string, string>> = {}) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const reasons = new Map([
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [414, 'Request-URI Too Large'],
  [429, 'Too Many Requests'],
  [500, 'Internal Server Error'],
  [501, 'Not Implemented'],
]);

/** A refusal in the shape of the Management API, which often leaves `errorCode` out. */
export function failure(
  status: number,
  message: string,
  more: object = {},
  headers?: Record<string, string>,
): ApiFailure {
  return new ApiFailure(status, { statusCode: status, error: reasons.get(status), message, ...more }, headers);
}

export function badQuery(cause: string): ApiFailure {
  return failure(400, `Query validation error: ${cause}.`, { errorCode: 'invalid_query_string' });
}

export function badPath(cause: string): ApiFailure {
  return failure(400, `Path validation error: ${cause}.`, { errorCode: 'invalid_uri' });
}
