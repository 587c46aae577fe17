import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { OrganizationsClient } from '../../../src/api/organizationsClient.ts';
import type { RequestContext } from '../../../src/api/requestContext.ts';
import type { Retry } from '../../../src/api/retries.ts';
import { OrganizationList } from '../../../src/organizations/organizationList.ts';

const PAGE = 10;

/** A client for this many organizations, which can fail, and remembers what it was asked. */
function clientOf(count: number) {
  const state = {
    count,
    asked: [] as string[],
    fail: (() => undefined) as (from: string | undefined) => ApiError | undefined,
    /** What each answer waits for. */
    wait: Promise.resolve() as Promise<unknown>,
    /** Whether cursors of before are still valid. */
    generation: 0,
  };
  const client: Partial<OrganizationsClient> = {
    list: async (from, { priority }) => {
      state.asked.push(`${from ?? 'first'} ${priority}`);
      await state.wait;
      const failure = state.fail(from);
      if (failure) {
        throw failure;
      }
      const start = Number(from?.split('/')[1] ?? 0);
      const end = Math.min(start + PAGE, state.count);
      const items = Array.from({ length: end - start }, (_, index) => ({ id: `org_${start + index}` }));
      return { items, ...(end < state.count && { next: `${state.generation}/${end}` }) };
    },
  };
  return { state, list: new OrganizationList(client as OrganizationsClient) };
}

