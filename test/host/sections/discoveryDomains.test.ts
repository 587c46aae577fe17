import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import type { DiscoveryDomain } from '../../tenant/contents/domains.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { until } from '../../patience.ts';
import { type Found, idsOf, pressLater } from '../find/scanSteps.ts';
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
    assert.match(
      JSON.stringify(await contentOf((await find(row, 'köme.example')) ?? assert.fail())),
      /"domain":"xn--kme-sna\.example"/,
    );
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

describe('Finding the organizations with a discovery domain', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await inside.setFeature('discoveryDomains', 'on');
    await forget(inside);
  });

  const name = 'acme.example';
  const title = () => `Organizations with the discovery domain ${name} in ${inside.domain}`;
  const find = (...extent: readonly string[]) => run<Found>('findDiscoveryDomain', inside.domain, name, ...extent);
  const asked = async () =>
    (await requestsOf(inside)).filter((request) => request.includes('/discovery-domains/name/'));

  it('tells how many have it, each in the table', async () => {
    const organizations = await inside.organizations();
    const [, second, , fourth] = organizations;
    const answer = { status: 200, body: { id: 'ord_1', domain: name } };
    await inside.inject({ match: `${fourth?.id}/discovery-domains/name/`, times: 1, answer });
    let found: Found;
    const messages = await messagesDuring(async () => {
      found = await find('loaded');
    });
    assert.deepEqual(idsOf(found), [second?.id, fourth?.id]);
    assert.deepEqual(
      messages.map(({ text, buttons }) => [text, ...buttons]),
      [
        [
          `2 organizations of ${inside.domain} have the discovery domain ${name}. Organizations asked: 12, which are all of the list.`,
          'Open as Table',
        ],
      ],
    );
    assert.deepEqual(
      await asked(),
      organizations.map(({ id }) => `GET /api/v2/organizations/${id}/discovery-domains/name/${name}`),
    );
  });

  it('keeps what was found when a person cancels, and goes on where it stopped', async () => {
    const [, second, , fourth] = await inside.organizations();
    await inside.inject({ match: `${fourth?.id}/discovery-domains/`, times: 1, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    let found: Found;
    const messages = await messagesDuring(async () => {
      const running = find('loaded');
      await until(async () => (await asked()).length === 4);
      found = await cancelled(running);
    });
    assert.deepEqual(
      messages.map(({ text, buttons }) => [text, ...buttons]),
      [[`${title()}: stopped. Found: 1. Incomplete. Organizations asked: 3 of 12.`, 'Continue', 'Open as Table']],
    );
    assert.deepEqual(idsOf(found), [second?.id]);
    await inside.clearRequests();
    const rest = await messagesDuring(async () => {
      found = await find('loaded');
    });
    assert.match(
      rest[0]?.text ?? '',
      /has the discovery domain acme\.example\. Organizations asked: 12, which are all of the list\.$/,
    );
    assert.deepEqual([idsOf(found), (await asked()).length], [[second?.id], 9]);
  });

  it('names the organization that the tenant refuses to answer for, and asks the others first when it goes on', async () => {
    const third = (await inside.organizations())[2] ?? assert.fail();
    const body = { statusCode: 403, error: 'Forbidden', message: 'No' };
    await inside.inject({ match: `${third.id}/discovery-domains/`, answer: { status: 403, body } });
    const stopped = async (extent: string) => {
      const [{ kind, text } = assert.fail()] = await messagesDuring(() => find('loaded'));
      assert.equal(kind, 'error');
      const place = `${third.display_name ?? third.name} in ${inside.domain}`;
      assert.ok(text.startsWith(`${title()} could not all be found: stopped at ${place} (403)`), text);
      assert.ok(text.endsWith(` Found: 1. Incomplete. Organizations asked: ${extent}.`), text);
    };
    await stopped('2 of 12');
    await stopped('11 of 12');
  });

  it('never says that there is none where the tenant does not tell', async () => {
    for (const state of ['notFound', 'insufficient_entitlement'] as const) {
      await inside.setFeature('discoveryDomains', state);
      const messages = await messagesDuring(() => find('loaded'));
      assert.deepEqual(
        messages.map(({ kind, text }) => [kind, text.startsWith(`${title()} could not all be found (40`)]),
        [['error', true]],
      );
      assert.equal((await asked()).length, 1);
      await inside.clearRequests();
    }
    const [message] = await messagesDuring(() => run('findDiscoveryDomain', 'other.eu.auth0.com', name));
    assert.equal(message?.text, 'The tenant other.eu.auth0.com is not connected.');
  });
});
