import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { isRecord } from '../../src/api/jsonFields.ts';
import { managementApi } from '../../src/api/managementApi.ts';
import { createOrganizationsClient } from '../../src/api/organizationsClient.ts';
import { readPagesOf } from '../../src/api/pagination.ts';
import { RateLimiter } from '../../src/api/rateLimiter.ts';
import type { RequestRecord } from '../../src/api/request.ts';
import type { RequestContext } from '../../src/api/requestContext.ts';
import { mintToken } from '../../src/api/tokenEndpoint.ts';
import { fixedToken } from '../../src/api/tokenSource.ts';
import { OrganizationList } from '../../src/organizations/organizationList.ts';
import { organizationSections, sectionAt } from '../../src/sections/organizationSections.ts';
import type { Item } from '../../src/sections/section.ts';
import { SectionStore } from '../../src/sections/sectionStore.ts';
import type { SectionRow } from '../../src/sidebar/rows.ts';
import type { Tenants } from '../../src/tenants/tenants.ts';
import { HastyClock } from '../unit/api/hastyClock.ts';
import { answer, type AnswerPlan, bodies, contentOf, rawAnswer } from './answers.ts';
import {
  accessToken,
  clientSecret,
  presentFailure,
  presentList,
  presentRequest,
  presentSection,
  secrets,
} from './presentations.ts';
import { type RawServer, startRawServer } from './rawServer.ts';

/** `npm run test:fuzz -- --seed N --runs N` */
const { seed = 1, runs = 500 } = JSON.parse(process.env['ORGANIZATION_INSPECTOR_FUZZ'] ?? '{}') as {
  readonly seed?: number;
  readonly runs?: number;
};
/** Of CPU time in the thread that all extensions share, in ms. */
const LONGEST_BLOCK_MS = 200;
/** A failing server is asked three times; one that refuses, as long as a person waits. Three pages are read behind an empty one. */
const mostRequests = (status: number) => (status === 429 ? 100 : 4);

const organization = { id: 'org_abcdefghijklmnop', name: 'acme' };
/** Of all sections with a request of their own, down to what is below their items. */
const paths = organizationSections
  .filter(({ source }) => 'field' in source)
  .flatMap(({ name, sections = [] }) => [[name], ...sections.map((below) => [name, 'auth0|1', below.name])]);

/** What is asked for. */
type Question = 'list' | 'one' | 'search' | 'token' | readonly string[];

const cases: fc.Arbitrary<readonly [Question, AnswerPlan]> = fc.oneof(
  answer(bodies.organizations).map((plan) => ['list', plan] as const),
  answer(bodies.organization).map((plan) => ['one', plan] as const),
  answer(bodies.organizations).map((plan) => ['search', plan] as const),
  answer(bodies.token).map((plan) => ['token', plan] as const),
  ...paths.map((path) => answer(bodies.items(fieldOf(path))).map((plan) => [path, plan] as const)),
);

describe('Whatever a tenant answers', () => {
  let server: RawServer;

  before(async () => {
    server = await startRawServer();
  });
  after(() => server[Symbol.asyncDispose]());

  it(`is shown as what it is, or as one failure (seed ${seed}, ${runs} answers)`, async function () {
    this.timeout(60_000 + runs * 100);
    // What is loaded with the first answers, and compiled, is no part of the time of an answer.
    await fc.assert(
      fc.asyncProperty(cases, (one) => ask(server, one)),
      { seed, numRuns: 50 },
    );
    await fc.assert(
      fc.asyncProperty(cases, async (one) => {
        const heldUpMs = await longestBlockMs(() => ask(server, one));
        assert.ok(heldUpMs < LONGEST_BLOCK_MS, `it held up the thread for ${Math.round(heldUpMs)} ms`);
      }),
      { seed, numRuns: runs },
    );
  });
});

