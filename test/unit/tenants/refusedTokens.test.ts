import assert from 'node:assert/strict';
import type { TokenStatus } from '../../../src/tenants/tenant.ts';
import { application, domain, Machine, newToken, openWindow, pasted, type Window } from './tenantWindows.ts';

describe('The state of a token', () => {
  let machine: Machine;
  let window: Window;

  beforeEach(() => {
    machine = new Machine();
    window = openWindow(machine);
  });

  const stateOf = async ({ tokens }: Window): Promise<TokenStatus['kind']> => (await tokens.status(domain)).kind;

  for (const [whose, secretOf] of Object.entries({ 'a person': pasted, 'an application': application })) {
    it(`of ${whose} is refused until it is accepted, whatever comes late of another one`, async () => {
      const secret = secretOf();
      const { accessToken = '' } = secret;
      await window.vault.connect(domain, secret);
      const source = window.tokens.source(domain);
      source.refuse?.(newToken());
      assert.equal(await stateOf(window), 'usable');
      source.refuse?.(accessToken);
      source.accept(newToken());
      assert.equal(await stateOf(window), 'refused');
      source.accept(accessToken);
      assert.equal(await stateOf(window), 'usable');
      source.refuse?.(accessToken);
      await window.vault.connect(domain, secretOf());
      assert.equal(await stateOf(window), 'usable');
    });
  }

  it('of an application that gets none is refused, whichever is stored, until it gets one or is replaced', async () => {
    const { accessToken, ...withoutToken } = application();
    await window.vault.connect(domain, withoutToken);
    const source = window.tokens.source(domain);
    assert.equal(await stateOf(window), 'usable');
    source.refuse?.(undefined);
    assert.equal(await stateOf(window), 'refused');
    source.accept(await source.current());
    assert.equal(await stateOf(window), 'usable');
    source.refuse?.(undefined);
    assert.equal(await stateOf(window), 'refused');
    window.tokens.forget(domain);
    assert.equal(await stateOf(window), 'usable');
  });

  it('is not kept of a tenant that was disconnected meanwhile', async () => {
    const secret = pasted();
    await window.vault.connect(domain, secret);
    const source = window.tokens.source(domain);
    await window.vault.disconnect(domain);
    source.refuse?.(secret.accessToken);
    await window.vault.connect(domain, secret);
    assert.equal(await stateOf(window), 'usable');
  });
});
