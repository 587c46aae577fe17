import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { errorOfResponse } from '../../../src/api/toApiError.ts';
import { explain } from '../../../src/ui/failureTexts.ts';

const nextStepOf = (status: number, message: string) =>
  explain(errorOfResponse(status, { message }, new Headers(), 0)).nextStep;

describe('The meaning of a 404', () => {
  const meaningOf = (body: object) => explain(errorOfResponse(404, body, new Headers(), 0)).meaning;

  it('is a missing organization only where the tenant says so', () => {
    assert.match(meaningOf({ message: 'No organization found by that id or name' }), /^There is no organization by/);
    assert.equal(
      meaningOf({ message: 'No connection found by that id' }),
      'The tenant does not have it: No connection found by that id.',
    );
  });

  it('is not that the tenant lacks something where a gateway can have said it', () => {
    const gateway = 'The tenant, or a gateway in front of it, found nothing there';
    assert.equal(meaningOf({}), `${gateway}: HTTP 404.`);
    for (const message of [
      'Not Found',
      'no Route matched with those values',
      'Cannot GET /api/v2/organizations/org_VGZx1ySGh6PrYv0Y',
    ]) {
      assert.equal(meaningOf({ message }), `${gateway}: ${message}.`);
    }
  });
});

describe('The meaning of a 429', () => {
  const meaningOf = (body: unknown) => explain(errorOfResponse(429, body, new Headers(), 0)).meaning;

  it('is the rate limit of the tenant only where Auth0 says so', () => {
    for (const body of [
      { statusCode: 429, message: 'Global limit has been reached', errorCode: 'too_many_requests' },
      { error: 'too_many_requests', error_description: 'Rate limit exceeded.' },
      {
        message: 'Too many requests. Check the X-RateLimit-Limit, X-RateLimit-Remaining and X-RateLimit-Reset headers.',
      },
    ]) {
      assert.match(meaningOf(body), /^The rate limit of the tenant is used up/);
    }
    for (const message of [
      undefined,
      'API rate limit exceeded',
      'Too Many Requests',
      'API calls quota exceeded! (1000)',
    ]) {
      const body = message === undefined ? undefined : { message };
      assert.equal(meaningOf(body), 'The tenant, or a gateway in front of it, takes no more requests for now.');
    }
  });

  it('is no rate limit where an application may get no more tokens', () => {
    // https://auth0.com/docs/fine-grained-m2m-token-quotas#error-responses-for-exceeded-quotas
    const body = { error: 'too_many_requests', error_description: 'Client quota exceeded' };
    assert.equal(meaningOf(body), 'The tenant gives out no more access tokens for now: Client quota exceeded.');
  });

  it('names no cause of a refusal that names none', () => {
    const refused = new ApiError('forbidden', {
      status: 403,
      serverMessage: 'You are not authorized to access this host.',
    });
    assert.match(explain(refused).nextStep, /^Ask an administrator of the tenant: /);
  });

  it('is the rate limit of the tenant where a request was held back', () => {
    assert.match(explain(new ApiError('rateLimited')).meaning, /^The rate limit of the tenant/);
  });
});

describe('The meaning of a refused connection', () => {
  it('is not that nothing listens: a firewall refuses as well', () => {
    const refused = new ApiError('refused', { networkCode: 'ECONNREFUSED' });
    assert.equal(explain(refused).meaning, 'The connection was refused (ECONNREFUSED).');
  });
});

describe('The next step after a failure', () => {
  it('is checkpoint pagination only where the endpoint has it', () => {
    const past = 'Requesting page 10 exceeds the allowed maximum of 1000 records.';
    assert.match(
      nextStepOf(400, `${past} To fetch results beyond 1000, use the checkpoint pagination method.`),
      /check/,
    );
    assert.doesNotMatch(nextStepOf(400, 'You can only page through the first 1000 records.'), /checkpoint/);
  });

  for (const message of [
    'The specified client cannot perform the requested operation.',
    'User to be acted on does not match subject in bearer token.',
  ]) {
    it(`is not to get more scopes after a refusal that is not about scopes: ${message}`, () => {
      assert.doesNotMatch(nextStepOf(403, message), /scope/);
    });
  }

  it('is another application only where the tenant refuses this one', () => {
    assert.match(nextStepOf(403, 'The specified client cannot perform the requested operation.'), /of an application/);
    for (const message of ['client denied by server configuration', 'Client IP 192.0.2.1 is blocked by a policy']) {
      assert.match(nextStepOf(403, message), /administrator/);
    }
  });

  it('is to get more scopes after a refusal that is about them', () => {
    const message = 'You attempted to read a field that is not allowed by the bearer token scopes.';
    assert.match(nextStepOf(403, message), /scopes/);
  });

  it('is to wait as long as a failing server asks for', () => {
    const nextStep = (headers: Headers) => explain(errorOfResponse(503, {}, headers, 0)).nextStep;
    assert.equal(nextStep(new Headers({ 'retry-after': '120' })), 'Try again in 120 seconds.');
    assert.equal(nextStep(new Headers({ 'retry-after': '121' })), 'Try again in 3 minutes.');
    assert.equal(nextStep(new Headers({ 'retry-after': '3599' })), 'Try again in 60 minutes.');
    for (const seconds of ['3600', '86400']) {
      assert.equal(nextStep(new Headers({ 'retry-after': seconds })), 'Try again in an hour or later.');
    }
    assert.match(nextStep(new Headers()), /^Try again soon/);
  });

  for (const status of [402, 408, 410]) {
    it(`is not to doubt that it is an Auth0 tenant after ${status}`, () => {
      assert.doesNotMatch(nextStepOf(status, 'No'), /is an Auth0 tenant/);
    });
  }
});
