import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import { readObject } from '../../../src/api/jsonFields.ts';
import type { ListResource, Read } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { PageReader } from '../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';

const context = backgroundContext();
const things = (count: number, from = 0) => Array.from({ length: count }, (_, index) => ({ id: `t${from + index}` }));

describe('The end of a list', () => {
  const readAll = (bodies: readonly unknown[], paging: ListResource['paging']) => {
    let page = 0;
    const read: Read = () => Promise.resolve(bodies[page++] ?? { things: [] });
    const readPage = readPagesOf(read, { path: '/things', field: 'things', paging }, readObject);
    return new PageReader(readPage, ({ id }) => String(id)).readToEnd(context);
  };

  for (const [what, paging, bodies, count, isComplete] of [
    [
      'whose total stays',
      'offset',
      [
        { things: things(100), total: 140 },
        { things: things(40, 100), total: 140 },
      ],
      140,
      true,
    ],
    ['whose total is too small', 'offset', [{ things: things(3), total: 0 }], 3, true],
    [
      'whose total shrinks',
      'offset',
      [
        { things: things(100), total: 141 },
        { things: things(40, 100), total: 140 },
      ],
      140,
      false,
    ],
    ['whose total is missing at last', 'offset', [{ things: things(100), total: 250 }, things(40, 100)], 140, false],
    [
      'that repeats items',
      'offset',
      [
        { things: things(100), total: 140 },
        { things: things(40, 90), total: 140 },
      ],
      130,
      false,
    ],
    ['that is an array of a few', 'offset', [things(49)], 49, true],
    ['by checkpoints with a total', 'checkpoint', [{ things: things(100), total: 100, next: 'a' }], 100, true],
    ['by checkpoints with a larger total', 'checkpoint', [{ things: things(40), total: 41 }], 40, false],
    ['that ignores checkpoints', 'checkpoint', [{ things: things(50), start: 0, limit: 50 }], 50, false],
    ['that ignores checkpoints, and is an array', 'checkpoint', [things(50)], 50, false],
    ['that ignores checkpoints, and is an array of a few', 'checkpoint', [things(49)], 49, true],
    ['of a full page without a next', 'checkpoint', [{ things: things(100) }], 100, true],
  ] as const) {
    it(`is ${isComplete ? '' : 'not '}proven by a list ${what}`, async () => {
      const list = await readAll(bodies, paging);
      assert.equal(list.items.length, count);
      assert.deepEqual([list.isComplete, list.isCutOff], [isComplete, !isComplete]);
    });
  }
});

describe('A tenant that allows smaller pages alone', () => {
  const all = things(120);
  let asked: string[];
  const refusal = (property: string) =>
    new ApiError('badQuery', {
      status: 400,
      serverMessage: `Query validation error: 'Value 100 is greater than maximum 50' on property ${property} (Number of results per page. Defaults to 50).`,
    });
  const read: Read = (_path, { take, from = 0, per_page: perPage, page = 0 }) => {
    const size = Number(take ?? perPage);
    const start = perPage === undefined ? Number(from) : Number(page) * size;
    asked.push(`${size}@${start}`);
    if (size > 50) {
      return Promise.reject(refusal(take === undefined ? 'per_page' : 'take'));
    }
    const items = all.slice(start, start + size);
    const next = start + size < all.length ? { next: `${start + size}` } : {};
    return Promise.resolve({ organizations: items, ...(take === undefined ? { total: all.length } : next) });
  };

  beforeEach(() => {
    asked = [];
  });

  for (const paging of ['checkpoint', 'offset'] as const) {
    it(`is asked for these, from the first refusal on: ${paging}`, async () => {
      const readPage = readPagesOf(read, { path: '/organizations', field: 'organizations', paging }, readObject);
      const list = await new PageReader(readPage, ({ id }) => String(id)).readToEnd(context);
      assert.deepEqual([list.items, list.isComplete], [all, true]);
      assert.deepEqual(asked, ['100@0', '50@0', '50@50', '50@100']);
    });
  }

  it('is asked for these by a reader that is made anew for each page, as the pages before were', async () => {
    const list = { path: '/organizations', field: 'organizations', paging: 'offset' } as const;
    const pages = new PageReader(
      (from, each) => readPagesOf(read, list, readObject)(from, each),
      ({ id }) => String(id),
    );
    const { items, isComplete } = await pages.readToEnd(context);
    assert.deepEqual([items, isComplete], [all, true]);
    assert.deepEqual(asked, ['100@0', '50@0', '50@50', '50@100']);
  });

  it('is asked for these alone by the next lists of the same kind, until the last page', async () => {
    const shared = { smallPages: new Set<string>(), onSkipped: () => undefined };
    const askedFor = async (path: string, paging: 'checkpoint' | 'offset') => {
      asked = [];
      const readPage = readPagesOf(read, { path, field: 'organizations', paging }, readObject, shared);
      const list = await new PageReader(readPage, ({ id }) => String(id)).readToEnd(context);
      assert.deepEqual([list.items, list.isComplete], [all, true]);
      return asked;
    };
    const learned = ['100@0', '50@0', '50@50', '50@100'];
    const known = ['50@0', '50@50', '50@100'];
    assert.deepEqual(await askedFor('/users/auth0%7C1/organizations', 'offset'), learned);
    assert.deepEqual(await askedFor('/users/auth0%7C2/organizations', 'checkpoint'), known);
    assert.deepEqual(await askedFor('/users/auth0%7C1/organizations', 'offset'), known);
    assert.deepEqual(await askedFor('/organizations', 'checkpoint'), learned);
  });

  it('is asked for these by the list of organizations as well, but not for those of another size', async () => {
    const { list } = createOrganizationsClient(read, { smallPages: new Set<string>(), onSkipped: () => undefined });
    const pages = await new PageReader(list, ({ id }) => id).readToEnd(context);
    assert.deepEqual([pages.items.length, pages.isComplete], [120, true]);
    assert.deepEqual(asked, ['100@0', '50@0', '50@50', '50@100']);
    asked = [];
    await list(undefined, context, 1);
    assert.deepEqual(asked, ['1@0']);
  });

  it('has refused what is refused otherwise', async () => {
    for (const error of [
      new ApiError('badQuery', { serverMessage: "Query validation error: 'Additional properties not allowed: take'." }),
      new ApiError('badQuery', { serverMessage: "'Value 2000 is greater than maximum 1000' on property page" }),
      new ApiError('badRequest', { serverMessage: 'Value 100 is greater than maximum 50 on property take' }),
    ]) {
      let requests = 0;
      const refusing: Read = () => {
        requests += 1;
        return Promise.reject(error);
      };
      const readPage = readPagesOf(refusing, { path: '/things', field: 'things' }, readObject);
      await assert.rejects(readPage(undefined, context), error);
      assert.equal(requests, 1);
    }
  });
});
