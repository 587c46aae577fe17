import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import type { DiscoveryDomain } from '../../tenant/contents/domains.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { until } from '../../patience.ts';
import { pressLater } from '../find/scanSteps.ts';
import { messagesDuring } from '../messages.ts';
import {
  answerOf,
  cancelled,
  connect,
  contentOf,
  forget,
  openDocument,
  requestsOf,
  run,
  sectionRow,
  tenants,
} from '../tenants.ts';

const { inside } = tenants;

describe('Finding a discovery domain', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await inside.setFeature('discoveryDomains', 'on');
    await forget(inside);
  });

  const rowOf = () => sectionRow(inside, 1, 'discovery-domains');
  const find = (row: unknown, name: unknown) => run<vscode.Uri | undefined>('findDiscoveryDomain', row, name);
  const pathOf = (id: string, name: string) => `GET /api/v2/organizations/${id}/discovery-domains/name/${name}`;
  const told = async (name: string) => (await messagesDuring(async () => find(await rowOf(), name)))[0];

  it('opens the domain with one request, however it is written', async () => {
    const row = await rowOf();
    const path = `/api/v2/organizations/${row.id}/discovery-domains?take=100`;
    const { domains } = await answerOf<{ readonly domains: readonly DiscoveryDomain[] }>(inside, path);
    const [, domain] = domains;
    assert.ok(domain);
    const uri = await find(row, ` ${domain.domain.toUpperCase()} `);
    assert.equal(uri?.toString(), organizationUri(row.domain, row.organization, [...row.path, domain.id]).toString());
    assert.deepEqual(await contentOf(uri), domain);
    assert.deepEqual(await requestsOf(inside), [pathOf(row.id, domain.domain)]);
  });

  it('says that the organization has no such domain, which is no failure', async () => {
    const message = await told('missing.example');
    assert.equal(message?.kind, 'information');
    assert.match(message.text, /has no discovery domain missing\.example\.$/);
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('tells a missing organization, feature and scope apart from a missing domain', async () => {
    const gone = { ...(await rowOf()), organization: { id: 'org_gone000000000003', name: 'gone' } };
    const [message] = await messagesDuring(() => find(gone, 'acme.example'));
    assert.match(message?.text ?? '', /could not be looked up \(404\).*organization/i);
    await inside.setFeature('discoveryDomains', 'notFound');
    assert.match((await told('acme.example'))?.text ?? '', /could not be looked up \(404\)/);
    await inside.setFeature('discoveryDomains', 'insufficient_entitlement');
    assert.match((await told('acme.example'))?.text ?? '', /\(403 insufficient_entitlement\)/);
    const scope = 'read:organization_discovery_domains';
    await connect(inside, { scope: readScopes.filter((other) => other !== scope).join(' ') });
    assert.match(
      (await told('acme.example'))?.text ?? '',
      /403 insufficient_scope.*read:organization_discovery_domains/,
    );
  });

  it('says that the domain could not be looked up after too many requests, without another one', async () => {
    const body = { statusCode: 429, error: 'Too Many Requests', message: 'Global limit has been reached' };
    await inside.inject({ answer: { status: 429, body, headers: { 'retry-after': '3600' } } });
    assert.match((await told('acme.example'))?.text ?? '', /could not be looked up \(429\)/);
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('asks the same organization again by Retry, whichever is in front by then', async () => {
    const [, second, third] = await inside.organizations();
    assert.ok(second && third);
    await openDocument(organizationUri(inside.domain, { ...second }));
    await inside.clearRequests();
    await inside.inject({ match: '/discovery-domains/', times: 1, answer: { status: 409, body: { message: 'No' } } });
    const { pressed, press } = pressLater('Retry');
    const messages = await messagesDuring(
      async (shown) => {
        assert.equal(await find(undefined, 'missing.example'), undefined);
        await until(() => shown.length === 1);
        await openDocument(organizationUri(inside.domain, { ...third }));
        press();
        await until(() => shown.length === 2);
      },
      () => pressed,
    );
    assert.match(messages[1]?.text ?? '', /has no discovery domain missing\.example\.$/);
    const requests = (await requestsOf(inside)).filter((request) => request.includes('/discovery-domains/'));
    assert.deepEqual(requests, [pathOf(second.id, 'missing.example'), pathOf(second.id, 'missing.example')]);
  });

  it('asks for nothing that is no domain', async () => {
    for (const name of ['', 'acme', '..', 'a/../b.example', 'acme.example?x=1', '*.example', '${x}.example', 'a..b']) {
      assert.equal((await told(name))?.text, 'Enter a whole domain, such as acme.example.');
    }
    assert.deepEqual(await requestsOf(inside), []);
  });

  it('is given up when a person cancels', async () => {
    await inside.inject({ delayMs: 600_000 });
    const row = await rowOf();
    await vscode.commands.executeCommand('notifications.clearAll');
    assert.equal(await cancelled(find(row, 'acme.example')), undefined);
    assert.equal((await requestsOf(inside)).length, 1);
  });
});
