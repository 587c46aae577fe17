import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { TokenStatus } from '../../../src/tenants/tenant.ts';
import type { TenantSecret } from '../../../src/tenants/tenantSecret.ts';
import { TenantTokens } from '../../../src/tenants/tenantTokens.ts';
import { application, domain, Machine, newToken, openWindow, pasted, type Window } from './tenantWindows.ts';

describe('The state of a token', () => {
  let machine: Machine;
  let window: Window;

  beforeEach(() => {
    machine = new Machine();
    window = openWindow(machine);
  });

  const stateOf = async ({ tokens }: Pick<Window, 'tokens'>): Promise<TokenStatus['kind']> =>
    (await tokens.status(domain)).kind;

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

  it('of a refused token stays refused, whatever comes late of the one before', async () => {
    const [before, now] = [pasted(), pasted()];
    await window.vault.connect(domain, before);
    const source = window.tokens.source(domain);
    await window.vault.connect(domain, now);
    window.tokens.forget(domain);
    source.refuse?.(now.accessToken ?? '');
    source.refuse?.(before.accessToken ?? '');
    assert.equal(await stateOf(window), 'refused');
    source.accept(before.accessToken ?? '');
    assert.equal(await stateOf(window), 'refused');
  });

  describe('of an application', () => {
    /** End the requests for a token, one each. */
    let answers: ((end: Promise<string>) => void)[];
    let told: number;
    let tokens: TenantTokens;

    beforeEach(() => {
      answers = [];
      told = 0;
      const mint = async () => ({ accessToken: await new Promise<string>((resolve) => answers.push(resolve)) });
      tokens = new TenantTokens(window.stored, window.vault, mint, () => (told += 1));
    });

    const withoutToken = (): TenantSecret => {
      const { accessToken: _, ...rest } = application();
      return rest;
    };
    /** Waits until the application asks for a token. */
    const asked = async (count: number) => {
      while (answers.length < count) await new Promise(setImmediate);
    };
    const refusal = new ApiError('wrongCredentials', { status: 401 });

    it('that gets none is refused until it gets one', async () => {
      await window.vault.connect(domain, withoutToken());
      const source = tokens.source(domain);
      assert.equal(await stateOf({ tokens }), 'usable');
      const refused = assert.rejects(source.current(), refusal);
      await asked(1);
      answers[0]?.(Promise.reject(refusal));
      await refused;
      assert.deepEqual([await stateOf({ tokens }), told], ['refused', 1]);
      const got = source.current();
      await asked(2);
      answers[1]?.(Promise.resolve(newToken()));
      source.accept(await got);
      assert.deepEqual([await stateOf({ tokens }), told], ['usable', 2]);
    });

    it('is not about the one before, which gets its refusal late', async () => {
      await window.vault.connect(domain, withoutToken());
      const source = tokens.source(domain);
      const refused = assert.rejects(source.current(), refusal);
      await asked(1);
      for (const secret of [application(), pasted()]) {
        await window.vault.connect(domain, secret);
        tokens.forget(domain);
      }
      answers[0]?.(Promise.reject(refusal));
      await refused;
      assert.deepEqual([await stateOf({ tokens }), told], ['usable', 0]);
    });

    it('replaced while it gets a token leaves the requests that wait to the next key', async () => {
      await window.vault.connect(domain, application());
      const source = tokens.source(domain);
      const { accessToken: refused = '' } = (await window.vault.read(domain)) ?? {};
      const renewed = source.renew(refused);
      await asked(1);
      const next = pasted();
      await window.vault.connect(domain, next);
      tokens.forget(domain);
      answers[0]?.(Promise.resolve(newToken()));
      assert.deepEqual([await renewed, await source.current()], [true, next.accessToken]);

      await window.vault.connect(domain, withoutToken());
      tokens.forget(domain);
      const got = source.current();
      await asked(2);
      await window.vault.connect(domain, next);
      tokens.forget(domain);
      answers[1]?.(Promise.resolve(newToken()));
      assert.equal(await got, next.accessToken);
    });

    it('disconnected while it gets a token cancels the requests that wait', async () => {
      await window.vault.connect(domain, withoutToken());
      const cancelled = assert.rejects(tokens.source(domain).current(), { reason: 'cancelled' });
      await asked(1);
      await window.vault.disconnect(domain);
      answers[0]?.(Promise.resolve(newToken()));
      await cancelled;
    });

    it('is that of a failure with another status, which says nothing of it', async () => {
      await window.vault.connect(domain, withoutToken());
      const failure = new ApiError('grantMissing', { status: 403 });
      const failed = assert.rejects(tokens.source(domain).current(), failure);
      await asked(1);
      answers[0]?.(Promise.reject(failure));
      await failed;
      assert.deepEqual([await stateOf({ tokens }), told], ['usable', 0]);
    });
  });

  it('is not kept of a tenant that was disconnected meanwhile', async () => {
    const secret = pasted();
    await window.vault.connect(domain, secret);
    const source = window.tokens.source(domain);
    await window.vault.disconnect(domain);
    source.refuse?.(secret.accessToken ?? '');
    await window.vault.connect(domain, secret);
    assert.equal(await stateOf(window), 'usable');
  });
});
