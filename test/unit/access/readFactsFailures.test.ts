import assert from 'node:assert/strict';
import { MOST_REQUESTS } from '../../../src/access/factReader.ts';
import { ApiError } from '../../../src/api/apiError.ts';
import { FactReading, jane, missingBy, ofOrganization, pathsOf, there, whyMissing } from './factReading.ts';
import { readingTenants } from './readingTenants.ts';

describe('The facts of a login', () => {
  let reading: FactReading;
  beforeEach(async () => {
    reading = await FactReading.start();
  });
  afterEach(() => reading.tenant.close());

  const parts = (options: Parameters<typeof readingTenants>[2] = {}) =>
    readingTenants(reading.tenant.domain, reading.token, options);

  describe('after failures', () => {
    const failing = { status: 500, body: { statusCode: 500, error: 'Internal Server Error', message: 'Oh\nno' } };

    it('are missing one by one', async () => {
      await reading.tenant.inject({ match: '/enabled_connections', answer: failing });
      const facts = await reading.read(await reading.aboutAll());
      assert.equal(there(facts).length, 9);
      assert.deepEqual(whyMissing(facts, 'connections'), {
        kind: 'failed',
        reason: 'serverError',
        status: 500,
        message: 'Oh no',
      });
    });

    it('do not say that a scope is lacking where a gateway refuses the application', async () => {
      await reading.tenant.inject({ match: '/clients/', answer: { status: 403, body: { message: 'Forbidden' } } });
      const facts = await reading.read(await reading.aboutAll());
      assert.deepEqual(missingBy(facts, 'scope'), []);
      const refused = { kind: 'failed', reason: 'forbidden', status: 403, message: 'Forbidden' };
      assert.deepEqual(whyMissing(facts, 'application'), refused);
    });

    it('are there after a repetition', async () => {
      await reading.tenant.inject({ match: '/enabled_connections', times: 1, answer: failing });
      const facts = await reading.read(await reading.aboutAll());
      assert.equal(there(facts).length, 10);
      assert.equal(reading.tenant.requests.length, 13);
    });

    it('are not left out to spare repetitions', async () => {
      const question = await reading.aboutAll();
      for (const match of ['/organizations/[^/]+$', '/api/v2/clients/[^/]+$']) {
        await reading.tenant.inject({ match, times: 2, answer: failing });
      }
      await reading.tenant.inject({ match: '/enabled_connections', answer: failing });
      const facts = await reading.read(question);
      assert.deepEqual(missingBy(facts, 'failed'), ['connections']);
      assert.deepEqual(missingBy(facts, 'limit'), []);
      assert.ok(reading.tenant.requests.length > MOST_REQUESTS - 5);
    });

    it('are all there where each request is refused twice for the rate limit', async () => {
      const question = await reading.aboutAll();
      const answer = { status: 429, body: { statusCode: 429, error: 'Too Many Requests', message: 'Global limit' } };
      const paths = ['/organizations/[^/]+$', '/clients/[^/]+$', '/enabled_connections', '/invitations', '/settings'];
      for (const match of [...paths, '/users/[^/]+$', '/users/.*/organizations', '/users-by-email', '/logs']) {
        await reading.tenant.inject({ match, times: 2, answer });
      }
      const facts = await reading.read(question);
      assert.deepEqual([...missingBy(facts, 'failed'), ...missingBy(facts, 'limit')], []);
      assert.ok(reading.tenant.requests.length > MOST_REQUESTS);
    });

    it('keep the log of the person where the search for others fails', async () => {
      const question = await reading.aboutAll();
      await reading.tenant.inject({ match: '/logs.*organization_id', answer: failing });
      const { events } = await reading.read(question);
      assert.ok('value' in events && events.partly?.kind === 'failed');
    });

    it('are an error if all failed alike', async () => {
      await reading.tenant.inject({ answer: failing });
      await assert.rejects(reading.read(await reading.aboutAll()), { reason: 'serverError' });
    });

    it('are an error without a network', async () => {
      const question = await reading.aboutAll();
      const tenants = parts();
      await reading.tenant.close();
      const known = { profile: { user_id: jane } };
      await assert.rejects(reading.read(question, { known, tenants }), { reason: 'refused' });
      reading = await FactReading.start();
    });

    it('are an error with a token that is refused, or that there is not', async () => {
      const question = await reading.aboutAll();
      await reading.tenant.revokeTokens();
      await assert.rejects(reading.read(question), { reason: 'invalidSignature' });
      for (const reason of ['notConnected', 'noToken', 'secretStorage', 'expiredToken'] as const) {
        const tokens = {
          current: () => Promise.reject(new ApiError(reason)),
          renew: () => Promise.resolve(false),
          accept: () => undefined,
        };
        await assert.rejects(reading.read(question, { tenants: parts({ tokens }) }), { reason });
        assert.deepEqual(reading.tenant.requests, []);
      }
    });

    it('are an error once the tenant is disconnected', async () => {
      const question = await reading.aboutAll();
      const { token } = reading;
      let left = 2;
      const tokens = {
        current: () => (left-- > 0 ? Promise.resolve(token) : Promise.reject(new ApiError('notConnected'))),
        renew: () => Promise.resolve(false),
        accept: () => undefined,
      };
      await assert.rejects(reading.read(question, { tenants: parts({ tokens }) }), { reason: 'notConnected' });
      assert.equal(reading.tenant.requests.length, 2);
    });

    it('are no error if one request was answered, or if the reasons differ', async () => {
      const question = await reading.aboutAll();
      await reading.tenant.inject({ match: '^(?!.*settings)', answer: failing });
      assert.deepEqual(there(await reading.read(reading.about())), ['tenantSettings']);
      await reading.tenant.clearFaults();
      await reading.tenant.inject({ match: 'settings', cut: 'before' });
      await reading.tenant.inject({ answer: failing });
      assert.deepEqual(there(await reading.read(reading.about())), []);
      await reading.tenant.clearFaults();
      const badRequest = { statusCode: 400, error: 'Bad Request', message: 'Odd' };
      await reading.tenant.inject({ answer: { status: 400, body: badRequest } });
      assert.deepEqual(there(await reading.read(question)), []);
    });
  });

  describe('that are cancelled', () => {
    let controller: AbortController;
    beforeEach(() => {
      controller = new AbortController();
    });

    it('make no request', async () => {
      controller.abort();
      const { signal } = controller;
      await assert.rejects(reading.read(await reading.aboutAll(), { signal }), { reason: 'cancelled' });
      assert.deepEqual(reading.tenant.requests, []);
    });

    it('make no request while the keyring is locked', async () => {
      const tenants = { ...parts(), status: () => new Promise<never>(() => undefined) };
      const facts = reading.read(await reading.aboutAll(), { signal: controller.signal, tenants });
      setImmediate(() => {
        controller.abort();
      });
      await assert.rejects(facts, { reason: 'cancelled' });
    });

    it('make no further request', async () => {
      const question = await reading.aboutAll();
      // All are answered but the request for the user, whom two others follow.
      await reading.tenant.inject({ match: '/users/', delayMs: 60_000 });
      let answers = 0;
      const onAnswer = () => {
        answers += 1;
        if (answers === 6) {
          controller.abort();
        }
      };
      const { signal } = controller;
      await assert.rejects(reading.read(question, { signal, tenants: parts({ onAnswer }) }), { reason: 'cancelled' });
      const names = ['application', 'association', 'tenantSettings', 'user'] as const;
      assert.deepEqual(reading.paths(question), pathsOf(...ofOrganization, 'invitations', ...names));
    });
  });
});
