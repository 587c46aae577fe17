import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { Memento } from 'vscode';
import { OtherWindows, type TenantChange } from '../../../src/tenants/otherWindows.ts';
import { StoredTenants } from '../../../src/tenants/storedTenants.ts';
import type { Tenant } from '../../../src/tenants/tenant.ts';

const [first, second, third] = [{ domain: 'a.auth0.com' }, { domain: 'b.auth0.com' }, { domain: 'c.auth0.com' }];

/** A window, whose list other windows can change without its being told. */
function openWindow(...tenants: readonly Tenant[]) {
  let list: unknown = tenants;
  const heard: TenantChange[] = [];
  const state = {
    get: () => list,
    update: (_key: string, value: unknown) => Promise.resolve((list = value)),
  };
  let endRest: (() => void) | undefined;
  const stored = new StoredTenants(state as unknown as Memento, () => new Promise<void>((end) => (endRest = end)));
  const others = new OtherWindows(stored, (change) => heard.push(change));
  /** What another window writes. */
  const arrive = (...written: readonly Tenant[]) => (list = written);
  const passTime = async () => {
    endRest?.();
    endRest = undefined;
    await setImmediate();
  };
  /** Whether the window waits for something. */
  const isWaiting = () => endRest !== undefined;
  return { stored, others, heard, arrive, passTime, isWaiting };
}

const disconnected = (domain: string): TenantChange => ({ domain, kind: 'disconnected' });

describe('What other windows do to the tenants', () => {
  it('is heard of with the next change of this window, which is not heard of', () => {
    const cases: readonly (readonly [kind: TenantChange['kind'], own: Tenant | undefined])[] = [
      ['changed', { ...first, label: 'Acme' }],
      ['tokenReplaced', { ...first, application: { clientId: 'c', audience: 'a' } }],
      ['disconnected', undefined],
    ];
    for (const [kind, own] of cases) {
      const { others, heard, arrive } = openWindow(first, second);
      arrive(...(own ? [own] : []), third);
      others.recordOwnChange({ ...first, kind });
      assert.deepEqual(heard, [disconnected(second.domain), { ...third, kind: 'connected' }]);
      assert.deepEqual(others.noticeTenants(), []);
    }
  });

  it('is heard of with a tenant that this window connects', () => {
    const { others, heard, arrive } = openWindow(second);
    arrive({ ...second, label: 'Other' }, first);
    others.recordOwnChange({ ...first, kind: 'connected' });
    assert.deepEqual(heard, [{ ...second, kind: 'changed' }]);
  });

  it('is heard of also where it undoes what this window has done', () => {
    const ours: readonly TenantChange['kind'][] = ['connected', 'tokenReplaced', 'changed'];
    for (const kind of ours) {
      const { others, heard, arrive } = openWindow(first, second);
      arrive(second);
      others.recordOwnChange({ ...first, kind });
      assert.deepEqual(heard, [disconnected(first.domain)]);
    }
    const { others, heard, arrive } = openWindow(first);
    arrive({ ...first, label: 'Kept' });
    others.recordOwnChange(disconnected(first.domain));
    assert.deepEqual(heard, [{ ...first, kind: 'connected' }]);
  });

  it('is no tenant that this window has moved', async () => {
    const { others, heard, stored } = openWindow(first, second, third);
    await stored.change(() => [second, third, first]);
    others.recordOwnChange({ ...first, kind: 'changed' });
    assert.deepEqual(heard, []);
  });

  it('is heard of soon where its secret is heard of first', async () => {
    const { others, heard, arrive, passTime, isWaiting } = openWindow(first);
    others.noticeSecret({ domain: second.domain, isOtherKey: false });
    await passTime();
    assert.deepEqual(heard, []);
    arrive(first, second);
    await passTime();
    assert.deepEqual([heard, isWaiting()], [[{ ...second, kind: 'connected' }], false]);
    others.noticeSecret({ domain: first.domain, isOtherKey: false });
    arrive(second);
    await passTime();
    assert.deepEqual(heard.slice(1), [{ ...first, kind: 'changed' }, disconnected(first.domain)]);
  });

  it('is not waited for without end', async () => {
    const { others, passTime, isWaiting } = openWindow(first);
    others.noticeSecret({ domain: second.domain, isOtherKey: false });
    let waits = 0;
    for (; isWaiting() && waits < 100; waits++) await passTime();
    assert.equal(waits, 10);
  });

  it('is heard of once where only the order differs', () => {
    const { others, heard, arrive } = openWindow(first, second, third);
    arrive(third, first, second);
    others.recordOwnChange({ ...second, kind: 'tokenReplaced' });
    assert.deepEqual([heard, others.noticeTenants()], [[{ ...third, kind: 'changed' }], []]);
  });
});

describe('Many tenants', () => {
  it('are looked through once, not once for each tenant', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ domain: `t${index}.auth0.com` }));
    const { stored, others, heard } = openWindow(...many);
    let read = 0;
    for (const tenant of many) {
      const { domain } = tenant;
      Object.defineProperty(tenant, 'domain', { enumerable: true, get: () => ((read += 1), domain) });
    }
    await stored.put(first.domain, () => first);
    others.noticeTenants();
    assert.deepEqual(heard, [{ ...first, kind: 'connected' }]);
    assert.ok(read < 100 * many.length, String(read));
  });
});
