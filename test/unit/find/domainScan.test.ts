import assert from 'node:assert/strict';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import {
  Answers,
  hasDiscoveryDomain,
  hasNoDiscoveryDomain,
  scanOrganizations,
} from '../../../src/find/scanOrganizations.ts';
import { readTenant } from '../../tenant/askTenant.ts';
import type { DiscoveryDomain } from '../../tenant/contents/domains.ts';
import { startTenant, type Tenant } from '../../tenant/server.ts';
import { readingTenants } from '../access/readingTenants.ts';

interface Domains {
  readonly domains: readonly DiscoveryDomain[];
}

describe('A scan for a discovery domain', () => {
  const name = 'acme.example';
  const context: RequestContext = { signal: new AbortController().signal, priority: 'background' };
  let tenant: Tenant;
  let accessToken: string;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 5 });
    accessToken = await tenant.mintToken();
  });
  afterEach(() => tenant.close());

  /** Asks all organizations, and adds what they answer. */
  const scan = (answers: Answers, wanted = name, ask = hasDiscoveryDomain(tenants(), tenant.domain, wanted)) =>
    scanOrganizations(
      tenant.organizations.map(({ id }) => ({ id })),
      answers,
      ask,
      { context, patiently: (task) => task(), onProgress: () => undefined },
    );
  const tenants = () => readingTenants(tenant.domain, accessToken);

  it('asks each organization with one request', async () => {
    const expected = await Promise.all(
      tenant.organizations.map(async ({ id }) => {
        const path = `/organizations/${id}/discovery-domains`;
        const { domains } = await readTenant<Domains>(tenant, accessToken, path);
        return [id, domains.some(({ domain }) => domain === name) ? 'yes' : 'no'];
      }),
    );
    assert.deepEqual(new Set(expected.map(([, answer]) => answer)), new Set(['yes', 'no']));
    await tenant.clearRequests();
    const answers = new Answers();
    await scan(answers);
    assert.deepEqual([...answers], expected);
    assert.deepEqual(
      tenant.requests.map(({ path }) => path),
      tenant.organizations.map(({ id }) => `/api/v2/organizations/${id}/discovery-domains/name/${name}`),
    );
  });

  it('tells a domain that is pending from one that is verified', async () => {
    const answers = new Answers();
    await scan(answers, 'labs.acme.example');
    assert.deepEqual(new Set(answers.values()), new Set(['pending', 'no']));
  });

  it('finds the organizations that have none, of which one that is pending is one', async () => {
    const [first, ...others] = tenant.organizations.map(({ id }) => id);
    const pending = { id: 'ord_1', domain: name, status: 'pending' };
    await tenant.inject({ match: `${first}/discovery-domains`, answer: { status: 200, body: { domains: [pending] } } });
    await tenant.inject({ match: '/discovery-domains', answer: { status: 200, body: { domains: [] } } });
    const answers = new Answers();
    await scan(answers, name, hasNoDiscoveryDomain(tenants(), tenant.domain));
    assert.deepEqual([...answers], [[first, 'no'], ...others.map((id) => [id, 'yes'])]);
    assert.equal(tenant.requests.length, 5);
  });

  it('takes no answer from what is no discovery domain', async () => {
    await tenant.inject({ match: '/discovery-domains/', answer: { status: 200, body: { status: 'ok' } } });
    const answers = new Answers();
    await assert.rejects(scan(answers), { reason: 'unexpectedAnswer' });
    assert.equal(answers.size, 0);
  });

  it('takes no answer from a tenant without the endpoint', async () => {
    await tenant.setFeature('discoveryDomains', 'notFound');
    const answers = new Answers();
    await assert.rejects(scan(answers), { reason: 'notFound' });
    assert.equal(answers.size, 0);
  });
});
