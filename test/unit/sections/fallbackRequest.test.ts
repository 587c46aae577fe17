import assert from 'node:assert/strict';
import { ApiError, type Reason } from '../../../src/api/apiError.ts';
import type { ReadPage } from '../../../src/api/pageReader.ts';
import { PagedList } from '../../../src/organizations/pagedList.ts';
import { FallbackRequest } from '../../../src/sections/fallbackRequest.ts';
import type { Item, PreferredRequest } from '../../../src/sections/section.ts';
import type { TokenStatus } from '../../../src/tenants/tenant.ts';

const domain = 'acme.eu.auth0.com';
const context = { signal: new AbortController().signal, priority: 'person' } as const;

/** Reads with a tenant that refuses the preferred request for these reasons, one after the other; `undefined` stands for an answer. */
function reading(
  status: TokenStatus,
  refusals: readonly (Reason | undefined)[] = [],
  scope?: string,
  {
    onAsked = () => undefined,
    usualFailures = [],
  }: { onAsked?: (list: string) => void; usualFailures?: readonly Reason[] } = {},
) {
  const asked: string[] = [];
  const preferred: PreferredRequest = {
    ...(scope !== undefined && { scope }),
    isRefused: ({ reason }) => reason === 'insufficientScope' || reason === 'forbidden',
    describe: () => '',
  };
  const left = { preferred: [...refusals], usual: [...usualFailures] };
  const listOf =
    (name: keyof typeof left): ReadPage<Item> =>
    (from) => {
      asked.push(`${name} ${from ?? 'first'}`);
      const reason = left[name].shift();
      onAsked(name);
      return reason === undefined
        ? Promise.resolve({ items: [{ id: `${name} ${from}` }], next: 'a:b' })
        : Promise.reject(new ApiError(reason, { status: 403 }));
    };
  const choice = new FallbackRequest({ status: () => Promise.resolve(status) });
  const lists = { preferred: listOf('preferred'), usual: listOf('usual') };
  const read = choice.pages(domain, preferred, lists, (served) => asked.push(`served ${served}`));
  return { asked, choice, read };
}

describe('The request of a section that shows more', () => {
  it('is made, and all further pages come from it', async () => {
    const { asked, read } = reading({ kind: 'usable' });
    const { next } = await read(undefined, context);
    await read(next, context);
    assert.deepEqual(asked, ['preferred first', 'served preferred', 'preferred a:b']);
  });

  it('gives way to the usual request once it is refused, until that is forgotten', async () => {
    const { asked, read, choice } = reading({ kind: 'usable' }, ['insufficientScope']);
    const { next } = await read(undefined, context);
    await read(next, context);
    await read(undefined, context);
    choice.forget('other.eu.auth0.com');
    await read(undefined, context);
    choice.forget(domain);
    await read(undefined, context);
    assert.deepEqual(
      asked.filter((each) => !each.startsWith('served')),
      ['preferred first', 'usual first', 'usual a:b', 'usual first', 'usual first', 'preferred first'],
    );
  });

  it('is made again after a refusal that can be of one organization alone', async () => {
    const { asked, read } = reading({ kind: 'usable' }, ['forbidden']);
    await read(undefined, context);
    await read(undefined, context);
    assert.deepEqual(asked, ['preferred first', 'usual first', 'served usual', 'preferred first', 'served preferred']);
  });

  it('is made again where the usual request failed as well, which says nothing about this one', async () => {
    const { asked, read } = reading({ kind: 'usable' }, ['insufficientScope'], undefined, {
      usualFailures: ['notFound'],
    });
    await assert.rejects(read(undefined, context), { reason: 'notFound' });
    await read(undefined, context);
    assert.deepEqual(asked, ['preferred first', 'usual first', 'preferred first', 'served preferred']);
  });

  it('is made with a new token, though a refusal of the one before it comes late', async () => {
    const { asked, read, choice }: ReturnType<typeof reading> = reading(
      { kind: 'usable' },
      ['insufficientScope'],
      undefined,
      {
        onAsked: (list) => {
          if (list === 'preferred') choice.forget(domain);
        },
      },
    );
    await read(undefined, context);
    await read(undefined, context);
    assert.deepEqual(asked.slice(-2), ['preferred first', 'served preferred']);
  });

  it('has a cursor of no use once another token is refused, so the list is read anew by the usual one', async () => {
    const { asked, read } = reading({ kind: 'usable' }, [undefined, 'insufficientScope', 'insufficientScope']);
    const list = new PagedList(read, ({ id }) => String(id));
    await list.load(context);
    await list.loadMore(context);
    assert.deepEqual(asked, [
      'preferred first',
      'served preferred',
      'preferred a:b',
      'preferred first',
      'usual first',
      'served usual',
      'usual a:b',
    ]);
    assert.equal(list.failure, undefined);
  });

  it('says why a cursor of it is of no use, where the list is not read anew', async () => {
    const { read } = reading({ kind: 'usable' }, [undefined, 'insufficientScope']);
    const { next } = await read(undefined, context);
    await assert.rejects(read(next, context), { reason: 'insufficientScope' });
  });

  it('is tried again after any other failure', async () => {
    for (const reason of ['rateLimited', 'cancelled', 'timeout', 'notFound'] as const) {
      const { asked, read } = reading({ kind: 'usable' }, [reason]);
      await assert.rejects(read(undefined, context), { reason });
      await read(undefined, context);
      assert.deepEqual(asked, ['preferred first', 'preferred first', 'served preferred']);
    }
  });

  it('follows the scopes that the token lists, without a request in vain', async () => {
    const without = reading({ kind: 'usable', scopes: ['read:a'] }, [], 'read:b');
    await without.read(undefined, context);
    assert.deepEqual(without.asked, ['usual first', 'served usual']);
    // The token has the scope, so it lacks one that the usual request needs, too.
    const having = reading({ kind: 'usable', scopes: ['read:b'] }, ['insufficientScope'], 'read:b');
    await assert.rejects(having.read(undefined, context), { reason: 'insufficientScope' });
    assert.deepEqual(having.asked, ['preferred first']);
    const unknown = reading({ kind: 'unreadable' }, [], 'read:b');
    await unknown.read(undefined, context);
    assert.deepEqual(unknown.asked, ['preferred first', 'served preferred']);
  });

  it('is not made once the person has cancelled, though the keyring is locked', async () => {
    const choice = new FallbackRequest({ status: () => new Promise(() => undefined) });
    const lists = { preferred: () => assert.fail(), usual: () => assert.fail() };
    const preferred: PreferredRequest = { scope: 'read:b', isRefused: () => true, describe: () => '' };
    const controller = new AbortController();
    const reading = choice.pages(
      domain,
      preferred,
      lists,
      () => undefined,
    )(undefined, {
      ...context,
      signal: controller.signal,
    });
    controller.abort();
    await assert.rejects(reading, { reason: 'cancelled' });
  });
});
