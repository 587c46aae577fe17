import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate as settled } from 'node:timers/promises';
import { TenantLookups } from '../../../src/find/askTenants.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { type OrganizationQuestion, readQuestion } from '../../../src/organizations/searchQuery.ts';

const question = readQuestion('acme');

type Together = (context: RequestContext) => Promise<unknown>;

/** What requests share that are made together. */
const withContext = (_domains: readonly string[], signal: AbortSignal, ask: Together) =>
  ask({ signal, priority: 'person' });

/** Look-ups whose answers come when they are given. */
function heldLookups() {
  const asked: string[] = [];
  const signals: AbortSignal[] = [];
  const answers = new Map<string, (text: string) => void>();
  const shown: string[] = [];
  const together: (readonly string[])[] = [];
  const lookups = new TenantLookups(
    (domain, _question: OrganizationQuestion, { signal }) => {
      asked.push(domain);
      signals.push(signal);
      return new Promise<{ readonly domain: string; readonly text: string }>((resolve) => {
        answers.set(domain, (text) => {
          resolve({ domain, text });
        });
      });
    },
    (domains, ...asking) => {
      together.push(domains);
      return withContext(domains, ...asking);
    },
    () => {
      shown.push([...lookups.answers.map(({ domain, text }) => `${domain}: ${text}`), ...lookups.asked].join(', '));
    },
  );
  const answer = async (domain: string, text: string) => {
    answers.get(domain)?.(text);
    await settled();
  };
  return { lookups, asked, signals, answer, shown, together };
}

describe('The lookups of a search', () => {
  it('ask a tenant once, however often they are told to while it answers', async () => {
    const asked: string[] = [];
    const askTenant = async (domain: string) => {
      asked.push(domain);
      await Promise.resolve();
      return { domain };
    };
    const lookups = new TenantLookups(askTenant, withContext, () => undefined);
    await Promise.all([lookups.ask(['a', 'b'], question), lookups.ask(['a', 'b'], question)]);
    assert.deepEqual(asked, ['a', 'b']);
    assert.deepEqual([lookups.answers.length, lookups.isAsking], [2, false]);
  });

  it('say at each change which tenants have answered, and which are still asked', async () => {
    const { lookups, answer, shown, together } = heldLookups();
    void lookups.ask(['a', 'b'], question);
    assert.equal(lookups.isAsking, true);
    assert.deepEqual(together, [['a', 'b']], 'with one progress');
    await answer('b', 'found');
    void lookups.ask(['a'], question);
    await answer('a', 'nothing');
    assert.deepEqual(shown, ['a, b', 'b: found, a', 'b: found, a: nothing']);
    assert.equal(lookups.isAsking, false);
  });

  it('have the answer to another attempt in place of that to the first', async () => {
    const { lookups, answer } = heldLookups();
    void lookups.ask(['a', 'b'], question);
    await answer('a', 'failed');
    await answer('b', 'found');
    void lookups.ask(['a'], question);
    assert.deepEqual(lookups.answers, [{ domain: 'b', text: 'found' }]);
    await answer('a', 'found');
    assert.deepEqual(lookups.answers.map(({ domain }) => domain).toSorted(), ['a', 'b']);
  });

  it('are cancelled and forgotten with the next question, and say nothing more', async () => {
    const { lookups, answer, signals, shown } = heldLookups();
    void lookups.ask(['a', 'b'], question);
    await answer('a', 'found');
    lookups.reset();
    assert.deepEqual([lookups.answers, lookups.asked, lookups.isAsking], [[], [], false]);
    assert.ok(signals.every(({ aborted }) => aborted));
    const before = shown.length;
    await answer('b', 'late');
    assert.deepEqual([lookups.answers, shown.length], [[], before]);
  });

  for (const [what, isTypedOn, isNeeded, expected] of [
    ['after a pause', false, true, ['a']],
    ['not if the person types on', true, true, []],
    ['not if what is loaded has the answer meanwhile', false, false, []],
  ] as const) {
    it(`ask a tenant ${what}`, async () => {
      const { lookups, asked } = heldLookups();
      let ready: () => void = () => undefined;
      const loading = new Promise<void>((resolve) => (ready = resolve));
      mock.timers.enable({ apis: ['setTimeout'] });
      try {
        lookups.askAfterPause('a', question, loading, () => isNeeded);
        mock.timers.tick(1000);
      } finally {
        mock.timers.reset();
      }
      await settled();
      assert.deepEqual(asked, [], 'before what is loading is there');
      if (isTypedOn) lookups.reset();
      ready();
      await settled();
      assert.deepEqual(asked, expected);
    });
  }
});
