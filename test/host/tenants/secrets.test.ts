import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { submitKey } from '../../../src/connect/askForCredentials.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import { until } from '../../patience.ts';
import { requestsOf } from '../tenants.ts';
import {
  application,
  connectIn,
  context,
  failing,
  list,
  listed,
  minted,
  pasted,
  tenant,
  windowsWithOneStorage,
} from './secretStorage.ts';

const { domain } = tenant;
const secretKey = `tenant:${domain}`;
const credentials = { ...application.application, clientSecret: application.clientSecret };

describe('The secret storage', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of the secret storage');

  it('connects nothing where storing fails', async () => {
    const { tenants, changes } = openWindow();
    const checked = await tenants.check(domain, await pasted(), context);
    await tenant.clearRequests();
    storage.fails = () => true;
    await assert.rejects(tenants.store(checked), failing('secretStorage'));
    assert.deepEqual([tenants.all, [...storage.secrets], changes], [[], [], []]);
    await assert.rejects(list(tenants), failing('notConnected'));
    assert.deepEqual(await requestsOf(tenant), []);
  });

  it('keeps no key of a tenant that was disconnected while the key was asked for or checked', async () => {
    for (const key of [await pasted(), application]) {
      const { tenants } = openWindow();
      await connectIn(tenants, await pasted());
      await tenant.inject({ match: '/api/', hold: true });
      const answer = submitKey(tenants, domain, key, context.signal, true);
      await until(async () => (await requestsOf(tenant)).includes(listed));
      await tenants.disconnect(domain);
      await tenant.clearFaults();
      assert.match((await answer) ?? '', /is not connected/);
      assert.deepEqual([tenants.all, [...storage.secrets]], [[], []]);
      assert.equal(await submitKey(tenants, domain, key, context.signal, false), undefined);
      assert.deepEqual([tenants.domains, [...storage.secrets.keys()]], [[domain], [secretKey]]);
      tenants.dispose();
      storage.reset();
    }
  });

  it('leaves the old token in use where storing the new one fails', async () => {
    const { tenants, changes } = openWindow();
    await connectIn(tenants, await pasted());
    await tenants.rename(domain, 'Production');
    const status = await tenants.status(domain);
    storage.fails = (operation) => operation === 'store';
    for (const key of [application, await pasted({ expiresInSeconds: 1800 })]) {
      await assert.rejects(connectIn(tenants, key), failing('secretStorage'));
    }
    assert.deepEqual(await tenants.status(domain), status);
    assert.deepEqual(tenants.all, [{ domain, label: 'Production' }]);
    assert.deepEqual(changes, ['connected', 'changed']);
    await list(tenants);
    await list(openWindow().tenants);
  });

  it('leaves the old application in use where storing the new one fails', async () => {
    const { tenants } = openWindow();
    await connectIn(tenants, application);
    storage.fails = (operation) => operation === 'store';
    const other = await pasted({ expiresInSeconds: 1800 });
    await assert.rejects(connectIn(tenants, other), failing('secretStorage'));
    assert.equal((await tenants.status(domain)).kind, 'usable');
    await tenant.revokeTokens();
    await list(openWindow().tenants);
  });

  it('leaves the tenant connected, and open, where deleting its secret fails', async () => {
    const { tenants, changes } = openWindow();
    await connectIn(tenants, application);
    const secrets = [...storage.secrets];
    storage.fails = (operation) => operation === 'delete';
    await assert.rejects(tenants.disconnect(domain), failing('secretStorage'));
    assert.deepEqual([tenants.domains, changes], [[domain], ['connected']]);
    assert.deepEqual([...storage.secrets], secrets);
    await list(tenants);
    assert.deepEqual(await requestsOf(tenant), [listed]);
  });

  it('lets no tenant go whose secrets would stay where both storing and deleting fail', async () => {
    await connectIn(openWindow().tenants, await pasted());
    const { tenants } = openWindow();
    storage.fails = () => true;
    await assert.rejects(tenants.disconnect(domain), failing('secretStorage'));
    storage.fails = () => false;
    await tenants.disconnect(domain);
    assert.deepEqual([tenants.all, [...storage.secrets]], [[], []]);
  });

  it('is told from one that has lost a token, or holds something else, where reading fails', async () => {
    const ways = [
      { status: 'unreadable', reason: 'secretStorage', arrange: () => (storage.fails = () => true) },
      {
        status: 'missing',
        reason: 'noToken',
        arrange: () => {
          storage.secrets.clear();
        },
      },
      {
        status: 'damaged',
        reason: 'damagedToken',
        arrange: () => storage.secrets.set(secretKey, JSON.stringify({ accessToken: 'something else' })),
      },
      { status: 'missing', reason: 'noToken', arrange: () => storage.secrets.set(secretKey, 'something else') },
    ];
    for (const { status, reason, arrange } of ways) {
      await connectIn(openWindow().tenants, await pasted());
      arrange();
      const { tenants } = openWindow();
      assert.deepEqual(await tenants.status(domain), { kind: status });
      await assert.rejects(list(tenants), failing(reason));
      assert.deepEqual(await requestsOf(tenant), []);
      storage.fails = () => false;
    }
  });

  it('is asked again once the storage works again, and only until it has answered', async () => {
    await connectIn(openWindow().tenants, await pasted());
    const { tenants } = openWindow();
    storage.fails = () => true;
    await assert.rejects(list(tenants), failing('secretStorage'));
    storage.fails = () => false;
    await list(tenants);
    storage.fails = () => true;
    await list(tenants);
  });

  it('keeps an application from asking for a token where its client secret is lost or cannot be read', async () => {
    await connectIn(openWindow().tenants, application);
    storage.secrets.clear();
    const lost = openWindow().tenants;
    assert.deepEqual(await lost.status(domain), { kind: 'missing' });
    await assert.rejects(list(lost), failing('noToken'));
    storage.fails = (_, key) => key === secretKey;
    const unreadable = openWindow().tenants;
    assert.deepEqual(await unreadable.status(domain), { kind: 'unreadable' });
    await assert.rejects(list(unreadable), failing('secretStorage'));
    assert.deepEqual(await requestsOf(tenant), []);
  });

  it('does not keep a token of an application from being used, also again, where storing it fails', async () => {
    await connectIn(openWindow().tenants, application);
    const { accessToken, ...secret } = JSON.parse(storage.secrets.get(secretKey) ?? '') as Record<string, unknown>;
    assert.ok(accessToken);
    storage.secrets.set(secretKey, JSON.stringify(secret));
    storage.fails = (operation) => operation === 'store';
    const { tenants, changes } = openWindow();
    await Promise.all([list(tenants), list(tenants)]);
    await list(tenants);
    assert.deepEqual(await requestsOf(tenant), [minted, listed, listed, listed]);
    assert.deepEqual(changes, []);
  });

  it('holds what the last command has left, however commands overlap', async () => {
    const accessToken = await tenant.mintToken();
    const commands = {
      connect: (tenants: Tenants) => tenants.store({ domain, secret: { accessToken } }),
      connectApplication: (tenants: Tenants) =>
        tenants.store({ domain, secret: { accessToken, application: credentials } }),
      disconnect: (tenants: Tenants) => tenants.disconnect(domain),
    };
    type Command = keyof typeof commands;
    const names = Object.keys(commands) as Command[];
    const overlaps = fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.constantFrom(...names), { minLength: 2, maxLength: 5 }),
      async (scheduler, chosen) => {
        storage.reset();
        const { tenants } = openWindow();
        storage.turn = () => scheduler.schedule(Promise.resolve());
        const running = chosen.map((name) => commands[name](tenants));
        const status = scheduler.waitFor(Promise.all(running).then(() => tenants.status(domain)));
        const isConnected = chosen.at(-1) !== 'disconnect';
        assert.equal((await status).kind, isConnected ? 'usable' : 'missing');
        assert.deepEqual(
          [tenants.domains, [...storage.secrets.keys()]],
          isConnected ? [[domain], [secretKey]] : [[], []],
        );
        tenants.dispose();
      },
    );
    await fc.assert(overlaps, { numRuns: 300 });
  });
});
