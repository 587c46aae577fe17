import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Machine, openWindow, pasted } from './tenants/tenantWindows.ts';

const domains = ['a.auth0.com', 'b.auth0.com', 'c.auth0.com'];
const steps = fc.array(
  fc.record({ domain: fc.constantFrom(...domains), what: fc.constantFrom('connect', 'disconnect', 'label') }),
  { minLength: 2, maxLength: 8 },
);

describe('The list of tenants, with commands for several tenants that overlap,', () => {
  it('is what the last command of each tenant has left, and so are the secrets', async () => {
    const check = fc.asyncProperty(fc.scheduler(), steps, async (scheduler, chosen) => {
      const machine = new Machine();
      const { vault, stored } = openWindow(machine);
      machine.turn = (label) => scheduler.schedule(Promise.resolve(), label);
      const expected = new Set<string>();
      const running = chosen.map(async ({ domain, what }) => {
        if (what === 'connect') await vault.connect(domain, pasted());
        if (what === 'disconnect') await vault.disconnect(domain);
        if (what === 'label') await stored.put(domain, (now) => now && { ...now, label: 'Acme' });
      });
      for (const { domain, what } of chosen) {
        if (what === 'connect') expected.add(domain);
        if (what === 'disconnect') expected.delete(domain);
      }
      await scheduler.waitFor(Promise.all(running));
      await scheduler.waitIdle();
      for (const tenants of [stored.tenants, openWindow(machine).stored.tenants]) {
        assert.deepEqual(new Set(tenants.map(({ domain }) => domain)), expected);
      }
      assert.deepEqual(new Set(machine.secrets.keys()), new Set([...expected].map((domain) => `tenant:${domain}`)));
    });
    await fc.assert(check, { numRuns: 1000 });
  });
});
