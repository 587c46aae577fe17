import assert from 'node:assert/strict';
import { backgroundContext } from '../../src/management/requestContext.ts';
import { PageReader, type Page, type ReadPage } from '../../src/management/pageReader.ts';

interface Item {
  readonly id: string;
  readonly name?: string;
}

const context = backgroundContext();

describe('A list in pages', () => {
  for (const count of [0, 1, 100, 101, 25_000]) {
    it(`reads ${count} items to the end, once each and in order`, async () => {
      const all = Array.from({ length: count }, (_, index) => ({ id: `org_${index}` }));
      const asked: (string | undefined)[] = [];
      const list = pagerOf((from) => {
        asked.push(from);
        const start = Number(from ?? 0);
        const end = start + 100;
        return Promise.resolve({ items: all.slice(start, end), ...(end < count && { next: String(end) }) });
      });
      await readAll(list);
      assert.deepEqual(list.items, all);
      assert.equal(asked.length, Math.max(1, Math.ceil(count / 100)));
    });
  }

  it('ends at an empty page, though the page before had a next', async () => {
    const list = listOf([
      { items: [{ id: 'a' }], next: '1' },
      { items: [], next: '2' },
    ]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }]);
  });

  it('ends at an empty next', async () => {
    const list = listOf([{ items: [{ id: 'a' }], next: '' }]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }]);
  });

  it('ends at a cursor that came before, rather than going round', async () => {
    const list = listOf([
      { items: [{ id: 'a' }], next: '1' },
      { items: [{ id: 'b' }], next: '2' },
      { items: [{ id: 'c' }], next: '1' },
    ]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

  it('ends at a page that adds nothing, though its cursor is a new one', async () => {
    let pages = 0;
    const list = pagerOf(() => {
      pages += 1;
      return Promise.resolve({ items: [{ id: 'a' }, { id: 'b' }], next: `cursor-${pages}` });
    });
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }]);
    assert.equal(pages, 2);
  });

  it('keeps the first of items that come twice', async () => {
    const first = { id: 'a', name: 'first' };
    const list = listOf([
      { items: [first, { id: 'b' }], next: '1' },
      { items: [{ id: 'a', name: 'again' }, { id: 'c' }] },
    ]);
    await readAll(list);
    assert.deepEqual(list.items, [first, { id: 'b' }, { id: 'c' }]);
  });

  it('goes on from the same place after a failure', async () => {
    const pages: Page<Item>[] = [{ items: [{ id: 'a' }], next: '1' }, { items: [{ id: 'b' }] }];
    const asked: (string | undefined)[] = [];
    const list = pagerOf((from) => {
      asked.push(from);
      return asked.length === 2
        ? Promise.reject(new Error('lost'))
        : Promise.resolve(pages[Number(from ?? 0)] ?? { items: [] });
    });
    await list.readNextPage(context);
    await assert.rejects(list.readNextPage(context), /lost/);
    assert.deepEqual(list.items, [{ id: 'a' }]);
    await list.readNextPage(context);
    assert.deepEqual(asked, [undefined, '1', '1']);
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }]);
    assert.equal(list.isComplete, true);
  });
});

/** A list whose cursors are the numbers of its pages. */
function listOf(pages: readonly Page<Item>[]): PageReader<Item> {
  return pagerOf((from) => Promise.resolve(pages[Number(from ?? 0)] ?? { items: [] }));
}

function pagerOf(readPage: ReadPage<Item>): PageReader<Item> {
  return new PageReader(readPage, ({ id }) => id);
}

async function readAll(list: PageReader<Item>): Promise<void> {
  for (let page = 0; !list.isComplete; page++) {
    assert.ok(page < 1000, 'the list never ends');
    await list.readNextPage(context);
  }
}
