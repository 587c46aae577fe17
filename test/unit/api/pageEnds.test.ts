import assert from 'node:assert/strict';
import { readObject } from '../../../src/api/jsonFields.ts';
import type { ListResource, Read } from '../../../src/api/managementApi.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';

const context = backgroundContext();
const pagesOf = (read: Read, list: ListResource) =>
  new PageReader(readPagesOf(read, list, readObject), ({ id }) => String(id));

describe('The answers of a list', () => {
  for (const [what, paging, count, rest, isProbablyAtEnd] of [
    ['a short page by checkpoints with a next', 'checkpoint', 99, { next: 'a' }, true],
    ['a full page by checkpoints with a next', 'checkpoint', 100, { next: 'a' }, false],
    ['a short page by checkpoints without a next', 'checkpoint', 99, {}, false],
    ['a full page by offset that has all of the total', 'offset', 100, { total: 100 }, true],
    ['a full page by offset that has less than the total', 'offset', 100, { total: 101 }, false],
    ['a full page by offset whose total is too small', 'offset', 100, { total: 99 }, false],
    ['a full page by offset whose total is that of the page', 'offset', 100, { total: 100, length: 100 }, false],
    ['a short page by offset whose total is that of the page', 'offset', 60, { total: 60, length: 60 }, true],
    ['a short page by offset that has less than the total', 'offset', 60, { total: 61, length: 60 }, false],
    ['a short page by offset without a total', 'offset', 60, {}, true],
  ] as const) {
    it(`${isProbablyAtEnd ? 'are' : 'are not'} probably at their end, with a page left to read, after ${what}`, async () => {
      const things = Array.from({ length: count }, (_, id) => ({ id }));
      const stub: Read = () => Promise.resolve({ things, ...rest });
      const pages = pagesOf(stub, { path: '/things', field: 'things', paging });
      assert.equal(pages.isProbablyAtEnd, false, 'before any page');
      await pages.readNextPage(context);
      assert.equal(pages.isProbablyAtEnd, isProbablyAtEnd);
    });
  }

  it('can be one item alone, which is no list and is asked for without parameters', async () => {
    const asked: unknown[] = [];
    let answer: unknown = { id: 'a' };
    const stub: Read = (path, query) => {
      asked.push([path, query]);
      return Promise.resolve(answer);
    };
    const thing = { path: '/thing', field: 'thing', paging: 'none' } as const;
    const read = () => pagesOf(stub, thing).readToEnd(context);
    const { items, isComplete } = await read();
    assert.deepEqual([items, isComplete], [[{ id: 'a' }], true]);
    assert.deepEqual(asked, [['/thing', {}]]);
    answer = 'a';
    await assert.rejects(read(), { name: 'ApiError', reason: 'unexpectedAnswer' });
  });
});
