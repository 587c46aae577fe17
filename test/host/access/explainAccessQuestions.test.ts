import * as assert from 'node:assert/strict';
import { userUri } from '../../../src/users/userDocuments.ts';
import { until } from '../../patience.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { observePicks } from '../observedPick.ts';
import { connect, connectLoaded, forget, openDocument, run, tenants } from '../tenants.ts';
import { asked, organizationsOf } from '../users/userRequests.ts';
import { applicationsAt, choose, explain, labelsOf, listRequest, questionAt } from './explainAccessSteps.ts';

const { inside, small } = tenants;

const jane = 'samlp|acme|jane@acme.example';
const refreshRequest = 'GET /api/v2/organizations?take=100';

describe('The questions of Explain Failed Login', () => {
  afterEach(() => forget(inside));

  it('are the organization, the application, the user and whether to make the requests, and lead back and forth', async () => {
    await connectLoaded(inside);
    const [organization, other] = await inside.organizations();
    const name = organization?.display_name ?? '';
    await observePicks(async (pick) => {
      const explaining = explain(inside.domain);
      const first = await questionAt(pick, '1/4');
      assert.equal(first.title, 'Explain Failed Login');
      assert.equal(first.back(), false);
      await until(() => first.items.length > 0);
      await choose(first, name);

      const second = await applicationsAt(pick, '2/4');
      assert.equal(second.title, `Explain Failed Login to ${name}`);
      await until(() => second.active[0]?.label === 'Without an application');
      const application = second.items.find(({ description }) => description?.endsWith('spa'));
      assert.ok(application);
      await second.accept(application);

      const third = await questionAt(pick, '3/4');
      assert.deepEqual(labelsOf(third), ['Without a user']);
      third.type('jane');
      assert.ok(third.back());

      // The application is active again, without another request.
      const again = await applicationsAt(pick, '2/4');
      await until(() => again.active[0]?.label === application.label);
      assert.ok(again.back());
      const atFirst = await questionAt(pick, '1/4');
      assert.equal(atFirst.value, organization?.name);
      atFirst.type(other?.name ?? '');
      await until(() => labelsOf(atFirst).includes(other?.display_name ?? '-'));
      await choose(atFirst, other?.display_name ?? '');

      // The application is still chosen, so the user is asked for.
      const user = await questionAt(pick, '3/4');
      assert.equal(user.title, `Explain Failed Login to ${other?.display_name}`);
      assert.equal(user.value, 'jane');
      user.type('jane@acme.example');
      await user.accept(user.items[0]);

      const last = await questionAt(pick, '4/4');
      assert.equal(last.placeholder, `Application: ${application.label} · User: Jane Doe`);
      assert.match(last.items[0]?.label ?? '', /^Make at Most \d+ Requests$/);
      const [requests = 0, attempts] =
        `${last.items[0]?.label} ${last.items[0]?.detail}`.match(/\d+/g)?.map(Number) ?? [];
      assert.ok(requests > 0 && attempts === 3 * requests);
      assert.match(last.items[0]?.detail ?? '', /\. The token has all scopes for a complete answer\.$/);
      assert.ok(last.back());
      const before = await questionAt(pick, '3/4');
      assert.equal(before.value, '');
      assert.deepEqual(labelsOf(before), ['Jane Doe', 'Without a user']);
      await until(() => before.active[0]?.label === 'Jane Doe');
      await choose(before, 'Jane Doe');
      (await questionAt(pick, '4/4')).hide();
      assert.equal(await explaining, undefined);
    });
    const [list, byEmail, ...others] = await asked(inside);
    assert.equal(list, listRequest);
    assert.match(byEmail ?? '', /users-by-email\?email=jane@acme\.example&/);
    assert.deepEqual(others, []);
  });

  it('begin with the organizations of all connected tenants, of which one tells the tenant, and lead back to them', async () => {
    await connectLoaded(small);
    await connectLoaded(inside);
    const [mine] = await inside.organizations();
    const ofInside = new RegExp(` ${inside.domain} · .*${mine?.id}$`);
    try {
      await observePicks(async (pick) => {
        const explaining = explain({});
        const first = await questionAt(pick, '1/4');
        await first.item(new RegExp(` ${small.domain} · .*org_`));
        assert.match(first.placeholder ?? '', /^Organization: /);
        await first.choose(ofInside);
        const second = await applicationsAt(pick, '2/4');
        assert.ok(second.back());
        const again = await questionAt(pick, '1/4');
        assert.equal(again.value, mine?.name);
        await again.item(ofInside);
        again.hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      await forget(small);
    }
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('are left out where the arguments have the answers, or leave out the application and the user', async () => {
    await connect(inside);
    const [organization] = await inside.organizations();
    const organizationId = organization?.id ?? '';
    const clientId = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
    const { domain } = inside;
    for (const [given, placeholder] of [
      [[{ domain, organizationId, clientId, userId: jane }], `Application: ${clientId} · User: ${jane}`],
      [[{ domain, organizationId, clientId: null, userId: '' }], 'Without an application · Without a user'],
      [[{ domain, organizationId }, '', jane], `Without an application · User: ${jane}`],
      [
        [{ domain, organizationId, clientId: null, userId: null }, clientId, jane],
        `Application: ${clientId} · User: ${jane}`,
      ],
    ] as const) {
      await observePicks(async (pick) => {
        const explaining = explain(...given);
        const last = await questionAt(pick, '1/1');
        assert.equal(last.title, `Explain Failed Login to ${organizationId}`);
        assert.equal(last.placeholder, placeholder);
        assert.equal(last.back(), false);
        last.hide();
        assert.equal(await explaining, undefined);
      });
    }
    for (const [given, step] of [
      [{ domain, organizationId: 'acme', clientId: null, userId: null }, '1/2'],
      [{ domain, organizationId, clientId: 'My Portal', userId: null }, '1/2'],
      [{ domain, organizationId, clientId: 7, userId: 'jane' }, '1/3'],
    ] as const) {
      await inside.inject({ delayMs: 60_000 });
      await observePicks(async (pick) => {
        const explaining = explain(given);
        (await questionAt(pick, step)).hide();
        assert.equal(await explaining, undefined);
      });
    }
  });

  it('offer the organizations of a user whose document is open, without a request for them', async () => {
    await connectLoaded(inside);
    const uri = userUri({ domain: inside.domain, userId: jane, withAllRoles: false });
    await openDocument(uri);
    await inside.clearRequests();
    const [first, second, , , fifth] = await inside.organizations();
    await observePicks(async (pick) => {
      const explaining = explain(uri);
      const own = await questionAt(pick, '1/3');
      assert.equal(own.title, `Explain Failed Login of ${jane}`);
      assert.deepEqual(labelsOf(own), [
        ...[first, second, fifth].map((organization) => organization?.display_name),
        'Another Organization…',
      ]);
      await choose(own, 'Another Organization…');
      await until(() => pick()?.items.some(({ buttons = [] }) => buttons.length > 0) === true);
      await choose(await questionAt(pick, '1/3'), second?.display_name ?? '');
      const application = await applicationsAt(pick, '2/3');
      assert.equal(application.title, `Explain Failed Login to ${second?.display_name}`);
      application.hide();
      assert.equal(await explaining, undefined);
    });
    assert.deepEqual(await asked(inside), [listRequest]);
  });

  it('ask again for the organizations of a user whose document was read some time ago', async () => {
    await connectLoaded(inside);
    const uri = userUri({ domain: inside.domain, userId: jane, withAllRoles: false });
    await openDocument(uri);
    await inside.clearRequests();
    const { now } = Date;
    try {
      Date.now = () => now() + 11 * 60_000;
      await observePicks(async (pick) => {
        const explaining = explain(uri);
        (await questionAt(pick, '1/3')).hide();
        assert.equal(await explaining, undefined);
      });
    } finally {
      Date.now = now;
    }
    assert.deepEqual(await asked(inside), [organizationsOf(jane)]);
  });

  it('are filled in by the document in front, and can be changed by going back', async () => {
    await connectLoaded(inside);
    const [, second] = await inside.organizations();
    await run('openOrganizationById', second?.id, inside.domain);
    await observePicks(async (pick) => {
      const explaining = explain();
      const application = await applicationsAt(pick, '2/4');
      assert.equal(application.title, `Explain Failed Login to ${second?.display_name}`);
      application.type('portal');
      assert.ok(application.back());
      const organization = await questionAt(pick, '1/4');
      assert.equal(organization.value, second?.name);
      await choose(organization, second?.display_name ?? '');
      const again = await questionAt(pick, '2/4');
      assert.equal(again.value, 'portal');
      again.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('name the organization of an ID, once it is loaded', async () => {
    await connectLoaded(inside);
    const [organization] = await inside.organizations();
    await observePicks(async (pick) => {
      const explaining = explain({ domain: inside.domain, organizationId: organization?.id, userId: null });
      const application = await applicationsAt(pick, '1/2');
      assert.equal(application.title, `Explain Failed Login to ${organization?.display_name}`);
      application.hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('are not filled in by a document of a tenant that is not connected any more', async () => {
    await connectLoaded(inside);
    await connect(small);
    const [organization] = await small.organizations();
    await run('openOrganizationById', organization?.id, small.domain);
    await run('disconnectTenant', small.domain);
    await observePicks(async (pick) => {
      const explaining = explain();
      (await questionAt(pick, '1/4')).hide();
      assert.equal(await explaining, undefined);
    });
  });

  it('make no request after they are cancelled', async () => {
    await connectLoaded(inside);
    const [organization] = await inside.organizations();
    const given = { domain: inside.domain, organizationId: organization?.id };
    // The list of applications is under way until it is cancelled.
    await inside.inject({ match: '/clients', delayMs: 3_600_000 });
    const cancelled = async (argument: object, step: string, ...before: readonly string[]) => {
      await observePicks(async (pick) => {
        const explaining = explain(argument);
        const question = await questionAt(pick, step);
        await until(async () => (await asked(inside)).length === before.length);
        question.hide();
        assert.equal(await explaining, undefined);
      });
      // Whatever was asked before this reaches the tenant before it.
      await run('refresh', inside.domain);
      assert.deepEqual(await asked(inside), [...before, refreshRequest]);
      await inside.clearRequests();
    };
    await cancelled({ domain: inside.domain }, '1/4');
    await cancelled({ ...given, clientId: null }, '1/2');
    await cancelled({ ...given, clientId: null, userId: null }, '1/1');
    await cancelled(given, '1/3', listRequest);
  });

  it('ask again for a user after a search has failed and Retry was chosen', async () => {
    await connect(inside);
    const [organization] = await inside.organizations();
    const sample = failureSamples.find(({ situation }) => situation === 'a search that took too long');
    assert.ok(sample);
    const { status, body } = sample;
    await inside.inject({ match: '/users\\?', times: 1, answer: { status, body } });
    await observePicks(async (pick) => {
      const explaining = explain({ domain: inside.domain, organizationId: organization?.id, clientId: null });
      const user = await questionAt(pick, '1/2');
      user.type('Toni');
      await user.accept(user.items[0]);
      await user.choose(/^\$\(warning\) .* \(503\) Retry$/);
      await until(() => user.items.length === 3);
      assert.equal(user.value, 'Toni');
      await user.accept(user.items[1]);
      const last = await questionAt(pick, '2/2');
      assert.equal(last.placeholder, 'Without an application · User: Toni Twin');
      last.hide();
      assert.equal(await explaining, undefined);
    });
    assert.equal((await asked(inside)).length, 2);
  });
});
