import assert from 'node:assert/strict';
import { askTenant, readTenant } from '../askTenant.ts';
import { startTenant, type Plan, type Tenant } from '../server.ts';

interface LogEvent {
  readonly log_id: string;
  readonly type: string;
  readonly date: string | object;
  readonly organization_id?: string;
  readonly user_id?: string;
}

const dayMs = 86_400_000;

describe('local tenant: logs', () => {
  let tenant: Tenant;
  let token: string;

  before(async () => {
    tenant = await startTenant({ organizations: 8 });
    token = await tenant.mintToken();
  });
  after(() => tenant.close());

  const read = <T = readonly LogEvent[]>(path: string) => readTenant<T>(tenant, token, path);
  const refused = async (path: string) => {
    const { status, body } = await askTenant(tenant, token, path);
    return [status, (body as { readonly message: string }).message] as const;
  };
  const query = (q: string, more = '') => `/logs?q=${encodeURIComponent(q)}&sort=date:-1&per_page=100${more}`;
  const ofPlace = (place: number, more = '') => query(`organization_id:"${tenant.organizations[place]?.id}"${more}`);

  it('have the events of an organization, newest first, and of an invalid one none', async () => {
    const events = await read(ofPlace(1));
    assert.equal(events.length, 100);
    assert.ok(events.every((event) => event.organization_id === tenant.organizations[1]?.id));
    const ids = events.map(({ log_id: id }) => id);
    assert.deepEqual(ids, ids.toSorted().reverse());
    assert.deepEqual(await read(ofPlace(2)), []);
    assert.deepEqual(await read(query('organization_id:"org_no"')), []);
  });

  it('are searched as they are written', async () => {
    const failures = await read(ofPlace(1, ' AND type:(fp OR fu)'));
    assert.deepEqual(new Set(failures.map(({ type }) => type)), new Set(['fp', 'fu']));
    assert.deepEqual(await read(query('type:FP')), []);
    assert.ok((await read(query('description:*not\\ part\\ of*'))).length > 0);
    assert.ok((await read(query('date:[2020-01-01 TO *] AND NOT type:s'))).length > 0);
  });

  it('are found by the user where they name no organization', async () => {
    const [first] = await read(query('type:limit_wc'));
    assert.ok(first?.user_id !== undefined && first.organization_id === undefined);
    const events = await read(query(`user_id:"${first.user_id}"`));
    assert.ok(events.some(({ log_id: id }) => id === first.log_id));
    const path = `/users/${encodeURIComponent(first.user_id)}/logs`;
    assert.deepEqual(await read(`${path}?sort=date:-1&per_page=100`), events);
    assert.deepEqual(await read('/users/nobody/logs'), []);
    assert.equal((await refused(`${path}?q=type:f`))[0], 400);
  });

  for (const refusedQuery of [
    'organization_name:acme',
    'details.qs:x',
    'type:*ab',
    'acme',
    'type:f type:fp',
    'type:"',
  ]) {
    it(`refuse what cannot be searched: ${refusedQuery}`, async () => {
      assert.equal((await refused(query(refusedQuery)))[0], 400);
    });
  }

  for (const parameters of [
    'sort=log_id:-1',
    'sort=date',
    'fields=organization_id',
    'fields=date,%20type',
    'per_page=101',
    'take=101',
  ]) {
    it(`refuse parameters: ${parameters}`, async () => {
      assert.equal((await refused(`/logs?${parameters}`))[0], 400);
    });
  }

  it('take the question as `search` as well, as the description has it', async () => {
    const q = encodeURIComponent('type:(fp OR fu)');
    const rest = 'sort=date:-1&per_page=100';
    const failures = await read(`/logs?q=${q}&${rest}`);
    assert.deepEqual(await read(`/logs?search=${q}&${rest}`), failures);
    assert.ok(failures.length > 1 && failures.every(({ type }) => type.startsWith('f')));
    const both = await read(`/logs?search=${q}&q=type:fu&${rest}`);
    assert.deepEqual(
      both,
      failures.filter(({ type }) => type === 'fu'),
    );
    assert.equal((await refused('/logs?search=organization_name:acme'))[0], 400);
    assert.equal((await refused(`/logs?search=${'f'.repeat(5000)}`))[0], 414);
  });

  it('name no user where nobody had logged in yet', async () => {
    const events = await read(ofPlace(1, ' AND description:invalid\\ invitation*'));
    assert.ok(events.length > 0 && events.every((event) => !('user_id' in event) && !('user_name' in event)));
  });

  it('refuse a question that is too long', async () => {
    assert.equal((await refused(query(`type:(${Array.from({ length: 1000 }, () => 'f').join(' OR ')})`)))[0], 414);
  });

  it('end at 1000 records, and count those of the page alone', async () => {
    const large = ofPlace(3);
    const { total, length, start } = await read<Record<string, unknown>>(`${large}&page=9&include_totals=true`);
    assert.deepEqual([total, length, start], [100, 100, 900]);
    const [status, message] = await refused(`${large}&page=10`);
    assert.equal(status, 400);
    assert.match(message, /^Requesting page 11 exceeds the allowed maximum of 1000 records: please consider/);
  });

  it('send the fields that were asked for', async () => {
    const [event] = await read('/logs?fields=type,date&per_page=1');
    assert.deepEqual(Object.keys(event ?? {}).sort(), ['date', 'type']);
    const [other] = await read('/logs?fields=details&include_fields=false&per_page=1');
    assert.ok(other && !('details' in other) && 'log_id' in other);
  });

  it('are read to the end by checkpoints, which drop the question', async () => {
    const ids = new Set<string>();
    let last = '';
    let isMore = true;
    while (isMore) {
      const events = await read(`/logs?from=${last}&take=100&q=type:f`);
      last = events.at(-1)?.log_id ?? last;
      isMore = events.length > 0;
      for (const { log_id: id } of events) ids.add(id);
    }
    assert.ok(ids.size > 1150);
    const response = await fetch(`${tenant.url}/api/v2/logs?from=${last}&take=100`, {
      headers: { authorization: `Bearer ${token}` },
    });
    assert.match(response.headers.get('link') ?? '', new RegExp(`from=${last}&take=100>; rel="next"$`));
  });

  it('are read one by one', async () => {
    const [event] = await read('/logs?per_page=1');
    assert.deepEqual(await read(`/logs/${event?.log_id}`), event);
    assert.deepEqual(await refused('/logs/900'), [404, 'Log not found.']);
  });

  it('need a scope, which they name in their own words', async () => {
    const limited = await tenant.mintToken({ scope: 'read:users' });
    for (const path of ['/logs', '/logs/900', '/users/x/logs']) {
      const { status, body } = await askTenant(tenant, limited, path);
      assert.equal(status, 403);
      const { message } = body as { readonly message: string };
      assert.equal(message, 'Insufficient scope; expected any of: read:logs, read:logs_users.');
    }
    assert.equal((await askTenant(tenant, await tenant.mintToken({ scope: 'read:logs_users' }), '/logs')).status, 200);
  });

  for (const [plan, days] of [
    ['free', 1],
    ['essentials', 5],
    ['enterprise', 30],
  ] as const satisfies readonly (readonly [Plan, number])[]) {
    it(`are kept ${days} days in the plan ${plan}`, async () => {
      const other = await startTenant({ organizations: 2, plan });
      try {
        const path = '/logs?q=type:(s%20OR%20f)&sort=date:1&per_page=1';
        const [oldest] = await readTenant<readonly LogEvent[]>(other, await other.mintToken(), path);
        const age = Date.now() - Date.parse(oldest?.date as string);
        assert.ok(age < days * dayMs && age > Math.min(days, 20) * dayMs - dayMs, String(age));
      } finally {
        await other.close();
      }
    });
  }
});
