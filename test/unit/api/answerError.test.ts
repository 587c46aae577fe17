import assert from 'node:assert/strict';
import {
  canMeanMissingFeature,
  isMissingInOrganization,
  isMissingOrganization,
  type Reason,
} from '../../../src/api/apiError.ts';
import { errorOfResponse } from '../../../src/api/toApiError.ts';

const noHeaders = new Headers();

describe('Errors from answers', () => {
  it('reads no more of a message than any message of the API has', () => {
    const message = `Insufficient scope, expected any of: read:organizations${' '.repeat(40_000)}, read:roles`;
    const { reason, details } = errorOfResponse(403, { message }, new Headers(), 0);
    assert.equal(reason, 'insufficientScope');
    assert.deepEqual(details.scopes, ['read:organizations']);
  });

  it('names the scopes of a 403, however they are separated', () => {
    for (const message of [
      'Insufficient scope, expected any of: read:organizations, read:organizations_summary',
      'Insufficient scope; expected any of: read:organizations,read:organizations_summary.',
    ]) {
      const { details } = errorOfResponse(403, { message }, noHeaders, 0);
      assert.deepEqual(details.scopes, ['read:organizations', 'read:organizations_summary']);
    }
  });

  for (const [list, scopes] of [
    ['expected: read:roles.', ['read:roles']],
    ['expected all of: read:roles, read:organization_members', ['read:roles', 'read:organization_members']],
    [
      'expected: read:connections and any of: read:clients or read:client_summary.',
      ['read:connections', 'read:clients', 'read:client_summary'],
    ],
  ] as const) {
    it(`names the scopes of a 403 in the form ${list}`, () => {
      for (const comma of [', ', '; ']) {
        const { reason, details } = errorOfResponse(
          403,
          { message: `Insufficient scope${comma}${list}` },
          noHeaders,
          0,
        );
        assert.equal(reason, 'insufficientScope');
        assert.deepEqual(details.scopes, scopes);
      }
    });
  }

  for (const [message, errorCode] of [
    ['Please upgrade your subscription to enable Akamai Signals.', 'insufficient_scope'],
    ['Tenant not entitled to this feature.'],
    ['Organization roles is not enabled for this tenant'],
    ['Permission Denied. This feature is not available on this plan.'],
    ['The account is not allowed to perform this operation.'],
  ]) {
    it(`reads a plan that lacks a feature by its text: ${message}`, () => {
      assert.equal(errorOfResponse(403, { message, errorCode }, noHeaders, 0).reason, 'missingFeature');
    });
  }

  const reasons: readonly (readonly [status: number, body: unknown, reason: Reason])[] = [
    [414, undefined, 'badRequest'],
    [429, undefined, 'rateLimited'],
    [503, { message: 'The query exceeded the timeout. Please try refining it.' }, 'queryTimeout'],
    [503, { message: 'Service Unavailable' }, 'serverError'],
    [501, { message: 'Not Implemented' }, 'missingFeature'],
    [501, undefined, 'serverError'],
    [500, undefined, 'serverError'],
    [502, { message: 'Bad Gateway' }, 'serverError'],
    [499, undefined, 'notJson'],
    [404, undefined, 'notJson'],
    [404, {}, 'notFound'],
    [402, {}, 'paymentRequired'],
    [408, {}, 'timeout'],
    [408, undefined, 'timeout'],
    [410, {}, 'gone'],
    [409, {}, 'unexpectedAnswer'],
    [400, { errorCode: 'invalid_paging' }, 'pagingLimit'],
    [400, { message: 'You can only page through the first 1000 records.' }, 'pagingLimit'],
    [400, { message: 'It exceeds the allowed maximum of 1000 records.' }, 'pagingLimit'],
    [400, { errorCode: 'invalid_query_string' }, 'badQuery'],
    [400, { message: 'Query validation error: something' }, 'badQuery'],
    [400, { message: 'Not a query validation error' }, 'badRequest'],
    [400, { message: 'Path validation error' }, 'badRequest'],
    [400, {}, 'badRequest'],
    [400, { message: 'Bad HTTP authentication header format' }, 'malformedToken'],
    [401, { message: 'Expired token received for JSON Web Token validation' }, 'expiredToken'],
    [401, { message: 'Invalid signature received for JSON Web Token validation' }, 'invalidSignature'],
    [401, { message: 'Client is not global' }, 'clientNotGlobal'],
    [401, {}, 'invalidToken'],
    [401, { message: 'Your session has expired' }, 'invalidToken'],
    [403, { errorCode: 'insufficient_scope' }, 'insufficientScope'],
    [403, { message: 'Insufficient scope' }, 'insufficientScope'],
    [403, { errorCode: 'insufficient_entitlement' }, 'missingFeature'],
    [403, { errorCode: 'feature_not_enabled' }, 'missingFeature'],
    [403, {}, 'forbidden'],
  ];
  for (const [status, body, reason] of reasons) {
    it(`takes ${status} with ${body === undefined ? 'no JSON' : JSON.stringify(body)} for ${reason}`, () => {
      const error = errorOfResponse(status, body, noHeaders, 0);
      assert.equal(error.reason, reason);
      assert.equal(error.details.status, status);
    });
  }

  it('shows a code that is one, wherever it stands in the answer, and no other', () => {
    const codeOf = (body: object) => errorOfResponse(400, body, noHeaders, 0).details.errorCode;
    assert.equal(codeOf({ errorCode: 'a_code', error_code: 'other', error: 'third' }), 'a_code');
    assert.equal(codeOf({ error_code: 'a.code-2' }), 'a.code-2');
    assert.equal(codeOf({ error: 'access_denied' }), 'access_denied');
    assert.equal(codeOf({ error: 'Not Found' }), undefined);
    for (const code of ['two words', ' a', 'a ', '<b>', 'x'.repeat(65), 5, '']) {
      assert.equal(codeOf({ errorCode: code }), undefined, String(code));
    }
    assert.equal(codeOf({ errorCode: 'x'.repeat(64) }), 'x'.repeat(64));
  });

  it('says when to come back only where a server asks for that, and names scopes only where they are missing', () => {
    const headers = new Headers({ 'retry-after': '90' });
    const secondsOf = (status: number) => errorOfResponse(status, {}, headers, 0).details.retryAfterSeconds;
    assert.deepEqual([429, 503, 500, 400].map(secondsOf), [90, 90, undefined, undefined]);
    const message = 'expected any of: read:roles';
    assert.equal(errorOfResponse(400, { message }, noHeaders, 0).details.scopes, undefined);
    assert.equal(errorOfResponse(403, {}, noHeaders, 0).details.scopes, undefined);
  });

  it('takes the description of an OAuth error for its message, and shows none where there is none', () => {
    const messageOf = (body: unknown) => errorOfResponse(400, body, noHeaders, 0).details.serverMessage;
    assert.equal(messageOf({ error: 'invalid_grant', error_description: 'No' }), 'No');
    assert.equal(messageOf({ message: 'Yes', error_description: 'No' }), 'Yes');
    for (const body of [{}, { message: '' }, { message: 5 }, null, 'text']) {
      assert.equal(messageOf(body), undefined);
    }
  });

  it('takes a 404 for something that is missing only where the text names it, and else for a missing endpoint', () => {
    const isMissing = (body: object) => isMissingInOrganization(errorOfResponse(404, body, noHeaders, 0));
    for (const body of [
      {},
      { message: 'Not Found' },
      { message: 'not found.' },
      { message: 'Organization not found.' },
      { message: 'Route GET /api/v2/organizations/org_1/discovery-domains/name/acme.com not found' },
      { message: 'Cannot GET /api/v2/connections/con_1' },
      { message: 'Route GET:/api/v2/organizations/org_1/discovery-domains/name/my-client.example not found' },
      { message: 'Cannot GET /api/v2/organizations/org_1/client-grants' },
      { message: 'No route for this client connection' },
      { message: 'The client certificate does not exist' },
      { message: 'Connection refused' },
      { message: 'Domain not found' },
      { message: 'The requested resource does not exist.' },
    ]) {
      assert.ok(!isMissing(body), JSON.stringify(body));
    }
    for (const message of [
      'Organization discovery domain not found.',
      'No organization domain found by that id',
      'The organization connection does not exists.',
      'No connection found by that id',
      'The connection does not exist',
      'Client not found.',
      'Client does not exist.',
      'No template is explicitly assigned to the organization, or the organization does not exist.',
    ]) {
      assert.ok(isMissing({ message }), message);
    }
  });

  it('takes no answer of a proxy, and nothing about a token or a scope, for a feature that is missing', () => {
    const canBe = (status: number, body?: object) => canMeanMissingFeature(errorOfResponse(status, body, noHeaders, 0));
    for (const status of [403, 404, 501, 502]) {
      assert.ok(!canBe(status), String(status));
    }
    assert.ok(!canBe(400, { message: 'Bad HTTP authentication header format' }));
    assert.ok(!canBe(403, { message: 'Insufficient scope, expected any of: read:roles' }));
    assert.ok(!canBe(429, {}));
    for (const status of [400, 403, 404, 501]) {
      assert.ok(canBe(status, {}), String(status));
    }
  });

  it('takes only an organization that is not found for one that is gone', () => {
    const isGone = (message: string) => isMissingOrganization(errorOfResponse(404, { message }, noHeaders, 0));
    for (const message of [
      'No organization found by that id or name',
      'The organization does not exist.',
      'Organization not found.',
    ]) {
      assert.ok(isGone(message), message);
    }
    for (const message of [
      'No connection found by that id',
      'No organization domain found by that id',
      'The organization connection does not exist.',
      'The grant does not exist.',
      'A grant of the organization does not exist.',
      '',
    ]) {
      assert.ok(!isGone(message), message);
    }
  });

  it('tells a missing feature from a missing scope', () => {
    const message = 'Please upgrade your subscription to use this feature';
    for (const errorCode of ['insufficient_entitlement', 'feature_not_enabled']) {
      assert.equal(errorOfResponse(403, { message, errorCode }, noHeaders, 0).reason, 'missingFeature');
    }
    assert.equal(errorOfResponse(501, { message }, noHeaders, 0).reason, 'missingFeature');
  });

  it('reads the shape of a custom rate limit policy', () => {
    const body = { error: 'too_many_requests', error_description: 'Rate limit exceeded.' };
    const { reason, details } = errorOfResponse(429, body, noHeaders, 0);
    assert.equal(reason, 'rateLimited');
    assert.equal(details.errorCode, 'too_many_requests');
    assert.equal(details.serverMessage, 'Rate limit exceeded.');
    assert.equal(details.retryAfterSeconds, undefined);
  });

  it('takes the name of a status for no code', () => {
    const { details } = errorOfResponse(404, { error: 'Not Found', message: 'No such organization.' }, noHeaders, 0);
    assert.equal(details.errorCode, undefined);
  });

  it('reads the wrong audience as a token that is not accepted', () => {
    const message = 'Bad audience: https://other.eu.auth0.com/api/v2';
    const { reason, details } = errorOfResponse(401, { message }, noHeaders, 0);
    assert.equal(reason, 'invalidToken');
    assert.equal(details.serverMessage, message);
  });

  it('counts the seconds to the reset by the clock of the server', () => {
    const headers = new Headers({ 'x-ratelimit-reset': '1800000030', date: new Date(1_800_000_000_000).toUTCString() });
    const wrongNowMs = 0;
    assert.equal(errorOfResponse(429, {}, headers, wrongNowMs).details.retryAfterSeconds, 30);
    headers.delete('date');
    assert.equal(errorOfResponse(429, {}, headers, 1_800_000_020_000).details.retryAfterSeconds, 10);
  });

  for (const retryAfter of ['12.5', '-5', '5, 5', 'later', '']) {
    it(`takes a Retry-After that is no number of seconds and no date for none: ${retryAfter}`, () => {
      const headers = new Headers({ 'retry-after': retryAfter });
      assert.equal(errorOfResponse(503, {}, headers, 1_800_000_000_000).details.retryAfterSeconds, undefined);
    });
  }

  it('prefers Retry-After, in seconds or as a date, to the reset', () => {
    const date = new Date(1_800_000_000_000).toUTCString();
    const resetLater = { date, 'x-ratelimit-reset': '1800000999' };
    const seconds = new Headers({ ...resetLater, 'retry-after': '7' });
    const asDate = new Headers({ ...resetLater, 'retry-after': new Date(1_800_000_009_000).toUTCString() });
    assert.equal(errorOfResponse(429, {}, seconds, 0).details.retryAfterSeconds, 7);
    assert.equal(errorOfResponse(429, {}, asDate, 0).details.retryAfterSeconds, 9);
  });

  it('waits after a failure for what the tenant asks for alone: the reset of a limit says nothing of it', () => {
    const headers = new Headers({ 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': '1800000045' });
    assert.equal(errorOfResponse(503, {}, headers, 1_800_000_000_000).details.retryAfterSeconds, undefined);
    headers.set('retry-after', '5');
    assert.equal(errorOfResponse(503, {}, headers, 1_800_000_000_000).details.retryAfterSeconds, 5);
  });

  it('takes over nothing of the server that could act or mislead', () => {
    const body = {
      errorCode: '](command:x)',
      message: 'See [this](command:evil)\nline\u202etwo eyJhbGciOi.eyJpc3Mi.c2ln',
    };
    const { details } = errorOfResponse(403, body, noHeaders, 0);
    assert.equal(details.errorCode, undefined);
    assert.equal(details.serverMessage, 'See [this] (command:evil) line\\u202etwo ••••••');
  });

  it('cuts long messages', () => {
    const { details } = errorOfResponse(400, { message: 'x'.repeat(5000) }, noHeaders, 0);
    assert.equal(details.serverMessage, `${'x'.repeat(298)}…`);
  });

  for (const [what, message] of [
    ['many spaces', `Insufficient scope, expected any of: a${' '.repeat(8_000_000)}x`],
    ['much that begins like a token', `eyJ${'a'.repeat(8_000_000)}`],
    ['many signs that are escaped', '\u202e'.repeat(1_000_000)],
    ['many line breaks', '\n'.repeat(8_000_000)],
    ['many dots', `expected any of: ${'a.'.repeat(4_000_000)}`],
  ] as const) {
    it(`is not held up by ${what}`, () => {
      const { details } = errorOfResponse(403, { message, error: message, errorCode: message }, noHeaders, 0);
      assert.ok((details.serverMessage?.length ?? 0) <= 300);
    });
  }
});
