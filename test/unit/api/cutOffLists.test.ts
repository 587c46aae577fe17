import assert from 'node:assert/strict';
import { ApiError } from '../../../src/api/apiError.ts';
import type { OrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { type Page, PageReader } from '../../../src/api/pageReader.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { outlastOutages } from '../../../src/api/retries.ts';
import {
  Answers,
  ApplicationScan,
  hasNoConnection,
  scanOrganizations,
  usesConnection,
} from '../../../src/find/scanOrganizations.ts';
import { OrganizationList } from '../../../src/organizations/organizationList.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import { readOrganizationsOfUser, searchUsers } from '../../../src/users/usersClient.ts';
import { VirtualClock } from './virtualTenant.ts';

const context = backgroundContext();
const refused = new ApiError('badQuery', { status: 400 });

/** Lists of a tenant that sends these bodies, one after the other. An error is a failure of the request. */
function answering(...bodies: readonly unknown[]) {
  const asked: unknown[] = [];
  const pages: Tenants['pages'] = (_domain, list, readItem) =>
    readPagesOf(
      (_path, { from, page }) => {
        const body = bodies[asked.length];
        asked.push(from ?? page);
        return body instanceof ApiError ? Promise.reject(body) : Promise.resolve(body);
      },
      list,
      readItem,
    );
  return { asked, tenants: { pages } as unknown as Tenants };
}

describe('What is said of a list that was cut off', () => {
  const connections = (items: readonly unknown[], total: number) => ({ enabled_connections: items, total });
  const many = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => ({ connection_id: `con_${from + index}` }));

  for (const [what, bodies, usesLast, hasNone] of [
    ['whole', [connections([{ connection_id: 'con_last' }], 1)], 'yes', 'no'],
    ['whole and empty', [connections([], 0)], 'no', 'yes'],
    ['an item that cannot be read', [connections([null], 1)], 'unclear', 'unclear'],
    ['an empty page of a list of one', [connections([], 1)], 'unclear', 'unclear'],
    [
      'a page of another list, and an item that cannot be read',
      [connections([{ connection_id: 'con_0' }, 7], 2)],
      'unclear',
      'no',
    ],
    ['pages that are all the same', Array.from({ length: 9 }, () => connections(many(60), 99)), 'unclear', 'no'],
    [
      'a thousand items',
      Array.from({ length: 11 }, (_, page) =>
        page < 10 ? connections(many(100, page * 100), 1500) : new ApiError('pagingLimit'),
      ),
      'unclear',
      'no',
    ],
  ] as const) {
    it(`is no certain answer of a scan: ${what}`, async () => {
      const ask = async (question: (tenants: Tenants, domain: string) => Parameters<typeof scanOrganizations>[2]) => {
        const answers = new Answers();
        await scanOrganizations([{ id: 'org_1' }], answers, question(answering(...bodies).tenants, 'd'), {
          context,
          patiently: (task) => task(),
          onProgress: () => undefined,
        });
        return answers.get('org_1');
      };
      assert.equal(await ask((tenants, domain) => usesConnection(tenants, domain, 'con_last')), usesLast);
      assert.equal(await ask(hasNoConnection), hasNone);
    });
  }

  it('counts objects that are no organizations or users among what cannot be read', async () => {
    const body = { organizations: [{ id: 'org_1' }, { name: 'without an ID' }], total: 2 };
    const scan = new ApplicationScan(answering(body).tenants, 'd', 'client');
    await scan.readPages(9, { context, patiently: (task) => task(), onPage: () => undefined });
    assert.deepEqual([scan.asked, scan.hasEnded, scan.isComplete], [1, true, false]);
    const found = await searchUsers(
      answering({ users: [{ user_id: 'a' }, { email: 'b' }], total: 2 }).tenants,
      'd',
      'q',
    )(undefined, context);
    assert.deepEqual([found.items.length, found.isCutOff], [1, true]);
  });

  it('keeps items of a user that have no ID apart', async () => {
    const items = [{ name: 'a' }, { name: 'b' }];
    const list = await readOrganizationsOfUser(
      answering({ organizations: items, total: 2 }).tenants,
      'd',
      'u',
      context,
    );
    assert.deepEqual(list, { items, complete: true });
  });
});

