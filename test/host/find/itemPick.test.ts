import * as assert from 'node:assert/strict';
import { ItemPick, type ItemPickOptions } from '../../../src/find/itemPick.ts';
import { PagedList } from '../../../src/organizations/pagedList.ts';
import type { Item } from '../../../src/sections/section.ts';
import { until } from '../../patience.ts';
import { observePicks, rowTexts } from '../observedPick.ts';

/** @param lists by the tenants */
function pickOf(lists: Readonly<Record<string, PagedList<Item>>>, more: Partial<ItemPickOptions> = {}): ItemPick {
  const text = (item: Item) => String(item['id']);
  return new ItemPick({
    title: 'Things',
    placeholder: '',
    tenants: { titleOf: (domain) => domain },
    places: Object.entries(lists).map(([domain, list]) => ({ domain, loaded: [], list })),
    idOf: text,
    nameOf: text,
    isId: () => false,
    ofId: String,
    listTexts: {
      load: (of) => `Load ${of}`,
      reading: String,
      loadMore: 'More',
      allLoaded: (count) => `All ${count}`,
      noMatch: (text) => `None ${text}`,
    },
    ...more,
  });
}

/** Of a question that can be answered without an item. */
const optional = {
  step: { step: 2, totalSteps: 4 },
  without: 'Without',
  onWithout: () => undefined,
  isWithout: (text: string) => text === 'jane',
  loadedTitle: 'Loaded',
  listTitle: 'Listed',
  denied: { label: 'Denied' },
  isDenied: false,
  before: undefined,
  kept: { text: '' },
};

