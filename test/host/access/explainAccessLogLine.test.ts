import * as assert from 'node:assert/strict';
import { until } from '../../patience.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { observePicks } from '../observedPick.ts';
import { connect, connectLoaded, forget, requestsOf, tenants } from '../tenants.ts';
import { explain, questionAt } from './explainAccessSteps.ts';

const { small, support } = tenants;
const { domain } = support;
const { userId, email, organizationId } = stories.blockedUser;

describe('The first question of Explain Failed Login, for a line of a log', () => {
  beforeEach(() => connect(support));
  afterEach(() => forget(support));

  const clientId = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
  const event = {
    type: 'f',
    date: '2026-05-12T07:00:00Z',
    client_id: clientId,
    client_name: 'My Portal',
    user_id: userId,
  };
  const line = JSON.stringify({ ...event, user_name: email, organization_id: organizationId, hostname: domain });
  const told = `Application: ${clientId} · User: ${userId}`;

  it('takes all that it names, and asks for none of that', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      first.type(line);
      await first.choose(new RegExp(organizationId));
      const last = await questionAt(pick, '4/4');
      assert.match(last.title ?? '', /^Explain Failed Login to /);
      assert.equal(last.placeholder, told);
      // What is filled in can be changed.
      assert.ok(last.back());
      assert.ok((await questionAt(pick, '3/4')).back());
      (await questionAt(pick, '2/4')).hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('takes what no argument gives', async () => {
    await observePicks(async (pick) => {
      const explaining = explain({ domain, clientId: null });
      const first = await questionAt(pick, '1/3');
      first.type(line);
      await first.choose(new RegExp(organizationId));
      const last = await questionAt(pick, '3/3');
      assert.equal(last.placeholder, `Without an application · User: ${userId}`);
      last.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('says of an error code that it names no organization, and asks no tenant for it', async () => {
    await support.clearRequests();
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      first.type('AADSTS50105: not assigned');
      const { detail } = await first.item(/^An error code names no organization/);
      assert.match(detail ?? '', /failures in the log/);
      first.hide();
      assert.equal(await explaining, undefined);
    });
    assert.ok(!(await requestsOf(support)).some((request) => request.includes('AADSTS')));
  });

  it('asks for an organization whose name begins as an error code does', async () => {
    const answer = { status: 200, body: { organizations: [{ id: organizationId, name: 'acme' }], next: 'more' } };
    await support.inject({ match: '/organizations?', answer });
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      for (const text of ['msis100-staging', 'msis200.example', 'aadsts501_crm']) {
        first.type(text);
        // Some signs are escaped.
        const [asked = ''] = /^\w{7}/.exec(text) ?? [];
        await until(async () => (await requestsOf(support)).some((request) => request.includes(asked)));
        assert.ok(!first.items.some(({ label }) => label.startsWith('An error code')), text);
      }
      first.type('AADSTS50105.');
      await first.item(/^An error code names no organization/);
      first.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('takes no application from the metadata of an organization', async () => {
    const body = { organizations: [{ id: organizationId, name: 'acme', metadata: { client_id: clientId } }] };
    await support.inject({ match: '/organizations?', answer: { status: 200, body } });
    await observePicks(async (pick) => {
      const explaining = explain({ domain });
      const first = await questionAt(pick, '1/4');
      first.type(`client_id:${clientId}`);
      // Not the row of the text before, which does not show the metadata.
      await first.choose(new RegExp(`${clientId}.*${organizationId}`));
      (await questionAt(pick, '2/4')).hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('finds the tenant by the organization, or by the person', async () => {
    await connectLoaded(small);
    try {
      await observePicks(async (pick) => {
        const explaining = explain({});
        const first = await questionAt(pick, '1/4');
        first.type(line);
        await first.choose(/^\$\(search\)|^Ask /);
        await first.choose(new RegExp(organizationId));
        const last = await questionAt(pick, '4/4');
        assert.equal(last.placeholder, told);
        last.hide();
        assert.equal(await explaining, undefined);
      });
      await observePicks(async (pick) => {
        const explaining = explain({});
        const first = await questionAt(pick, '1/4');
        first.type(JSON.stringify(event));
        await first.choose(/Find the user/);
        await (await questionAt(pick, '2/5')).choose(new RegExp(organizationId));
        const last = await questionAt(pick, '5/5');
        assert.equal(last.placeholder, `Application: ${clientId} · User: Blanca Ruiz`);
        last.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(small);
    }
  });
});