describe('A list whose first page leads nowhere', () => {
  const listOf = (pages: readonly Page<{ readonly id: string }>[]) => {
    const asked: (string | undefined)[] = [];
    const client = {
      list: (from: string | undefined) => {
        asked.push(from);
        return Promise.resolve(pages[asked.length - 1] ?? { items: [], next: `more-${asked.length}` });
      },
    };
    return { asked, list: new OrganizationList(client as unknown as OrganizationsClient) };
  };
  const empty = (next: string) => ({ items: [], next });
  const person = { ...context, priority: 'person' } as const;

  for (const operation of ['load', 'refresh', 'loadMore'] as const) {
    it(`is loaded once it has a row: ${operation}`, async () => {
      const { list, asked } = listOf([empty('1'), empty('2'), { items: [{ id: 'a' }], next: '3' }]);
      await list[operation](person);
      assert.deepEqual(asked, [undefined, '1', '2']);
      assert.deepEqual([list.isLoaded, list.items.length, list.hasEnded], [true, 1, false]);
    });

    it(`is cut off where no row comes: ${operation}`, async () => {
      const { list, asked } = listOf([]);
      await list[operation](person);
      assert.equal(asked.length, 4);
      assert.deepEqual([list.isLoaded, list.isCutOff], [true, true]);
    });
  }

  it('gives one Load More a row, or the end', async () => {
    const { list, asked } = listOf([
      { items: [{ id: 'a' }], next: '1' },
      empty('2'),
      { items: [{ id: 'b' }], next: '3' },
    ]);
    await list.load(person);
    await list.loadMore(person);
    assert.equal(list.items.length, 2);
    await list.loadMore(person);
    assert.deepEqual([asked.length, list.isCutOff], [3 + 4, true]);
  });
});

describe('A list that is read again, past outages', () => {
  const PAGES = 20;
  /** A client whose old cursors are refused, and which fails at one page of the second reading. */
  function agedClient(isRefused: (from: string) => boolean) {
    const asked: string[] = [];
    let failures = 0;
    const state = { generation: 0, failAt: '', asked };
    const client = {
      list: (from: string | undefined) => {
        const [generation, page] = (from ?? `${state.generation}/0`).split('/');
        asked.push(`${generation ?? ''}/${page ?? ''}`);
        if (`${generation ?? ''}/${page ?? ''}` === state.failAt && failures++ === 0) {
          return Promise.reject(new ApiError('unreachable'));
        }
        if (from !== undefined && isRefused(from)) {
          return Promise.reject(refused);
        }
        const place = Number(page);
        const next = `${generation ?? ''}/${place + 1}`;
        return Promise.resolve({ items: [{ id: `org_${place}` }], ...(place < PAGES && { next }) });
      },
    };
    return { state, client: client as unknown as OrganizationsClient };
  }

  it('goes on at the page of the outage', async () => {
    const { state, client } = agedClient((from) => from.startsWith('0/') && state.generation === 1);
    const list = new OrganizationList(client);
    await list.load(context);
    for (let page = 1; page < 15; page++) {
      await list.loadMore(context);
    }
    state.generation = 1;
    state.failAt = '1/10';
    state.asked.length = 0;
    await list.loadAll(
      context,
      () => undefined,
      outlastOutages(new VirtualClock(), () => undefined),
    );
    assert.equal(list.items.length, PAGES + 1);
    // The refused cursor, all pages from the first one, and the page of the outage once more.
    assert.equal(state.asked.length, 1 + PAGES + 1 + 1);
  });

  it('is not begun again a second time because of an outage', async () => {
    const { state, client } = agedClient((from) => from.endsWith('/15'));
    const pages = new PageReader(client.list.bind(client), ({ id }) => id);
    const read = async () => {
      const patiently = outlastOutages(new VirtualClock(), () => undefined);
      while (!pages.hasEnded) {
        await patiently(() => pages.takePage(context), context.signal);
      }
    };
    state.generation = 0;
    state.failAt = '0/14';
    await assert.rejects(read(), { reason: 'badQuery' });
    assert.equal(state.asked.length, 15 + 1 + 1 + 15 + 1, 'the outage of the first reading');
    const aged = agedClient((from) => from.endsWith('/15'));
    const again = new PageReader(aged.client.list.bind(aged.client), ({ id }) => id);
    const patiently = outlastOutages(new VirtualClock(), () => undefined);
    const readAgain = async () => {
      while (!again.hasEnded) {
        await patiently(() => again.takePage(context), context.signal);
        aged.state.failAt = aged.state.asked.length === 20 ? '0/4' : aged.state.failAt;
      }
    };
    await assert.rejects(readAgain(), { reason: 'badQuery' });
    assert.equal(aged.state.asked.length, 15 + 1 + 1 + 15 + 1);
  });

  it('is read again by a scan that continues when its cursor has expired', async () => {
    const page = (id: string, next?: string) => ({ organizations: [{ id }], ...(next !== undefined && { next }) });
    const { asked, tenants } = answering(page('org_1', 'old'), refused, page('org_1', 'new'), page('org_2'));
    const scan = new ApplicationScan(tenants, 'd', 'client');
    const means = { context, patiently: (task: () => Promise<unknown>) => task(), onPage: () => undefined } as never;
    await scan.readPages(1, means);
    await scan.readPages(9, means);
    assert.deepEqual(asked, [undefined, 'old', undefined, 'new']);
    assert.deepEqual([scan.asked, scan.isComplete], [2, true]);
  });
});
