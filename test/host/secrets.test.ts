import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { requestsOf } from './tenants.ts';
import type { Tenants } from '../../src/tenants/tenants.ts';
import {
  application,
  context,
  connectIn,
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

describe('The secret storage', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of the secret storage');

  it('that fails connects nothing', async () => {
    const { tenants, changes } = openWindow();
    const checked = await tenants.check(domain, await pasted(), context);
    await tenant.clearRequests();
    storage.fails = () => true;
    await assert.rejects(tenants.store(checked), failing('secretStorage'));
    assert.deepEqual([tenants.all, [...storage.secrets], changes], [[], [], []]);
    await assert.rejects(list(tenants), failing('notConnected'));
    assert.deepEqual(await requestsOf(tenant), []);
  });

  it('that fails leaves a token in use that was to be replaced', async () => {
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

  it('that fails leaves an application in use that was to be replaced', async () => {
    const { tenants } = openWindow();
    await connectIn(tenants, application);
    storage.fails = (operation) => operation === 'store';
    const other = await pasted({ expiresInSeconds: 1800 });
    await assert.rejects(connectIn(tenants, other), failing('secretStorage'));
    assert.equal((await tenants.status(domain)).kind, 'usable');
    await tenant.revokeTokens();
    await list(openWindow().tenants);
  });

  it('that fails to delete a secret leaves the tenant connected, and open', async () => {
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

  it('that fails altogether lets no tenant go whose secrets it would keep', async () => {
    await connectIn(openWindow().tenants, await pasted());
    const { tenants } = openWindow();
    storage.fails = () => true;
    await assert.rejects(tenants.disconnect(domain), failing('secretStorage'));
    storage.fails = () => false;
    await tenants.disconnect(domain);
    assert.deepEqual([tenants.all, [...storage.secrets]], [[], []]);
  });

  it('that fails to read is told from one that has lost a token, and from one that holds something else', async () => {
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

  it('is asked again once it works again, and only until it has answered', async () => {
    await connectIn(openWindow().tenants, await pasted());
    const { tenants } = openWindow();
    storage.fails = () => true;
    await assert.rejects(list(tenants), failing('secretStorage'));
    storage.fails = () => false;
    await list(tenants);
    storage.fails = () => true;
    await list(tenants);
  });

  it('that has lost a client secret, or fails to read it, keeps the application from asking for a token', async () => {
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

  it('that fails to store a token of an application does not keep it from being used, nor from being used again', async () => {
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
      connect: (tenants: Tenants) => tenants.store({ domain, key: { kind: 'token', accessToken }, accessToken }),
      connectApplication: (tenants: Tenants) => tenants.store({ domain, key: application, accessToken }),
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
