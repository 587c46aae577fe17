import assert from 'node:assert/strict';
import type { Memento } from 'vscode';
import { StoredTenants } from '../../src/tenants/storedTenants.ts';

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
    await register.put({ domain: 'c.eu.auth0.com' });
    await register.remove('c.eu.auth0.com');
    assert.deepEqual(values.get('tenants'), [marked, newer]);
  });

  for (const stored of [{ version: 2, tenants: [marked] }, 'text', null]) {
    it(`keeps a value of another shape elsewhere: ${JSON.stringify(stored)}`, async () => {
      const { values, register } = stateWith(stored);
      assert.deepEqual(register.tenants, []);
      await register.put(marked);
      assert.deepEqual(register.tenants, [marked]);
      assert.deepEqual([...values.values()].includes(stored), true);
    });
  }
});