/** Asks for something, and shows what comes everywhere where it is shown. */
async function ask(server: RawServer, [question, plan]: readonly [Question, AnswerPlan]): Promise<void> {
  const sent = contentOf(plan);
  let requests = 0;
  server.answer = (requestBody) => {
    requests += 1;
    return rawAnswer(plan, requestBody);
  };
  const endpoint = {
    domain: server.host,
    onRequest: (record: RequestRecord) => {
      presentRequest(record);
    },
  };
  const connection = { ...endpoint, tokens: fixedToken(accessToken) };
  const limiter = new RateLimiter(new HastyClock(), () => 0.2);
  const read = managementApi(connection, limiter);
  const client = createOrganizationsClient(read);
  const context: RequestContext = { signal: new AbortController().signal, priority: 'person' };
  try {
    if (question === 'list') {
      const list = new OrganizationList(client);
      await list.load(context).catch((error: unknown) => presentFailure(error));
      await presentList(server.host, list);
      if (isRecord(sent)) await isWhatWasSent(sent, 'organizations', list.organizations, 'id', unmasked);
    } else if (question === 'one') {
      const one = await client.get(organization.id, context);
      if (sent !== undefined) assert.equal(JSON.stringify(one), JSON.stringify(sent));
    } else if (question === 'search') {
      await client.search('acme', context);
    } else if (question === 'token') {
      const credentials = { clientId: 'client', clientSecret, audience: `http://${server.host}/api/v2/` };
      const minted = await mintToken(endpoint, limiter, credentials, context);
      assert.match(minted.accessToken, /^[\x21-\x7e]+$/);
      assert.ok(Number.isFinite(minted.expiresIn ?? 0));
    } else {
      const pages: Tenants['pages'] = (_domain, list, readItem) => readPagesOf(read, list, readItem);
      const status = () => Promise.resolve({ kind: 'usable' } as const);
      await askForSection({ pages, status, onDidChange: () => new vscode.Disposable(() => undefined) }, question);
    }
  } catch (error) {
    if (error instanceof assert.AssertionError) throw error;
    await presentFailure(error);
  }
  assert.ok(requests <= mostRequests(plan.status), `${requests} requests`);

  async function askForSection(tenants: Partial<Tenants>, path: readonly string[]): Promise<void> {
    const section = sectionAt(path);
    assert.ok(section && 'field' in section.source);
    const row: SectionRow = { kind: 'section', domain: server.host, id: organization.id, path, organization, section };
    const store = new SectionStore(tenants as Tenants);
    const failed = await store
      .change(row, (list) => list.load(context))
      .then(() => false)
      .catch((error: unknown) => presentFailure(error).then(() => true));
    await presentSection(store, row);
    const { items } = store.get(row);
    const { masked = unmasked, keyOf } = section;
    const text = JSON.stringify(items);
    if (section.masked) for (const secret of secrets) assert.ok(!text.includes(secret), text);
    if (!failed) {
      const isOneItem = section.source.paging === 'none' && isRecord(sent);
      await isWhatWasSent(isOneItem ? [sent] : sent, store.fieldOf(row), items, keyOf, masked);
    }
    store.dispose();
  }
}

/** A document has all objects of the answer, the first with each key, less what is masked. */
async function isWhatWasSent(
  sent: unknown,
  field: string,
  shown: readonly unknown[],
  key: string | ((item: Readonly<Record<string, unknown>>) => string),
  masked: (item: Item) => Item | Promise<Item>,
): Promise<void> {
  if (sent === undefined) return;
  const list = Array.isArray(sent) ? sent : isRecord(sent) ? sent[field] : undefined;
  if (!Array.isArray(list)) return;
  const keys = new Set<string>();
  const expected = list.filter(isRecord).filter((item) => {
    const one = typeof key === 'string' ? textIn(item[key]) : key(item) || JSON.stringify(item);
    return one !== '' && keys.size < keys.add(one).size;
  });
  assert.equal(JSON.stringify(shown), JSON.stringify(await Promise.all(expected.map(async (item) => masked(item)))));
}

function unmasked(item: Item): Item {
  return item;
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed() : '';
}

function fieldOf(path: readonly string[]): string {
  const source = sectionAt(path)?.source;
  return source && 'field' in source ? source.field : '';
}

/**
 * The longest time for which something holds up the thread, in ms of CPU time. It is measured again where it is long:
 * garbage of before is collected once, and what is slow is slow each time.
 */
async function longestBlockMs(act: () => Promise<void>): Promise<number> {
  let leastMs = Infinity;
  for (let attempt = 0; attempt < 3 && leastMs >= LONGEST_BLOCK_MS; attempt += 1) {
    leastMs = Math.min(leastMs, await blockMs(act));
  }
  return leastMs;
}

async function blockMs(act: () => Promise<void>): Promise<number> {
  let last = threadCpuMs();
  let longest = 0;
  const look = () => {
    const now = threadCpuMs();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const turn = () => {
    look();
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  try {
    await act();
    look();
  } finally {
    // Turns that go on would take a core from all tests that come after it.
    clearImmediate(next);
  }
  return longest;
}

/** The CPU time of this thread so far, in ms: other work on the machine does not count. */
function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