describe('A quick pick over items of tenants', () => {
  it('gives the focus to the item that has the typed name, wherever it stands', async () => {
    const items = [{ id: 'acme-db' }, { id: 'Acme' }, { id: 'acme-saml' }];
    const list = new PagedList<Item>(
      () => Promise.resolve({ items }),
      ({ id }) => String(id),
    );
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }).ask();
      const box = await until(pick);
      await box.choose(/^Load A /);
      await box.item(/^acme-saml/);
      box.type('acme');
      await until(() => box.active[0]?.label === 'Acme');
      box.hide();
      await answer;
    });
  });

  it('says that a tenant is asked, also where the text matches nothing yet', async () => {
    let answerNow = () => undefined as unknown;
    const list = new PagedList<Item>(
      () =>
        new Promise((resolve) => {
          answerNow = () => {
            resolve({ items: [{ id: 'b' }] });
          };
        }),
      ({ id }) => String(id),
    );
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }).ask();
      const box = await until(pick);
      await box.choose(/^Load A /);
      box.type('x');
      assert.deepEqual(rowTexts(box), ['Asking A…']);
      answerNow();
      await box.item(/^All 1/);
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('says that there is nothing, where nothing is typed', async () => {
    const list = new PagedList<Item>(
      () => Promise.resolve({ items: [] }),
      ({ id }) => String(id),
    );
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }).ask();
      const box = await until(pick);
      await box.choose(/^Load A /);
      await box.item(/^All 0/);
      assert.deepEqual(rowTexts(box), ['All 0']);
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('asks first the tenants whose list nobody has read, and names no other one', async () => {
    const asked: string[] = [];
    const listOf = (domain: string) =>
      new PagedList<Item>(
        (from) => {
          asked.push(domain);
          return Promise.resolve({
            items: [{ id: `${domain}${from ?? ''}` }],
            ...(from !== 'end' && { next: from ? 'end' : 'more' }),
          });
        },
        ({ id }) => String(id),
      );
    const lists = { A: listOf('A'), B: listOf('B') };
    await lists.A.load({ signal: new AbortController().signal, priority: 'person' });
    await observePicks(async (pick) => {
      const answer = pickOf(lists).ask();
      const box = await until(pick);
      await box.choose(/^Load B /);
      await box.choose(/^More /);
      await until(() => asked.length === 4);
      assert.deepEqual(asked, ['A', 'B', 'A', 'B']);
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('offers what a tenant lists while another one does not answer', async () => {
    let answerNow = () => undefined as unknown;
    const listOf = (answer: Promise<unknown>) =>
      new PagedList<Item>(
        async () => {
          await answer;
          return { items: [{ id: 'b' }] };
        },
        ({ id }) => String(id),
      );
    const late = new Promise((resolve) => {
      answerNow = () => {
        resolve(undefined);
      };
    });
    await observePicks(async (pick) => {
      const answer = pickOf({ A: listOf(Promise.resolve()), B: listOf(late) }).ask();
      const box = await until(pick);
      await box.choose(/^Load A and B /);
      await box.item(/^b A/);
      assert.deepEqual(rowTexts(box), ['b A · b', 'Asking B…']);
      await until(() => box.active[0]?.label === 'b');
      answerNow();
      await box.item(/^b B/);
      assert.deepEqual(rowTexts(box), ['b A · b', 'b B · b']);
      assert.equal(box.active[0], box.items[0]);
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('does not offer what has no ID, by which alone it can be asked for', async () => {
    const list = new PagedList<Item>(
      () => Promise.resolve({ items: [] }),
      ({ id }) => String(id),
    );
    const loaded = [
      { id: '', name: 'Without' },
      { id: 'a', name: 'With' },
    ];
    const places = [{ domain: 'A', loaded, list }];
    await observePicks(async (pick) => {
      const answer = pickOf({}, { places, nameOf: ({ name }) => String(name) }).ask();
      const box = await until(pick);
      assert.deepEqual(rowTexts(box), ['With a', 'Load A 1 request']);
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('shows the row whose ID is pasted as a chat copies it: VS Code looks for the whole text', async () => {
    const list = new PagedList<Item>(
      () => Promise.resolve({ items: [{ id: 'con_1' }, { id: 'con_2' }] }),
      ({ id }) => String(id),
    );
    await list.load({ signal: new AbortController().signal, priority: 'person' });
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }, { nameOf: () => 'Name' }).ask();
      const box = await until(pick);
      box.type('\u200bcon_1\u200b');
      assert.deepEqual(box.items.map(({ description, alwaysShow }) => [description, alwaysShow]).slice(0, 2), [
        ['con_1', true],
        ['con_2', false],
      ]);
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('says that nothing matches only where no whole name does, also of those that rows show cut off', async () => {
    const list = new PagedList<Item>(
      () => Promise.resolve({ items: [{ id: `${'long '.repeat(60)}end` }] }),
      ({ id }) => String(id),
    );
    await list.load({ signal: new AbortController().signal, priority: 'person' });
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }).ask();
      const box = await until(pick);
      assert.doesNotMatch(rowTexts(box)[0] ?? '', /end/);
      box.type('end');
      assert.equal(rowTexts(box).at(-1), 'All 1');
      assert.equal(box.items[0]?.alwaysShow, true);
      box.type('ends');
      assert.equal(rowTexts(box).at(-1), 'None ends');
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('goes on without an item at Enter for a text that means so, also while the list has more', async () => {
    const list = new PagedList<Item>(
      () => Promise.resolve({ items: [{ id: 'a' }], next: 'more' }),
      ({ id }) => String(id),
    );
    await list.load({ signal: new AbortController().signal, priority: 'person' });
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }, { optional }).ask();
      const box = await until(pick);
      for (const [text, focused] of [
        ['jane', 'Without'],
        ['janet', 'More'],
      ] as const) {
        box.type(text);
        assert.equal(box.active[0]?.label, focused, text);
      }
      box.hide();
      assert.equal(await answer, undefined);
    });
  });

  it('says that nothing matches a text that only a title above the items has', async () => {
    const list = new PagedList<Item>(
      () => Promise.resolve({ items: [{ id: 'a' }] }),
      ({ id }) => String(id),
    );
    await list.load({ signal: new AbortController().signal, priority: 'person' });
    await observePicks(async (pick) => {
      const answer = pickOf({ A: list }, { optional: { ...optional, listTitle: 'Things of the tenant' } }).ask();
      const box = await until(pick);
      box.type('tenant');
      assert.equal(box.active[0]?.label, 'None tenant');
      box.hide();
      assert.equal(await answer, undefined);
    });
  });
});
