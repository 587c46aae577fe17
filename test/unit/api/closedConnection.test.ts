import assert from 'node:assert/strict';
import { type ApiError, ClosedConnectionError } from '../../../src/api/apiError.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { systemClock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import type { RequestRecord } from '../../../src/api/request.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { mintToken } from '../../../src/api/tokenEndpoint.ts';
import { fixedToken } from '../../../src/api/tokenSource.ts';
import { sampleClient } from '../../tenant/applications.ts';
import { type Fault, startTenant, type Tenant } from '../../tenant/server.ts';

describe('A request on a connection that the server has closed', () => {
  let tenant: Tenant;
  let records: RequestRecord[];
  let attempts: (ApiError | undefined)[];
  const controller = new AbortController();
  const context: RequestContext = {
    signal: controller.signal,
    priority: 'person',
    onAttempt: (failure) => attempts.push(failure),
  };
  const target = () => ({ domain: tenant.domain, onRequest: (record: RequestRecord) => records.push(record) });
  const limiter = () => new RateLimiter(systemClock, () => 0);

  beforeEach(async () => {
    records = [];
    attempts = [];
    tenant = await startTenant({ organizations: 3 });
  });
  afterEach(() => tenant.close());

  async function list(fault: Fault) {
    const connection = { ...target(), tokens: fixedToken(await tenant.mintToken()) };
    await tenant.inject(fault);
    return managementApi(connection, limiter())('/organizations', { take: 100 }, context);
  }

  it('is sent once more at once, which is logged and counted as another one', async () => {
    const { organizations } = (await list({ times: 1, cut: 'before' })) as { readonly organizations: unknown };
    assert.deepEqual(organizations, tenant.organizations);
    assert.equal(tenant.requests.length, 2);
    assert.deepEqual(
      records.map(({ status, error }) => status ?? error?.reason),
      ['unreachable', 200],
    );
    assert.deepEqual(
      attempts.map((failure) => failure instanceof ClosedConnectionError),
      [false, true],
    );
  });

  it('is not sent a third time', async () => {
    await assert.rejects(list({ cut: 'before' }), { reason: 'unreachable' });
    assert.deepEqual([tenant.requests.length, records.length, attempts.length], [2, 2, 2]);
  });

  it('is not sent again once its answer has begun', async () => {
    await assert.rejects(list({ cut: 'body' }), { reason: 'unreachable' });
    assert.deepEqual([tenant.requests.length, records.length], [1, 1]);
  });

  it('is not sent again where it asks for a token', async () => {
    await tenant.inject({ cut: 'before' });
    const audience = `${tenant.url}/api/v2/`;
    const credentials = { clientId: sampleClient.id, clientSecret: sampleClient.secret, audience };
    await assert.rejects(mintToken(target(), limiter(), credentials, context), { reason: 'unreachable' });
    assert.deepEqual([tenant.requests.length, records.length], [1, 1]);
  });
});
