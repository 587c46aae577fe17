import assert from 'node:assert/strict';
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

/** What was told has arrived. */
const arrived = () => new Promise(setImmediate);

/** Acts once, right before an operation takes effect. */
function before(machine: Machine, operation: string, act: () => Promise<unknown>): void {
  machine.turn = async (label) => {
    if (label === operation) {
      machine.turn = () => Promise.resolve();
      await act();
      await arrived();
    }
  };
}

/** Lets no window hear of secrets. */
function tellNothing(machine: Machine): void {
  machine.turn = (label) => (label.startsWith('change of') ? new Promise(() => undefined) : Promise.resolve());
}

const oldToken = `accessToken:${domain}`;

describe('Between two steps in a window, another window', () => {
  it('disconnects the tenant whose new token is stored: it is deleted again', async () => {
    const machine = new Machine();
    const [window, other] = [openWindow(machine), openWindow(machine)];
    const { application: credentials } = application();
    assert.ok(credentials);
    await window.vault.connect(domain, { application: credentials });
    await arrived();
    before(machine, `store ${key}`, () => other.vault.disconnect(domain));
    await assert.rejects(window.vault.keepToken(domain, credentials, newToken()), { reason: 'cancelled' });
    assert.deepEqual([...machine.secrets], []);
  });

  for (const closed of ['none', 'the first', 'the other']) {
    it(`disconnects the tenant whose new token is stored, and is heard of later: it is deleted again where ${closed} is closed then`, async () => {
      const machine = new Machine();
      const [window, other] = [openWindow(machine), openWindow(machine)];
      const { application: credentials } = application();
      assert.ok(credentials);
      await window.vault.connect(domain, { application: credentials });
      await arrived();
      let hear: (() => void) | undefined;
      machine.turn = async (label) => {
        if (label === `store ${key}`) await other.vault.disconnect(domain);
        if (label === 'list is told') await new Promise<void>((resolve) => (hear = resolve));
        if (label === 'time passes') await arrived();
      };
      await window.vault.keepToken(domain, credentials, newToken());
      assert.ok(hear && secretOf(machine));
      if (closed === 'the first') window.stored.dispose();
      if (closed === 'the other') other.stored.dispose();
      hear();
      for (let times = 0; times < 10; times += 1) await arrived();
      assert.deepEqual([machine.tenants, [...machine.secrets]], [[], []]);
    });
  }

  it('gives the tenant another application, of which the window has not heard: no token of the first is kept', async () => {
    const machine = new Machine();
    const [window, other] = [openWindow(machine), openWindow(machine)];
    const [first, second] = [application(), application()];
    assert.ok(first.application);
    await window.vault.connect(domain, first);
    await arrived();
    tellNothing(machine);
    await other.vault.connect(domain, second);
    await assert.rejects(window.vault.keepToken(domain, first.application, newToken()), { reason: 'cancelled' });
    assert.deepEqual(secretOf(machine), second);
  });

  it('gives the tenant another application, while the window gets a token with the secret of the first: the other one stays', async () => {
    const machine = new Machine();
    const [window, other] = [openWindow(machine), openWindow(machine)];
    const [first, second] = [application(), application()];
    const basis = first.application;
    await window.vault.connect(domain, first);
    await arrived();
    tellNothing(machine);
    await other.vault.connect(domain, second);
    const renewed = { ...first, accessToken: newToken() };
    assert.equal(await window.vault.connect(domain, renewed, { isUpdate: true, basis }), false);
    assert.deepEqual([secretOf(machine), await window.vault.read(domain)], [second, second]);
    await window.vault.connect(domain, renewed, { isUpdate: true });
    assert.deepEqual(secretOf(machine), renewed);
  });

  it('disconnects the tenant that is connected: it is listed again', async () => {
    const machine = new Machine();
    const [window, other] = [openWindow(machine), openWindow(machine)];
    const secret = pasted();
    before(machine, `store ${key}`, () => other.vault.disconnect(domain));
    await window.vault.connect(domain, secret);
    assert.deepEqual([machine.tenants, secretOf(machine)], [[{ domain }], secret]);
  });

  it('takes over old secrets, and gets a newer token: the old one does not come back', async () => {
    const machine = new Machine();
    const { accessToken, application: credentials } = application();
    assert.ok(accessToken !== undefined && credentials);
    machine.tenants = [{ domain, application: registered }];
    machine.secrets.set(oldToken, accessToken).set(`clientSecret:${domain}`, credentials.clientSecret);
    const [window, other] = [openWindow(machine), openWindow(machine)];
    const newer = newToken();
    before(machine, `get ${key}`, async () => {
      await other.vault.read(domain);
      await other.vault.keepToken(domain, credentials, newer);
    });
    assert.equal((await window.vault.read(domain))?.accessToken, newer);
    assert.deepEqual(secretOf(machine), { accessToken: newer, application: credentials });
  });
});

describe('A tenant', () => {
  it('stays disconnected where a new key of it is stored after that', async () => {
    const machine = new Machine();
    const { vault } = openWindow(machine);
    await vault.connect(domain, pasted());
    const disconnected = vault.disconnect(domain);
    await assert.rejects(vault.connect(domain, application(), { isUpdate: true }), { reason: 'notConnected' });
    await disconnected;
    assert.deepEqual([machine.tenants, [...machine.secrets]], [[], []]);
    await vault.connect(domain, pasted());
    await vault.connect(domain, pasted(), { isUpdate: true });
    assert.deepEqual([machine.tenants, [...machine.secrets.keys()]], [[{ domain }], [key]]);
  });

  it('keeps its place where its secret cannot be deleted the second time', async () => {
    const machine = new Machine();
    machine.tenants = [{ domain }, { domain: 'other.auth0.com' }];
    machine.secrets.set(key, JSON.stringify(pasted()));
    let deleted = 0;
    machine.fails = (operation) => operation === 'delete' && (deleted += 1) > 3;
    await assert.rejects(openWindow(machine).vault.disconnect(domain), { reason: 'secretStorage' });
    assert.deepEqual(machine.tenants, [{ domain }, { domain: 'other.auth0.com' }]);
  });

  for (const isTold of [true, false]) {
    it(`leaves a secret of another profile alone when it is removed from the list, ${isTold ? '' : 'not '}told of it`, async () => {
      const machine = new Machine();
      const window = openWindow(machine);
      await window.vault.connect(domain, pasted());
      window.others.noticeTenants();
      await arrived();
      const secret = pasted();
      const profile = machine.context();
      await profile.globalState.update('tenants', []);
      await arrived();
      if (!isTold) tellNothing(machine);
      await profile.secrets.store(key, JSON.stringify(secret));
      await arrived();
      window.others.noticeTenants();
      await arrived();
      assert.deepEqual([secretOf(machine), window.changes.at(-1)], [secret, 'disconnected']);
    });
  }

  it('leaves old secrets of another profile alone where it is not listed any more', async () => {
    const machine = new Machine();
    const window = openWindow(machine);
    const secret = application();
    assert.ok(secret.application);
    await window.vault.connect(domain, secret);
    const profile = machine.context();
    await profile.globalState.update('tenants', []);
    await arrived();
    tellNothing(machine);
    await profile.secrets.store(oldToken, newToken());
    await assert.rejects(window.vault.keepToken(domain, secret.application, newToken()), { reason: 'cancelled' });
    assert.deepEqual([...machine.secrets.keys()], [key, oldToken]);
  });
});
