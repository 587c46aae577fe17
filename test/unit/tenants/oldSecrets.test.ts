import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TenantSecret } from '../../../src/tenants/tenantSecret.ts';
import {
  application,
  domain,
  key,
  Machine,
  newToken,
  openWindow,
  pasted,
  registered,
  secretOf,
} from './tenantWindows.ts';

const oldToken = `accessToken:${domain}`;
const oldClientSecret = `clientSecret:${domain}`;

/** A machine as a version up to 0.1.0 has left it. */
function leftBehind({ accessToken, application: credentials }: TenantSecret): Machine {
  const machine = new Machine();
  machine.tenants = [{ domain, ...(credentials && { application: registered }) }];
  if (credentials) machine.secrets.set(oldClientSecret, credentials.clientSecret);
  if (accessToken !== undefined) machine.secrets.set(oldToken, accessToken);
  return machine;
}

/** What was told has arrived. */
const arrived = () => new Promise(setImmediate);

const kinds = { 'a token': pasted, 'an application': application };

for (const [kind, make] of Object.entries(kinds)) {
  describe(`Secrets of the old form, of ${kind},`, () => {
    it('are taken over when they are first read, and once', async () => {
      const secret = make();
      const machine = leftBehind(secret);
      const window = openWindow(machine);
      assert.equal(machine.secrets.has(key), false);
      assert.deepEqual(await window.vault.read(domain), secret);
      assert.deepEqual([[...machine.secrets.keys()], secretOf(machine)], [[key], secret]);
      const changing: string[] = [];
      machine.fails = (operation) => operation !== 'get' && changing.push(operation) > 0;
      assert.deepEqual(await openWindow(machine).vault.read(domain), secret);
      await arrived();
      assert.deepEqual([changing, window.changes], [[], []]);
    });

    it('are read also where they cannot be taken over, and stay until they are', async () => {
      const secret = make();
      for (const failing of ['store', 'delete']) {
        const machine = leftBehind(secret);
        machine.fails = (operation) => operation === failing;
        const window = openWindow(machine);
        assert.deepEqual(await window.vault.read(domain), secret);
        assert.equal(machine.secrets.get(oldToken), secret.accessToken);
        // Otherwise they would be taken for newer than the new one.
        await assert.rejects(window.vault.connect(domain, pasted()), { reason: 'secretStorage' });
        assert.deepEqual(await openWindow(machine).vault.read(domain), secret);
        machine.fails = () => false;
        assert.deepEqual(await openWindow(machine).vault.read(domain), secret);
        assert.deepEqual([...machine.secrets.keys()], [key]);
      }
    });

    it('give way to a key that is stored before they were read', async () => {
      const machine = leftBehind(make());
      const secret = pasted();
      await openWindow(machine).vault.connect(domain, secret);
      assert.deepEqual(await openWindow(machine).vault.read(domain), secret);
      assert.deepEqual([...machine.secrets.keys()], [key]);
    });

    it('go with their tenant', async () => {
      const machine = leftBehind(make());
      await openWindow(machine).vault.disconnect(domain);
      assert.deepEqual([machine.tenants, [...machine.secrets]], [[], []]);
    });

    it('are not lost by a machine that stops, nor by windows that take them over at once', async () => {
      const secret = make();
      const check = fc.asyncProperty(fc.scheduler(), fc.nat(40), async (scheduler, operations) => {
        const machine = leftBehind(secret);
        let left = operations;
        machine.turn = async (label) => {
          await scheduler.schedule(Promise.resolve(), label);
          left -= 1;
          if (left < 0) await new Promise(() => undefined);
        };
        const read: unknown[] = [];
        for (const { vault } of [openWindow(machine), openWindow(machine)]) {
          void vault.read(domain).then((found) => read.push(found));
        }
        await scheduler.waitIdle();
        machine.turn = () => Promise.resolve();
        assert.deepEqual(
          read,
          read.map(() => secret),
        );
        assert.deepEqual(await openWindow(machine).vault.read(domain), secret);
        assert.deepEqual([...machine.secrets.keys()], [key]);
      });
      await fc.assert(check, { numRuns: 1000 });
    });
  });
}

