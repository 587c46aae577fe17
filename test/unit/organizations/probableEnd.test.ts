import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { readObject } from '../../../src/api/jsonFields.ts';
import type { ListResource } from '../../../src/api/managementApi.ts';
import type { Page } from '../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { PagedList } from '../../../src/organizations/pagedList.ts';

const person: RequestContext = { signal: new AbortController().signal, priority: 'person' };
const some = (count: number, from = 0) => Array.from({ length: count }, (_, index) => ({ id: `id_${from + index}` }));

/** A list of a tenant that sends these bodies, one after the other, and then the last one again. */
function listOf(paging: ListResource['paging'], ...bodies: readonly unknown[]) {
  const asked: unknown[] = [];
  const readPage = readPagesOf(
    (_path, { from, page }) => {
      const body = bodies[Math.min(asked.length, bodies.length - 1)];
      asked.push(from ?? page ?? 'first');
      return body instanceof ApiError ? Promise.reject(body) : Promise.resolve(body);
    },
    { path: '/things', field: 'things', paging },
    readObject,
  );
  return { asked, list: new PagedList(readPage, ({ id }) => String(id)) };
}

describe('A page that is probably the last one', () => {
  for (const [what, paging, ...bodies] of [
    ['short, with a cursor', 'checkpoint', { things: some(3), next: 'a' }, { things: [] }],
    [
      'short, behind an empty one',
      'checkpoint',
      { things: [], next: 'a' },
      { things: some(3), next: 'b' },
      { things: [] },
    ],
    ['full, with the whole total', 'offset', { things: some(100), total: 100 }, { things: [], total: 100 }],
    ['as long as some tenants allow, with the whole total', 'offset', { things: some(50), total: 50 }, { things: [] }],
    ['as long as some tenants allow, without a total', 'offset', some(50), []],
  ] as const) {
    it(`is followed by the end at once: ${what}`, async () => {
      const { asked, list } = listOf(paging, ...bodies);
      await list.load(person);
      assert.deepEqual([asked.length, list.isComplete], [bodies.length, true]);
      await list.refresh(person);
      assert.ok(list.isCutOff || list.isComplete, 'nobody is offered more after a refresh');
    });
  }

  it('is followed by the end at once, also after more was loaded, and after a refresh', async () => {
    const bodies = [{ things: some(100), next: 'a' }, { things: some(3, 100), next: 'b' }, { things: [] }];
    const { asked, list } = listOf('checkpoint', ...bodies, ...bodies);
    await list.load(person);
    assert.deepEqual([asked.length, list.hasEnded], [1, false]);
    await list.loadMore(person);
    assert.deepEqual([asked, list.isComplete], [['first', 'a', 'b'], true]);
    await list.refresh(person);
    assert.deepEqual([asked.length, list.items.length, list.isComplete], [6, 103, true]);
  });

  it('is followed by one request, not by many, where it was not the last one', async () => {
    const bodies = [0, 1, 2, 3].map((page) => ({ things: some(3, 3 * page), next: `${page}` }));
    const { asked, list } = listOf('checkpoint', ...bodies);
    await list.load(person);
    assert.deepEqual([asked.length, list.items.length, list.hasEnded], [2, 6, false]);
    await list.loadMore(person);
    assert.deepEqual([asked.length, list.items.length, list.hasEnded], [4, 12, false]);
  });

  it('is there before its end is proved, which can wait for long', async () => {
    let answer: (page: Page<object>) => void = () => undefined;
    const proof = new Promise<Page<object>>((resolve) => (answer = resolve));
    const seen: (readonly [items: number, hasEnded: boolean])[] = [];
    const list = new PagedList<object>(
      (from) => (from === undefined ? Promise.resolve({ items: some(3), next: 'a', isProbablyLast: true }) : proof),
      (item) => JSON.stringify(item),
      undefined,
      () => seen.push([list.items.length, list.hasEnded]),
    );
    const loading = list.load(person);
    await list.firstPage;
    assert.deepEqual(seen, [[3, false]]);
    // More waits for the proof, and has nothing to do then.
    const more = list.loadMore(person);
    answer({ items: [] });
    await Promise.all([loading, more]);
    assert.deepEqual([list.items.length, list.isComplete], [3, true]);
  });

  it('is there if the page behind it cannot be read, which is read again for more', async () => {
    const { asked, list } = listOf('checkpoint', { things: some(3), next: 'a' }, new ApiError('timeout'), {
      things: [],
    });
    await list.load(person);
    assert.deepEqual([list.items.length, list.hasEnded, list.failure], [3, false, undefined]);
    await list.loadMore(person);
    assert.deepEqual([asked, list.isComplete], [['first', 'a', 'a'], true]);
  });
});

describe('A page that is probably not the last one', () => {
  for (const [what, paging, body] of [
    ['full, with a cursor', 'checkpoint', { things: some(100), next: 'a' }],
    ['full, without a total', 'offset', { things: some(100) }],
    ['full, with a total that cannot be right', 'offset', { things: some(100), total: 0 }],
    ['full, with a total of the page alone', 'offset', { things: some(100), length: 100, total: 100 }],
    ['full, with more in the total', 'offset', { things: some(100), total: 101 }],
    ['short, with more in the total', 'offset', { things: some(50), total: 101 }],
    ['short, without a cursor', 'checkpoint', { things: some(3) }],
  ] as const) {
    it(`is followed by no request: ${what}`, async () => {
      const { asked, list } = listOf(paging, body);
      await list.load(person);
      assert.deepEqual([asked.length, list.items.length], [1, body.things.length]);
    });
  }
});
