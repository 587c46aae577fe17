import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { Page } from '../../../src/api/pageReader.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import { PagedList } from '../../../src/organizations/pagedList.ts';

interface Named {
  readonly id: string;
  readonly name: string;
}

const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };

/** A list of pages with an item each, where time passes before and after each answer. */
function listOf(...ids: readonly string[]) {
  const tenant = {
    names: new Map(ids.map((id) => [id, `${id} 1`])),
    /** Called when a page was asked for, and before it is answered with the names of then. */
    onPage: (() => undefined) as (id: string) => unknown,
  };
  let looks = 0;
  const list = new PagedList<Named>(
    async (from = '0'): Promise<Page<Named>> => {
      const place = Number(from);
      const id = ids[place] ?? '';
      const items = [{ id, name: tenant.names.get(id) ?? '' }];
      mock.timers.tick(10);
      await tenant.onPage(id);
      mock.timers.tick(10);
      return { items, ...(place + 1 < ids.length && { next: String(place + 1) }) };
    },
    ({ id }) => {
      looks += 1;
      return id;
    },
  );
  const reread = (id: string, name: string, askedAt = new Date()) => {
    list.replace(id, { item: { id, name }, askedAt });
  };
  return { tenant, list, reread, looks: () => looks, shown: () => list.items.map(({ name }) => name) };
}

describe('What was read again by itself', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 });
  });

  afterEach(() => {
    mock.timers.reset();
  });

  it('takes its place in a new list', async () => {
    const { list, reread, shown } = listOf('a', 'b', 'c');
    await list.loadAll(context, () => undefined);
    const before = list.items;
    reread('b', 'b 2');
    assert.deepEqual(
      [shown(), before.map(({ name }) => name)],
      [
        ['a 1', 'b 2', 'c 1'],
        ['a 1', 'b 1', 'c 1'],
      ],
    );
    const after = list.items;
    reread('b', 'b 2');
    reread('unknown', 'x');
    assert.equal(list.items, after);
  });

  it('removes what is gone', async () => {
    const { list, shown } = listOf('a', 'b', 'c');
    await list.loadAll(context, () => undefined);
    list.replace('b', { askedAt: new Date() });
    assert.deepEqual(shown(), ['a 1', 'c 1']);
  });

  it('is older than a page that was asked for later', async () => {
    const { list, reread, shown } = listOf('a', 'b');
    await list.load(context);
    const askedAt = new Date();
    mock.timers.tick(1);
    await list.loadMore(context);
    reread('b', 'b 0', askedAt);
    assert.deepEqual(shown(), ['a 1', 'b 1']);
  });

  it('is newer than its page, whatever page was asked for since', async () => {
    const { list, reread, shown } = listOf('a', 'b', 'c');
    await list.load(context);
    const askedAt = new Date();
    mock.timers.tick(1);
    await list.loadAll(context, () => undefined);
    list.replace('b', { askedAt: new Date() });
    reread('a', 'a 2', askedAt);
    reread('c', 'c 0', askedAt);
    assert.deepEqual(shown(), ['a 2', 'c 1']);
  });

  it('looks at the list once for each, however many are in no list', async () => {
    const { list, reread, looks } = listOf('a', 'b');
    await list.load(context);
    const before = looks();
    for (let count = 0; count < 100; count += 1) reread(`unknown ${count}`, '');
    assert.equal(looks() - before, 100);
  });

  it('is newer than a page that was asked for before and arrives later', async () => {
    const { tenant, list, reread, shown } = listOf('a', 'b');
    await list.load(context);
    tenant.onPage = () => {
      reread('b', 'b 2');
    };
    await list.loadMore(context);
    assert.deepEqual(shown(), ['a 1', 'b 2']);
  });

  it('stays while the list is read anew, where its page was asked for before', async () => {
    const { tenant, list, reread, shown } = listOf('a', 'b', 'c');
    await list.loadAll(context, () => undefined);
    const between: (readonly string[])[] = [];
    tenant.onPage = (id) => {
      if (id === 'b') {
        reread('a', 'a 2');
        reread('b', 'b 2');
        reread('c', 'c 2');
        between.push(shown());
        tenant.names.set('c', 'c 3');
      }
    };
    await list.refresh(context);
    assert.deepEqual([between, shown()], [[['a 2', 'b 2', 'c 2']], ['a 2', 'b 2', 'c 3']]);
    tenant.onPage = () => undefined;
    await list.refresh(context);
    assert.deepEqual(shown(), ['a 1', 'b 1', 'c 3']);
  });

  it('is no news for a list that is read anew since it was asked for', async () => {
    const { tenant, list, reread, shown } = listOf('a', 'b');
    await list.loadAll(context, () => undefined);
    const askedAt = new Date();
    mock.timers.tick(1);
    tenant.names.set('a', 'a 2');
    tenant.onPage = (id) => {
      if (id === 'b') {
        reread('a', 'a 1', askedAt);
      }
    };
    await list.refresh(context);
    assert.deepEqual(shown(), ['a 2', 'b 1']);
  });
});
