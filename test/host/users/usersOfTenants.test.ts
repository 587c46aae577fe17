import * as assert from 'node:assert/strict';
import { documentInFront } from '../../../src/commands/commandTarget.ts';
import { until } from '../../patience.ts';
import { rowTexts, withPick } from '../observedPick.ts';
import { failureSamples } from '../../unit/api/failures.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';

const { inside, staging } = tenants;

describe('Find User over all connected tenants', () => {
  beforeEach(async () => {
    for (const [tenant, label] of [
      [inside, 'Production'],
      [staging, 'Staging'],
    ] as const) {
      await connect(tenant);
      await run('renameTenant', tenant.domain, label);
    }
  });
  afterEach(async () => {
    for (const tenant of [inside, staging]) {
      await run('renameTenant', tenant.domain, '');
      await forget(tenant);
    }
  });

  it('asks for the user at once, says who gets how many requests, and names the tenant of each result', async () => {
    await withPick(
      () => run('findUser'),
      async (pick) => {
        assert.equal(pick.title, 'Find User');
        pick.type('Toni');
        const [ask] = rowTexts(pick);
        assert.match(ask ?? '', /^\$\(search\) Search the users .* Production and Staging · at most 2 requests$/);
        assert.deepEqual([...(await requestsOf(inside)), ...(await requestsOf(staging))], []);
        await pick.choose(/^\$\(search\) Search the users/);
        await pick.item(/Production · twin@acme\.example/);
        await until(() => !rowTexts(pick).some((row) => row.startsWith('Asking')));
        assert.deepEqual([(await requestsOf(inside)).length, (await requestsOf(staging)).length], [1, 1]);
        await pick.choose(/Production · twin@acme\.example/);
        await until(() => documentInFront()?.authority === inside.domain);
      },
    );
  });

  it('finds the users whose addresses end with a domain, in any case', async () => {
    await withPick(
      () => run('findUser', '', inside.domain),
      async (pick) => {
        pick.type('@Acme.example');
        await pick.choose(/^\$\(search\) Search email addresses that end with @Acme\.example 1 request$/);
        await pick.item(/^Max Case/);
        await pick.item(/twin@acme\.example/);
        assert.equal((await requestsOf(inside)).length, 1);
      },
    );
  });

  it('finds a user with an ID that two tenants have, and opens the one that is chosen', async () => {
    await withPick(
      () => run('findUser', 'samlp|acme|jane@acme.example'),
      async (pick) => {
        await pick.item(/^Jane Doe Production · /);
        await pick.choose(/^Jane Doe Staging · /);
        await until(() => documentInFront()?.authority === staging.domain);
      },
    );
  });

  it('keeps the results of one tenant where the other one fails, which is asked again by Retry', async () => {
    const sample = failureSamples.find(({ situation }) => situation === 'a search that took too long');
    assert.ok(sample);
    await staging.inject({ match: '/users\\?', times: 1, answer: { status: sample.status, body: sample.body } });
    await withPick(
      () => run('findUser', 'Toni'),
      async (pick) => {
        const failure = await pick.item(/^\$\(warning\) Staging · .* \(503\) Retry$/);
        const user = await pick.item(/Production · twin@acme\.example/);
        await until(() => pick.items.indexOf(failure) < pick.items.indexOf(user));
        // And not the failure, which the window can still have as the only row.
        await until(() => pick.active[0]?.label === user.label);
        await pick.accept(failure);
        await until(async () => (await requestsOf(staging)).length === 2);
        await until(() => !rowTexts(pick).some((row) => /503|^Asking/.test(row)));
        await pick.item(/Production · twin@acme\.example/);
        assert.equal((await requestsOf(inside)).length, 1);
      },
    );
  });

  it('reads the next page of one tenant, and keeps all rows', async () => {
    await withPick(
      () => run('findUser', 'a'),
      async (pick) => {
        await pick.choose(/^Load more… Production$/);
        await until(() => rowTexts(pick).filter((row) => row.includes('Production · ')).length === 200);
        assert.deepEqual([(await requestsOf(inside)).length, (await requestsOf(staging)).length], [2, 1]);
      },
    );
  });

  it('asks one tenant alone where it is given, and says in their order which ones have no such user', async () => {
    await inside.inject({ match: 'nobody', times: 1, delayMs: 1000 });
    await withPick(
      () => run('findUser', 'nobody@acme.example'),
      async (pick) => {
        await pick.item(/^No user found in Production and Staging/);
        await pick.item(/^\$\(search\) Search the users/);
      },
    );
    await staging.clearRequests();
    await withPick(
      () => run('findUser', { kind: 'tenant', domain: inside.domain }),
      async (pick) => {
        assert.equal(pick.title, 'Find User in Production');
        pick.type('nobody@acme.example');
        await pick.accept(pick.items[0]);
        await pick.item(/^No user found/);
      },
    );
    assert.deepEqual(await requestsOf(staging), []);
  });
});