describe('The list of a tenant', () => {
  const { signal } = new AbortController();
  const person: RequestContext = { signal, priority: 'person' };
  const background: RequestContext = { signal, priority: 'background' };

  it('joins operations that are asked for twice, and lets others wait', async () => {
    const { state, list } = clientOf(25);
    await Promise.all([list.load(person), list.load(person), list.refresh(person), list.refresh(person)]);
    assert.deepEqual(state.asked, ['first person', 'first person']);
    await Promise.all([list.loadMore(person), list.loadMore(person)]);
    assert.equal(list.organizations.length, 20);
  });

  it('loads all that is left, tells of every page, and goes on after it was cancelled', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    const controller = new AbortController();
    let pages = 0;
    state.fail = () => (controller.signal.aborted ? new ApiError('cancelled') : undefined);
    const loading = list.loadAll({ signal: controller.signal, priority: 'background' }, () => {
      pages += 1;
      if (pages === 2) {
        controller.abort();
      }
    });
    await assert.rejects(loading, /cancelled/);
    assert.equal(list.organizations.length, 30);
    assert.equal(list.failure, undefined, 'the row for loading more is still there');
    state.fail = () => undefined;
    await list.loadAll(background, () => undefined);
    assert.equal(list.organizations.length, 45);
    assert.equal(list.isComplete, true);
  });

  it('refreshes as many as were loaded, leaving a reserve after the first page', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    await list.loadMore(person);
    state.asked.length = 0;
    await list.refresh(person);
    assert.deepEqual(state.asked, ['first person', '0/10 background']);
    assert.equal(list.organizations.length, 20);
  });

  it('is read again when its cursor has expired, up to the page that was asked for', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    await list.loadMore(person);
    state.generation = 1;
    state.fail = (from) => (from?.startsWith('0/') ? new ApiError('badQuery', { status: 400 }) : undefined);
    state.asked.length = 0;
    await list.loadMore(person);
    assert.equal(list.organizations.length, 30);
    assert.equal(list.reloads, 1);
    assert.deepEqual(state.asked, ['0/20 person', 'first person', '1/10 background', '1/20 person']);
    await list.loadMore(person);
    assert.equal(list.organizations.length, 40);
    assert.equal(list.reloads, 1);
  });

  it('says from when it is, also after a refresh that was cancelled', async () => {
    const { state, list } = clientOf(45);
    const time = () => list.readAt;
    assert.equal(time(), undefined);
    state.fail = () => new ApiError('cancelled');
    await assert.rejects(list.load(person), /cancelled/);
    assert.equal(time(), undefined);
    state.fail = (from) => (from?.endsWith('/20') ? new ApiError('cancelled') : undefined);
    const before = Date.now();
    await assert.rejects(
      list.loadAll(background, () => undefined),
      /cancelled/,
    );
    const readAt = time();
    assert.ok(readAt && readAt.getTime() >= before && readAt.getTime() <= Date.now());
    await assert.rejects(list.loadMore(person), /cancelled/);
    state.fail = () => new ApiError('cancelled');
    await assert.rejects(list.refresh(person), /cancelled/);
    assert.equal(time(), readAt, 'the rows are still those');
    state.fail = () => undefined;
    await list.loadMore(person);
    assert.equal(time(), readAt, 'the first rows are still those');
    await list.refresh(person);
    assert.notEqual(time(), readAt);
  });

  it('says from when it is while it is read for the first time', async () => {
    const { state, list } = clientOf(45);
    const before = Date.now();
    let from: Date | undefined;
    await list.loadAll(background, () => {
      from ??= list.readAt;
      assert.ok(from && from === list.readAt);
    });
    assert.ok(from && from.getTime() >= before);
    assert.equal(state.asked.length, 5);
    assert.equal(list.readAt, from);
  });

  it('does not go round when reading anew fails as well', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    state.asked.length = 0;
    state.fail = () => new ApiError('badQuery', { status: 400 });
    await assert.rejects(list.loadMore(person), /badQuery/);
    assert.equal(state.asked.length, 2);
    assert.equal(list.organizations.length, PAGE);
    assert.equal(list.failure?.operation, 'loadMore');
  });

  for (const [operation, run] of [
    ['Load More', (list: OrganizationList) => list.loadMore(person)],
    ['Load All', (list: OrganizationList) => list.loadAll(background, () => undefined)],
  ] as const) {
    it(`is read again once where its cursor is always refused, and not by the next ${operation}`, async () => {
      const { state, list } = clientOf(45);
      await list.load(person);
      await list.loadMore(person);
      state.fail = (from) => (from?.endsWith('/20') ? new ApiError('badQuery', { status: 400 }) : undefined);
      for (const requests of [4, 1, 1]) {
        state.asked.length = 0;
        await assert.rejects(run(list), /badQuery/);
        assert.equal(state.asked.length, requests, state.asked.join());
        assert.equal(list.reloads, 0, 'a list that is read again for nothing is not told');
      }
      assert.equal(list.organizations.length, 20);
      state.fail = () => undefined;
      await run(list);
      assert.ok(list.organizations.some(({ id }) => id === 'org_29'));
    });
  }

  it('is read again for a refused cursor once more after a refresh, or with another token', async () => {
    const renewals: readonly ((list: OrganizationList) => Promise<void>)[] = [
      (list) => list.refresh(person),
      (list) => {
        list.forgiveFailure();
        return Promise.resolve();
      },
    ];
    for (const renew of renewals) {
      const { state, list } = clientOf(45);
      await list.load(person);
      state.fail = (from) => (from?.endsWith('/10') ? new ApiError('badQuery', { status: 400 }) : undefined);
      await assert.rejects(list.loadMore(person), /badQuery/);
      await renew(list);
      state.asked.length = 0;
      await assert.rejects(list.loadMore(person), /badQuery/);
      assert.equal(state.asked.length, 3, 'the second page, the first one anew, and the second one again');
    }
  });

  it('is loaded to its end past outages, in the place where it was', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    let failures = 0;
    state.fail = (from) => (from === '0/20' && failures++ < 2 ? new ApiError('unreachable') : undefined);
    const patiently: Retry = async (task) => {
      for (;;) {
        try {
          return await task();
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
        }
      }
    };
    await list.loadAll(background, () => undefined, patiently);
    assert.equal(list.organizations.length, 45);
    assert.equal(list.failure, undefined);
    assert.deepEqual(state.asked.filter((asked) => asked.startsWith('0/20')).length, 3);
  });

  it('has failed after an error of any kind, so that nobody asks again by themselves', async () => {
    const list = new OrganizationList({
      list: () => Promise.reject(new TypeError('text.replace is not a function')),
    } as unknown as OrganizationsClient);
    await assert.rejects(list.load(person), TypeError);
    assert.ok(list.isOpened);
    assert.equal(list.failure?.error.reason, 'unexpectedAnswer');
  });

  it('lets a person who waits for another operation give up, and nobody else', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    let open: () => void = () => undefined;
    state.wait = new Promise<void>((resolve) => (open = resolve));
    const loading = list.loadAll(background, () => undefined);
    const controller = new AbortController();
    const refreshing = list.refresh({ signal: controller.signal, priority: 'person' });
    const joining = list.loadAll({ signal: controller.signal, priority: 'background' }, () => undefined);
    controller.abort();
    await assert.rejects(refreshing, /cancelled/);
    await assert.rejects(joining, /cancelled/);
    open();
    await loading;
    assert.equal(list.organizations.length, 45);
  });

  it('tells both who load all of every page, and goes on for the second when the first one gives up', async () => {
    const { state, list } = clientOf(45);
    await list.load(person);
    let open: () => void = () => undefined;
    state.wait = new Promise<void>((resolve) => (open = resolve));
    const controller = new AbortController();
    state.fail = () => (controller.signal.aborted && state.asked.length === 3 ? new ApiError('cancelled') : undefined);
    const pages = [0, 0];
    const count = (who: 0 | 1) => () => {
      pages[who] = (pages[who] ?? 0) + 1;
      if (pages[0] === 1) controller.abort();
    };
    const first = list.loadAll({ signal: controller.signal, priority: 'background' }, count(0));
    const second = list.loadAll(background, count(1));
    open();
    await assert.rejects(first, /cancelled/);
    await second;
    assert.equal(list.organizations.length, 45);
    assert.deepEqual(pages, [1, 4]);
  });
});
