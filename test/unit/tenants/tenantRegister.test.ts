import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { StoredTenants } from '../../../src/tenants/storedTenants.ts';

/** What VS Code keeps for the extension, as an earlier or a later version has left it. */
function stateWith(tenants: unknown) {
  const values = new Map<string, unknown>([['tenants', tenants]]);
  const state = {
    get: (key: string) => values.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
  };
  return { values, register: new StoredTenants(state as unknown as Memento) };
}

describe('The register of tenants', () => {
  const newer = { kind: 'workspace', hosts: ['a.eu.auth0.com'] };
  const marked = { domain: 'b.eu.auth0.com', environment: 'production' } as const;

  it('leaves what a newer version has written beside its own', async () => {
    const { values, register } = stateWith([newer, marked]);
    assert.deepEqual(register.tenants, [marked]);
    await register.put('c.eu.auth0.com', () => ({ domain: 'c.eu.auth0.com' }));
    await register.remove('c.eu.auth0.com');
    assert.deepEqual(values.get('tenants'), [marked, newer]);
  });

  it('lists a tenant of an unknown environment without one, and keeps the environment until another one is chosen', async () => {
    const unknown = { domain: 'a.eu.auth0.com', label: 'A', environment: 'sandbox' };
    const { values, register } = stateWith([unknown, marked]);
    const listed = { domain: unknown.domain, label: unknown.label };
    assert.deepEqual(register.tenants, [listed, marked]);
    await register.put(listed.domain, (now) => now && { ...now, label: 'Other' });
    assert.deepEqual(values.get('tenants'), [{ ...unknown, label: 'Other' }, marked]);
    await register.put(listed.domain, () => ({ ...listed, environment: 'staging' }));
    assert.deepEqual(values.get('tenants'), [{ ...listed, environment: 'staging' }, marked]);
  });

  it('lists a tenant without a part that it does not understand, and keeps that part until there is another one', async () => {
    const [domain, other] = ['a.eu.auth0.com', 'c.eu.auth0.com'];
    const application = { clientId: 'c' };
    const entries = [
      { domain, label: null, environment: 'staging' },
      marked,
      { domain: other, label: 'C', application },
    ];
    const { values, register } = stateWith(entries);
    assert.deepEqual(register.tenants, [{ domain, environment: 'staging' }, marked, { domain: other, label: 'C' }]);
    await register.put(marked.domain, (now) => now && { ...now, label: 'B' });
    assert.deepEqual(values.get('tenants'), [entries[0], { ...marked, label: 'B' }, entries[2]]);
    const known = { clientId: 'c', audience: 'https://c.eu.auth0.com/api/v2/' };
    await register.put(domain, (now) => now && { ...now, label: 'A' });
    await register.put(other, (now) => now && { ...now, application: known });
    assert.deepEqual(values.get('tenants'), [
      { domain, label: 'A', environment: 'staging' },
      { ...marked, label: 'B' },
      { domain: other, label: 'C', application: known },
    ]);
  });

  it('lists no domain that is none, and keeps it', async () => {
    const odd = ['acme.auth0.com.evil.com/x', 'user@acme.eu.auth0.com', '', 'acme'].map((domain) => ({ domain }));
    const { values, register } = stateWith([...odd, marked]);
    assert.deepEqual(register.tenants, [marked]);
    await register.put(marked.domain, (now) => now && { ...now, label: 'B' });
    assert.deepEqual(values.get('tenants'), [{ ...marked, label: 'B' }, ...odd]);
  });

  it('lists a domain once, in the form and at the place of its first entry', async () => {
    const entries = ['A.eu.auth0.com', 'b.eu.auth0.com', 'https://a.eu.auth0.com/api/v2/', 'a.eu.auth0.com'];
    const { values, register } = stateWith(entries.map((domain, place) => ({ domain, label: `${place}` })));
    const listed = [
      { domain: 'a.eu.auth0.com', label: '0' },
      { domain: 'b.eu.auth0.com', label: '1' },
    ];
    assert.deepEqual(register.tenants, listed);
    assert.deepEqual(register.find('a.eu.auth0.com'), listed[0]);
    await register.put('a.eu.auth0.com', () => ({ domain: 'a.eu.auth0.com' }));
    assert.deepEqual(values.get('tenants'), [{ domain: 'a.eu.auth0.com' }, listed[1]]);
    await register.remove('a.eu.auth0.com');
    assert.deepEqual(values.get('tenants'), [listed[1]]);
  });

  for (const time of [1e308, 2 ** 53, Infinity, NaN, -1, 'soon', null]) {
    it(`lists a tenant whatever the time of its last change: ${time}`, async () => {
      const { values, register } = stateWith([]);
      values.set('tenants.changedAt', { [marked.domain]: time, '': time });
      await register.put(marked.domain, () => marked);
      assert.deepEqual([register.tenants, values.get('tenants')], [[marked], [marked]]);
    });
  }

  for (const stored of [{ version: 2, tenants: [marked] }, 'text', null]) {
    it(`keeps a value of another shape elsewhere: ${JSON.stringify(stored)}`, async () => {
      const { values, register } = stateWith(stored);
      assert.deepEqual(register.tenants, []);
      await register.put(marked.domain, () => marked);
      assert.deepEqual(register.tenants, [marked]);
      assert.deepEqual([...values.values()].includes(stored), true);
    });
  }

  it('is as before where VS Code holds a change that it cannot write', async () => {
    const [first, second] = [{ domain: 'a.eu.auth0.com' }, { domain: 'b.eu.auth0.com' }];
    const values = new Map<string, unknown>([['tenants', [first, second]]]);
    const state = {
      get: (key: string) => values.get(key),
      update: (key: string, value: unknown) => {
        values.set(key, value);
        return Promise.reject(new Error('The disk is full.'));
      },
    };
    const register = new StoredTenants(state as unknown as Memento);
    await assert.rejects(
      register.change((tenants) => tenants.toReversed()),
      /full/,
    );
    await assert.rejects(register.remove(first.domain), /full/);
    assert.deepEqual(register.tenants, [first, second]);
    assert.deepEqual(values.get('tenants'), [first, second]);
  });

  it('keeps what others have changed while a change could not be written', async () => {
    const [first, second, third] = [
      { domain: 'a.eu.auth0.com' },
      { domain: 'b.eu.auth0.com' },
      { domain: 'c.eu.auth0.com' },
    ];
    const values = new Map<string, unknown>([['tenants', [first, second]]]);
    let fail: (error: Error) => void = () => undefined;
    const failing = new Promise<void>((_, reject) => (fail = reject));
    let writing: Promise<void> = failing;
    const state = {
      get: (key: string) => values.get(key),
      update: (key: string, value: unknown) => {
        values.set(key, value);
        return writing;
      },
    };
    const register = new StoredTenants(state as unknown as Memento);
    const lost = register.put(first.domain, (now) => now && { ...now, label: 'Lost' });
    const alsoLost = register.put(third.domain, () => third);
    writing = Promise.resolve();
    // Another command, and another window, of which VS Code tells.
    await register.put(second.domain, (now) => now && { ...now, label: 'Kept' });
    const other = { domain: 'd.eu.auth0.com', label: 'Other' };
    values.set('tenants', [...(values.get('tenants') as object[]), other]);
    values.set('tenants.changedAt', { ...(values.get('tenants.changedAt') as object), [other.domain]: Date.now() });
    fail(new Error('The disk is full.'));
    await assert.rejects(lost, /full/);
    await assert.rejects(alsoLost, /full/);
    const left = [first, { ...second, label: 'Kept' }, other];
    assert.deepEqual([register.tenants, values.get('tenants')], [left, left]);
    assert.deepEqual(
      Object.keys(values.get('tenants.changedAt') as object).toSorted(),
      [second.domain, other.domain].toSorted(),
    );
    register.dispose();
  });
});
