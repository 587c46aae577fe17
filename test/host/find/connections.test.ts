import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connections } from '../../../src/sections/connections.ts';
import type { Item } from '../../../src/sections/section.ts';
import type { SectionRow } from '../../../src/sidebar/rows.ts';
import { until } from '../../patience.ts';
import type { OrganizationConnection } from '../../tenant/contents/model.ts';
import type { FeatureState } from '../../tenant/features.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { failureOf } from '../messages.ts';
import {
  cancelled,
  connect,
  contentOf,
  documentOf,
  forget,
  listedIds,
  requestsOf,
  run,
  sectionRow,
  tenants,
} from '../tenants.ts';

const { inside } = tenants;

const paging = 'page=0&per_page=100&include_totals=true';
const refusals: readonly FeatureState[] = [
  'insufficient_entitlement',
  'insufficient_scope',
  'feature_not_enabled',
  'badRequest',
  'notFound',
  'notImplemented',
];

describe('The connections of an organization', () => {
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await inside.setFeature('organizationConnections', 'on');
    await forget(inside);
  });

  it('are those that the organization has enabled and those that it could enable', async () => {
    const row = await connectionsOf(3);
    const { connections: all = [] } = await shown(row);
    assert.deepEqual(
      all.map(({ is_enabled: isEnabled }) => isEnabled),
      [true, true, false],
    );
    assert.deepEqual(await requestsOf(inside), [request(row, 'connections')]);
  });

  for (const state of refusals) {
    it(`are the enabled connections alone in a tenant that knows no others, which is found out once: ${state}`, async () => {
      await inside.setFeature('organizationConnections', state);
      const rows = [await connectionsOf(1), await connectionsOf(3)] as const;
      const before = await listedIds(inside);
      await inside.clearRequests();
      const answers = [await shown(rows[0]), await shown(rows[1])];
      assert.deepEqual(
        answers.map(({ enabled_connections: enabled }) => enabled?.length),
        [5, 2],
      );
      assert.deepEqual(await requestsOf(inside), [
        request(rows[0], 'connections'),
        request(rows[0], 'enabled_connections'),
        request(rows[1], 'enabled_connections'),
      ]);
      assert.deepEqual(await listedIds(inside), before, 'the organization is still there');
      // Another token may be of a tenant that has got the endpoint.
      await inside.setFeature('organizationConnections', 'on');
      await run('updateAccessToken', inside.domain, await inside.mintToken());
      await inside.clearRequests();
      await run('refresh', rows[1]);
      assert.deepEqual(await requestsOf(inside), [request(rows[1], 'connections')]);
      assert.equal((await shown(rows[1])).connections?.length, 3);
    });
  }

  it('are read page by page from the endpoint that the first page came from', async () => {
    await inside.setFeature('organizationConnections', 'notFound');
    const row = await connectionsOf(1);
    const items = Array.from({ length: 101 }, (_, index) => ({ connection_id: `con_${index}` }));
    await inside.inject({
      times: 1,
      match: '/enabled_connections',
      answer: { status: 200, body: { enabled_connections: items.slice(0, 100), total: 101 } },
    });
    await inside.inject({
      times: 1,
      match: '/enabled_connections',
      answer: { status: 200, body: { enabled_connections: items.slice(100), total: 101 } },
    });
    await shown(row);
    await run('loadMore', row);
    await until(async () => (await shown(row)).enabled_connections?.length === 101);
    assert.deepEqual(await requestsOf(inside), [
      request(row, 'connections'),
      request(row, 'enabled_connections'),
      request(row, 'enabled_connections').replace('page=0', 'page=1'),
    ]);
  });

  it('are asked for once where the scope is missing', async () => {
    const row = await connectionsOf(1);
    await connect(inside, { scope: readScopes.filter((scope) => scope !== 'read:organization_connections').join(' ') });
    assert.match(await failureOf(documentOf(row)), /Needs|read:organization_connections/);
    assert.deepEqual(await requestsOf(inside), [request(row, 'connections')]);
  });

  const gone = { statusCode: 404, error: 'Not Found', message: 'The organization does not exist.' };
  for (const [when, answer] of [
    ['once the organization is gone', { status: 404, body: gone }],
    ['after too many requests', { status: 429, body: { statusCode: 429 }, headers: { 'retry-after': '3600' } }],
  ] as const) {
    it(`are asked for once ${when}`, async () => {
      const row = await connectionsOf(1);
      await inside.inject({ answer });
      await failureOf(documentOf(row));
      assert.deepEqual(await requestsOf(inside), [request(row, 'connections')]);
    });
  }

  it('are not said to be missing after the answer of a proxy, or one that the other endpoint gives as well', async () => {
    const row = await connectionsOf(1);
    for (const [answer, requests] of [
      [{ status: 404, body: '<html>proxy</html>' }, [request(row, 'connections')]],
      [
        { status: 400, body: { message: "Path validation error: 'org_'." } },
        [request(row, 'connections'), request(row, 'enabled_connections')],
      ],
    ] as const) {
      await forget(inside);
      await connect(inside);
      await inside.inject({ match: 'connections', times: requests.length, answer });
      await failureOf(documentOf(row));
      assert.deepEqual(await requestsOf(inside), requests);
      assert.equal((await shown(row)).connections?.length, 5);
    }
  });

  it('are given up at once when a person cancels, without another request', async () => {
    const row = await connectionsOf(1);
    await inside.inject({ match: '/connections', answer: { status: 404, body: {} }, delayMs: 600_000 });
    await vscode.commands.executeCommand('notifications.clearAll');
    await cancelled(run('openSectionJson', row));
    assert.deepEqual(await requestsOf(inside), [request(row, 'connections')]);
  });

  it('say whether they are enabled, and what the organization calls them', async () => {
    const connection: OrganizationConnection = {
      connection_id: 'con_1',
      is_enabled: false,
      organization_access_level: 'full',
      organization_connection_name: '${x} `y`',
      connection: { name: 'acme-saml', strategy: 'samlp' },
    };
    const present = (item: object) => connections.present(item as Item, 'en');
    const { description, tooltip, icon } = await present(connection);
    assert.equal(description, 'samlp · ${x} `y` · not enabled');
    assert.deepEqual(tooltip, [
      'con_1',
      'Not enabled in this organization',
      'Called ${x} `y` in this organization',
      'Access level in the My Organization API: full',
    ]);
    assert.equal(icon, 'debug-disconnect');
    const { description: other, icon: usual } = await present({ ...connection, is_enabled: true });
    assert.deepEqual([other, usual], ['samlp · ${x} `y`', undefined]);
    // The endpoint that lists enabled connections alone says nothing about it.
    assert.equal((await present({ connection_id: 'con_1' })).description, '');
  });
});

function connectionsOf(place: number): Promise<SectionRow> {
  return sectionRow(inside, place, 'connections');
}

function request({ id }: SectionRow, name: string): string {
  return `GET /api/v2/organizations/${id}/${name}?${paging}`;
}

type Answer = Readonly<Partial<Record<'connections' | 'enabled_connections', readonly Item[]>>>;

async function shown(row: SectionRow): Promise<Answer> {
  await run('openSectionJson', row);
  return (await contentOf(documentOf(row))) as Answer;
}