describe('Secrets of the old form', () => {
  it('are taken over again where an older version in another window stores them again', async () => {
    const machine = leftBehind(pasted());
    const older = machine.context().secrets;
    const window = openWindow(machine);
    await window.vault.read(domain);
    const accessToken = newToken();
    await older.store(oldToken, accessToken);
    await arrived();
    assert.deepEqual(await window.vault.read(domain), { accessToken });
    assert.deepEqual([[...machine.secrets.keys()], window.changes], [[key], ['tokenReplaced']]);

    // An application, whose client secret is stored first.
    const other = application();
    machine.tenants = [{ domain, application: registered }];
    await older.store(oldClientSecret, other.application?.clientSecret ?? '');
    const rest = openWindow(machine).vault.read(domain);
    await older.store(oldToken, other.accessToken ?? '');
    await rest;
    await arrived();
    assert.deepEqual([[...machine.secrets.keys()], secretOf(machine)], [[key], other]);

    // The application gets a new token there.
    await older.store(oldToken, accessToken);
    await arrived();
    assert.deepEqual(secretOf(machine), { ...other, accessToken });
  });

  it('leave no secret where an older version disconnects the tenant, once the window has the focus', async () => {
    const machine = leftBehind(application());
    const window = openWindow(machine);
    await window.vault.read(domain);
    await machine.context().globalState.update('tenants', []);
    await arrived();
    window.others.noticeTenants();
    await arrived();
    assert.deepEqual([[...machine.secrets], window.changes], [[], ['disconnected']]);
  });

  it('are told from missing ones, and kept, where they are damaged', async () => {
    const machine = leftBehind({ accessToken: 'something else' });
    assert.deepEqual(await openWindow(machine).tokens.status(domain), { kind: 'damaged' });
    assert.deepEqual(secretOf(machine), { accessToken: 'something else' });
  });

  it('are no application without the client ID, which is in the list', async () => {
    const { accessToken = '', application: credentials } = application();
    const machine = leftBehind({ accessToken });
    machine.secrets.set(oldClientSecret, credentials?.clientSecret ?? '');
    assert.deepEqual(await openWindow(machine).vault.read(domain), { accessToken });
    assert.deepEqual([...machine.secrets.keys()], [key]);
  });

  it('are left alone where their tenant is not listed, as in another profile', async () => {
    const machine = leftBehind(pasted());
    machine.tenants = [];
    const { vault } = openWindow(machine);
    assert.equal(await vault.read(domain), undefined);
    await machine.context().secrets.store(oldToken, newToken());
    await arrived();
    assert.deepEqual([...machine.secrets.keys()], [oldToken]);
  });
});

describe('The secret of a tenant', () => {
  it('stays where another profile has it, after the tenant was disconnected in this one while it got a token', async () => {
    const machine = new Machine();
    const window = openWindow(machine);
    const secret = application();
    await window.vault.connect(domain, secret);
    const source = window.tokens.source(domain);
    source.accept(await source.current());
    let mint: (() => void) | undefined;
    machine.turn = (label) => (label === 'mint' ? new Promise<void>((resolve) => (mint = resolve)) : Promise.resolve());
    const renewing = assert.rejects(source.renew(secret.accessToken ?? ''), { reason: 'cancelled' });
    await arrived();
    await window.vault.disconnect(domain);
    await arrived();
    await machine.context().secrets.store(key, JSON.stringify(secret));
    assert.ok(mint);
    mint();
    await renewing;
    assert.deepEqual(secretOf(machine), secret);
  });

  const others = [
    '',
    'null',
    '[]',
    '{',
    '{}',
    '{"application":{}}',
    '{"accessToken":1}',
    '{"accessToken":"a","application":null}',
  ];
  for (const text of others) {
    it(`counts as missing where it cannot be understood, and stays until there is another secret: ${text}`, async () => {
      const machine = new Machine();
      machine.tenants = [{ domain }];
      machine.secrets.set(key, text);
      const window = openWindow(machine);
      assert.deepEqual(await window.tokens.status(domain), { kind: 'missing' });
      await assert.rejects(window.tokens.source(domain).current(), { reason: 'noToken' });
      assert.deepEqual([window.stored.tenants, machine.secrets.get(key)], [[{ domain }], text]);
      const secret = pasted();
      await window.vault.connect(domain, secret);
      assert.deepEqual(secretOf(machine), secret);
    });
  }
});
