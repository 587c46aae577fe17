import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { type Page, PageReader, type ReadPage } from '../../../src/api/pageReader.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';

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

  it('is whole at an empty page without a next, though the page before had one', async () => {
    const list = listOf([{ items: [{ id: 'a' }], next: '1' }, { items: [] }]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }]);
    assert.deepEqual(endOf(list), 'complete');
  });

  it('goes on behind up to three empty pages in a row that have a next', async () => {
    const empty = (next: string) => ({ items: [], next });
    const list = listOf([
      { items: [{ id: 'a' }], next: '1' },
      empty('2'),
      empty('3'),
      empty('4'),
      { items: [{ id: 'b' }] },
    ]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }]);
    assert.deepEqual(endOf(list), 'complete');
  });

  it('counts pages that lead nowhere anew behind a page that adds something', async () => {
    const empty = (next: string) => ({ items: [], next });
    const list = listOf([
      empty('1'),
      empty('2'),
      empty('3'),
      { items: [{ id: 'a' }], next: '4' },
      empty('5'),
      empty('6'),
      empty('7'),
      { items: [{ id: 'b' }] },
    ]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }]);
    assert.deepEqual(endOf(list), 'complete');
  });

  for (const [what, pageOf] of [
    ['empty pages with a new next each', (number) => ({ items: [], next: `new-${number}` })],
    ['pages of known items with a new next each', (number) => ({ items: [{ id: 'a' }], next: `new-${number}` })],
    ['pages of known items with the same next', () => ({ items: [{ id: 'a' }], next: '1' })],
    ['pages of new items with the same next', (number) => ({ items: [{ id: `b-${number}` }], next: '1' })],
  ] as const satisfies readonly [string, (number: number) => Page<Item>][]) {
    it(`is cut off when three more pages have followed one that leads nowhere: ${what}`, async () => {
      let pages = 0;
      const list = pagerOf(() => {
        pages += 1;
        return Promise.resolve(pages === 1 ? { items: [{ id: 'a' }], next: '1' } : pageOf(pages));
      });
      await readAll(list);
      assert.equal(pages, 5);
      assert.deepEqual(endOf(list), 'cut off');
    });
  }

  it('is cut off at a page that cannot be read behind one that leads nowhere', async () => {
    let pages = 0;
    const list = pagerOf(() => {
      pages += 1;
      return pages < 3
        ? Promise.resolve({ items: [{ id: 'a' }], next: `new-${pages}` })
        : Promise.reject(new ApiError('unexpectedAnswer', { status: 200 }));
    });
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }]);
    assert.deepEqual(endOf(list), 'cut off');
  });

  it('reports a page that cannot be read behind any other page, which another attempt may read', async () => {
    const answers = [{ items: [{ id: 'a' }], next: '1' }, new ApiError('unexpectedAnswer'), { items: [{ id: 'b' }] }];
    const list = pagerOf(() => {
      const answer = answers.shift();
      return answer instanceof ApiError || !answer ? Promise.reject(answer ?? new Error()) : Promise.resolve(answer);
    });
    await list.readNextPage(context);
    await assert.rejects(list.readNextPage(context), { reason: 'unexpectedAnswer' });
    assert.deepEqual(endOf(list), 'more');
    await list.readNextPage(context);
    assert.deepEqual(list.items, [{ id: 'a' }, { id: 'b' }]);
    assert.deepEqual(endOf(list), 'complete');
  });

  it('is not whole where a page before its last one was cut off', async () => {
    const list = listOf([{ items: [{ id: 'a' }], next: '1', isCutOff: true }, { items: [{ id: 'b' }] }]);
    await list.readNextPage(context);
    assert.deepEqual(endOf(list), 'more');
    await list.readNextPage(context);
    assert.deepEqual(endOf(list), 'cut off');
  });

  it('begins again where its cursor has expired, past all that it has read', async () => {
    const all = Array.from({ length: 12 }, (_, index) => ({ id: `org_${index}` }));
    let expired = '8';
    const list = pagerOf((from) => {
      if (from === expired) {
        expired = '';
        return Promise.reject(new ApiError('badRequest'));
      }
      const end = Number(from ?? 0) + 1;
      return Promise.resolve({ items: all.slice(end - 1, end), ...(end < all.length && { next: String(end) }) });
    });
    assert.deepEqual(await takeAll(list), all);
    assert.deepEqual(endOf(list), 'complete');
  });

  it('begins again past all that it has read also where there are new items before it', async () => {
    const known = Array.from({ length: 8 }, (_, index) => ({ id: `org_${index}` }));
    const made = known.map(({ id }) => ({ id: `new_${id}` }));
    const last = { id: 'org_8' };
    let all = [...known, last];
    const list = pagerOf((from) => {
      if (from === '8' && all.length === 9) {
        all = [...made, ...known, last];
        return Promise.reject(new ApiError('badRequest'));
      }
      const end = Number(from ?? 0) + 1;
      return Promise.resolve({ items: all.slice(end - 1, end), ...(end < all.length && { next: String(end) }) });
    });
    assert.deepEqual(await takeAll(list), [...known, ...made, last]);
    assert.deepEqual(endOf(list), 'complete');
  });

  it('begins again once at a cursor that is always refused, and once more for another attempt', async () => {
    let requests = 0;
    const list = pagerOf((from) => {
      requests += 1;
      const place = Number(from ?? 0);
      return place === 3
        ? Promise.reject(new ApiError('badRequest'))
        : Promise.resolve({ items: [{ id: `org_${place}` }], next: String(place + 1) });
    });
    const taken: Item[] = [];
    await assert.rejects(takeAll(list, taken), { reason: 'badRequest' });
    assert.equal(requests, 3 + 1 + 3 + 1);
    await assert.rejects(takeAll(list, taken), { reason: 'badRequest' });
    assert.equal(requests, 3 + 1 + 3 + 1 + 1 + 3 + 1);
    assert.equal(taken.length, 3);
  });

  it('ends at an empty next', async () => {
    const list = listOf([{ items: [{ id: 'a' }], next: '' }]);
    await readAll(list);
    assert.deepEqual(list.items, [{ id: 'a' }]);
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

function endOf({ hasEnded, isComplete, isCutOff }: PageReader<Item>): 'more' | 'complete' | 'cut off' {
  assert.equal(hasEnded, isComplete || isCutOff);
  assert.ok(!isComplete || !isCutOff);
  return isComplete ? 'complete' : isCutOff ? 'cut off' : 'more';
}

/** A list whose cursors are the numbers of its pages. */
function listOf(pages: readonly Page<Item>[]): PageReader<Item> {
  return pagerOf((from) => Promise.resolve(pages[Number(from ?? 0)] ?? { items: [] }));
}

function pagerOf(readPage: ReadPage<Item>): PageReader<Item> {
  return new PageReader(readPage, ({ id }) => id);
}

async function readAll(list: PageReader<Item>): Promise<void> {
  for (let page = 0; !list.hasEnded; page++) {
    assert.ok(page < 1000, 'the list never ends');
    await list.readNextPage(context);
  }
}

/** Reads what is left, without keeping it. @param taken what was read */
async function takeAll(list: PageReader<Item>, taken: Item[] = []): Promise<readonly Item[]> {
  for (let page = 0; !list.hasEnded; page++) {
    assert.ok(page < 1000, 'the list never ends');
    taken.push(...(await list.takePage(context)));
    assert.deepEqual(list.items, []);
  }
  return taken;
}
