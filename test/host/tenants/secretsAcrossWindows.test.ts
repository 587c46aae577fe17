import * as assert from 'node:assert/strict';
import { OrganizationStore } from '../../../src/organizations/organizationStore.ts';
import { SectionStore } from '../../../src/sections/sectionStore.ts';
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
  settled,
  tenant,
  windowsWithOneStorage,
} from './secretStorage.ts';

const { domain } = tenant;

describe('The secret storage that windows share', () => {
  const { storage, openWindow } = windowsWithOneStorage('Test of windows');

  it('tells a window of its own changes without their being taken for those of another', async () => {
    const { tenants, changes } = openWindow();
    await connectIn(tenants, await pasted());
    await connectIn(tenants, application);
    await tenant.revokeTokens();
    await list(tenants);
    await settled();
    await tenants.disconnect(domain);
    await settled();
    assert.deepEqual(changes, ['connected', 'tokenReplaced', 'disconnected']);
    assert.deepEqual([...storage.secrets], []);
  });

  it('tells another window of each change once, without a request', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connectIn(tenants, await pasted());
    assert.equal((await other.tenants.status(domain)).kind, 'usable');
    assert.deepEqual(other.changes, ['connected']);
    await list(other.tenants);
    await tenant.revokeTokens();
    await connectIn(tenants, await pasted());
    assert.deepEqual(other.changes, ['connected', 'tokenReplaced']);
    assert.deepEqual(await requestsOf(tenant), []);
    await list(other.tenants);
    await tenants.disconnect(domain);
    await settled();
    assert.deepEqual(other.changes, ['connected', 'tokenReplaced', 'disconnected']);
    await assert.rejects(list(other.tenants), failing('notConnected'));
    assert.deepEqual(await requestsOf(tenant), [listed]);
  });

  it('tells another window of a new application as of a key worth another try, and of no token that an application gets', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connectIn(tenants, await pasted({ scope: 'read:organizations' }));
    await connectIn(tenants, application);
    assert.deepEqual(other.changes, ['connected', 'changed', 'tokenReplaced']);
    await tenant.revokeTokens();
    await list(tenants);
    await settled();
    assert.deepEqual(other.changes, ['connected', 'changed', 'tokenReplaced', 'changed']);
  });

  it('tells another window of tenants in another order, when it gets the focus or hears of a secret', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connectIn(tenants, await pasted());
    await tenants.store({ domain: 'other.eu.auth0.com', secret: { accessToken: 'a' } });
    const seen = other.tenants.domains;
    await settled();
    const changed: string[] = [];
    other.tenants.onDidChange((change) => changed.push(`${change.domain} ${change.kind}`));
    await tenants.move(domain, 1);
    assert.deepEqual(other.tenants.domains, seen.toReversed());
    await connectIn(tenants, await pasted({ scope: 'read:organizations' }));
    await until(() => changed.includes('other.eu.auth0.com changed'));
  });

  it('fires no change of sections for a tenant that is disconnected, whose rows go with the tenant', async () => {
    const { tenants } = openWindow();
    const sections = new SectionStore(tenants);
    const shown: unknown[] = [];
    sections.onDidChange(({ path }) => shown.push(path));
    try {
      await connectIn(tenants, await pasted());
      const [organization] = await tenant.organizations();
      const members = { domain, id: organization?.id ?? '-', path: ['members'] };
      await sections.change(members, (list) => list.load(context));
      shown.length = 0;
      await tenants.disconnect(domain);
      assert.deepEqual(shown, []);
      assert.equal(sections.loaded(members), undefined);
    } finally {
      sections.dispose();
    }
  });

  it('tells another window of a token that its lists are worth another try with', async () => {
    const [first, second] = [openWindow().tenants, openWindow().tenants];
    const [store, sections] = [new OrganizationStore(second), new SectionStore(second)];
    const shown: unknown[] = [];
    store.onDidChange((changed) => shown.push(changed));
    sections.onDidChange(({ path }) => shown.push(path));
    try {
      await connectIn(first, await pasted());
      const [organization] = await tenant.organizations();
      const members = { domain, id: organization?.id ?? '-', path: ['members'] };
      await sections.change(members, (list) => list.load(context));
      await tenant.revokeTokens();
      await assert.rejects(store.change(domain, (list) => list.load(context)));
      await assert.rejects(sections.change(members, (list) => list.refresh(context)));
      assert.deepEqual([store.get(domain).isOpened, sections.get(members).failure?.operation], [true, 'refresh']);
      shown.length = 0;
      await connectIn(first, await pasted());
      assert.deepEqual([store.get(domain).isOpened, sections.get(members).failure], [false, undefined]);
      assert.deepEqual(shown.toSorted(), [domain, ['members']]);
      assert.deepEqual(await requestsOf(tenant), []);
    } finally {
      store.dispose();
      sections.dispose();
    }
  });

  it('never makes windows get tokens of an application in turn, however often the tenant refuses them', async () => {
    const [first, second] = [openWindow().tenants, openWindow().tenants];
    await connectIn(first, application);
    const attempts: Promise<unknown>[] = [];
    for (const tenants of [first, second]) {
      // As a document does that could not be read.
      tenants.onDidChange(
        ({ kind }) => kind === 'tokenReplaced' && attempts.push(list(tenants).catch(() => undefined)),
      );
    }
    await tenant.revokeTokens();
    await tenant.inject({
      match: '/api/',
      answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } },
    });
    await assert.rejects(list(first), failing('invalidToken'));
    await settled();
    for (const attempt of attempts) {
      await attempt;
      await settled();
    }
    assert.deepEqual(await requestsOf(tenant), [listed, minted, listed]);
  });

  it('keeps no token that an application gets after its tenant was disconnected or given another key', async () => {
    for (const [change, isCancelled] of [
      [(tenants: Tenants) => tenants.disconnect(domain), true],
      [async (tenants: Tenants) => tenants.store(await tenants.check(domain, await pasted(), context)), false],
    ] as const) {
      const { tenants } = openWindow();
      await connectIn(tenants, application);
      await tenant.revokeTokens();
      await tenant.inject({ match: '/oauth/token', times: 1, hold: true });
      // With another key, the request goes on.
      const reading = isCancelled ? assert.rejects(list(tenants), failing('cancelled')) : list(tenants);
      await until(async () => (await requestsOf(tenant)).includes(minted));
      await change(tenants);
      const kept = [...storage.secrets];
      await tenant.clearFaults();
      await reading;
      assert.deepEqual([...storage.secrets], kept);
    }
  });

  it('keeps no token that another window gets, which has not heard yet that the tenant is disconnected or has another key', async () => {
    for (const [change, isKept] of [
      [(tenants: Tenants) => tenants.disconnect(domain), false],
      [async (tenants: Tenants) => tenants.store(await tenants.check(domain, await pasted(), context)), true],
    ] as const) {
      const [{ tenants }, other] = [openWindow(), openWindow()];
      await connectIn(tenants, application);
      await list(other.tenants);
      await tenant.revokeTokens();
      await tenant.clearRequests();
      storage.tells = false;
      await tenant.inject({ match: '/oauth/token', times: 1, hold: true });
      const reading = assert.rejects(list(other.tenants), failing('cancelled'));
      await until(async () => (await requestsOf(tenant)).includes(minted));
      await change(tenants);
      const kept = [...storage.secrets];
      assert.equal(kept.length > 0, isKept);
      await tenant.clearFaults();
      await reading;
      assert.deepEqual([...storage.secrets], kept);
      storage.reset();
    }
  });

  it('keeps no token of a tenant that another window disconnects while the token is stored, where it cannot be read any more', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connectIn(tenants, application);
    await tenant.revokeTokens();
    const { secrets } = storage.context;
    const { store } = secrets;
    secrets.store = async (key, value) => {
      secrets.store = store;
      await other.tenants.disconnect(domain);
      storage.fails = (operation) => operation === 'get';
      await store(key, value);
    };
    await assert.rejects(list(tenants), failing('cancelled'));
    assert.deepEqual([...storage.secrets], []);
  });

  it('sends nothing more for a tenant that is disconnected while it waits for its rate limit', async () => {
    for (const match of ['/oauth/token', '/api/v2']) {
      const { tenants } = openWindow();
      await connectIn(tenants, application);
      if (match === '/oauth/token') await tenant.revokeTokens();
      await tenant.inject({
        match,
        answer: { status: 429, body: { statusCode: 429 }, headers: { 'retry-after': '1' } },
      });
      const reading = tenants.client(domain).list(undefined, { ...context, priority: 'background' }, 1);
      const ended = assert.rejects(reading, failing('cancelled'));
      await until(async () => (await requestsOf(tenant)).some((request) => request.includes(match)));
      await tenants.disconnect(domain);
      await tenant.clearRequests();
      await ended;
      assert.deepEqual(await requestsOf(tenant), []);
      await tenant.clearFaults();
    }
  });

  it('undoes nothing but the tenant that cannot be kept', async () => {
    const { tenants } = openWindow();
    await connectIn(tenants, await pasted());
    const elsewhere = 'acme.eu.auth0.com';
    storage.fails = (operation, key) => {
      // While the keyring of the second one fails, the first one is renamed.
      if (operation === 'store' && key.endsWith(elsewhere)) {
        void tenants.rename(domain, 'Production');
        return true;
      }
      return false;
    };
    await assert.rejects(tenants.store({ domain: elsewhere, secret: { accessToken: 'x' } }), failing('secretStorage'));
    assert.deepEqual(tenants.all, [{ domain, label: 'Production' }]);
  });

  it('is asked again once the storage works, where it failed when another window had replaced a token', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connectIn(tenants, await pasted());
    await list(other.tenants);
    let isStored = false;
    storage.fails = (operation) => {
      isStored ||= operation === 'store';
      return isStored && operation === 'get';
    };
    await tenants.store(await tenants.check(domain, await pasted({ scope: 'read:organizations read:roles' }), context));
    await settled();
    assert.deepEqual(await other.tenants.status(domain), { kind: 'unreadable' });
    storage.fails = () => false;
    await list(other.tenants);
  });

  it('gives another window the token that an application has got', async () => {
    const [{ tenants }, other] = [openWindow(), openWindow()];
    await connectIn(tenants, application);
    await tenant.revokeTokens();
    await list(tenants);
    await settled();
    await list(other.tenants);
    assert.deepEqual(await requestsOf(tenant), [listed, minted, listed, listed]);
  });
});
