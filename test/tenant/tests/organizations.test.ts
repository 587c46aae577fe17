import assert from 'node:assert/strict';
import { type Organization, startTenant, type Tenant } from '../server.ts';

interface Page {
  readonly organizations: readonly Organization[];
  readonly next?: string;
}

describe('local tenant: organizations', () => {
  let now = Date.now();
  let tenant: Tenant;
  let token: string;

  beforeEach(async () => {
    tenant = await startTenant({ organizations: 120, now: () => now });
    token = await tenant.mintToken();
  });
  afterEach(() => tenant.close());

  async function ask(path: string): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(`${tenant.url}/api/v2${path}`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, body: await response.json() };
  }

  async function page(query: string): Promise<Page> {
    const { status, body } = await ask(`/organizations?${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body as Page;
  }

  function badQuery(message: string): unknown {
    const body = { statusCode: 400, error: 'Bad Request', message, errorCode: 'invalid_query_string' };
    return { status: 400, body };
  }

  it('lists the first 50 organizations as a bare array', async () => {
    assert.deepEqual(await ask('/organizations'), { status: 200, body: tenant.organizations.slice(0, 50) });
  });

  it('wraps a page with totals', async () => {
    assert.deepEqual(await page('page=1&per_page=100&include_totals=true'), {
      organizations: tenant.organizations.slice(100),
      start: 100,
      limit: 100,
      total: 120,
    });
  });

  it('answers an empty page past the end', async () => {
    assert.deepEqual(await ask('/organizations?page=9&per_page=100'), { status: 200, body: [] });
  });

  it('refuses offsets beyond 1000 records, however few there are', async () => {
    const message =
      'Requesting page 10 exceeds the allowed maximum of 1000 records. To fetch results beyond 1000, use the checkpoint pagination method.';
    assert.deepEqual(await ask('/organizations?page=10&per_page=100'), {
      status: 400,
      body: { statusCode: 400, error: 'Bad Request', message, errorCode: 'invalid_paging' },
    });
  });

  it('leads through all organizations by checkpoints, without a total and without a next on the last page', async () => {
    const first = await page('take=60&include_totals=true&per_page=7');
    assert.deepEqual(Object.keys(first), ['organizations', 'next']);
    const second = await page(`take=60&from=${encodeURIComponent(first.next ?? '')}`);
    assert.deepEqual(Object.keys(second), ['organizations']);
    assert.deepEqual([...first.organizations, ...second.organizations], tenant.organizations);
  });

  it('does not take from without take for a checkpoint', async () => {
    const { next = '' } = await page('take=5');
    assert.deepEqual(await page(`from=${encodeURIComponent(next)}`), {
      organizations: tenant.organizations.slice(0, 50),
      start: 0,
      limit: 50,
      total: 120,
    });
  });

  it('keeps the place of a cursor while organizations come and go', async () => {
    const expected = tenant.organizations.slice(6, 10);
    const { organizations, next = '' } = await page('take=5');
    for (const { id } of [...organizations, ...tenant.organizations.slice(5, 6)]) {
      await tenant.removeOrganization(id);
    }
    const after = await page(`take=4&from=${encodeURIComponent(next)}`);
    assert.deepEqual(after.organizations, expected);
  });

  it('shows organizations that were added or renamed meanwhile', async () => {
    const [first] = tenant.organizations;
    assert.ok(first);
    const added = { id: 'org_aaaaaaaaaaaaaaaa', name: 'newest' };
    await tenant.addOrganization(added);
    await tenant.updateOrganization(first.id, { name: 'renamed' });
    assert.deepEqual(await ask('/organizations/name/newest'), { status: 200, body: added });
    assert.deepEqual(await ask('/organizations/name/renamed'), { status: 200, body: { ...first, name: 'renamed' } });
    assert.equal((await ask(`/organizations/name/${first.name}`)).status, 404);
    assert.equal(tenant.organizations[0]?.name, 'renamed');
    assert.deepEqual(tenant.organizations.at(-1), added);
  });

  it('refuses a cursor that it did not issue, or issued more than 24 hours ago', async () => {
    const { next = '' } = await page('take=5');
    const path = `/organizations?take=5&from=${encodeURIComponent(next)}`;
    assert.equal((await ask('/organizations?take=5&from=bm9uZQ==')).status, 400);
    now += 23 * 3_600_000;
    assert.equal((await ask(path)).status, 200);
    now += 2 * 3_600_000;
    token = await tenant.mintToken();
    assert.equal((await ask(path)).status, 400);
  });

  it('sorts by name, display name and creation', async () => {
    const ids = async (sort: string) => {
      const { body } = await ask(`/organizations?per_page=100&sort=${sort}`);
      return (body as readonly Organization[]).map(({ id }) => id);
    };
    const byName = tenant.organizations.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual(
      await ids('name:1'),
      byName.slice(0, 100).map(({ id }) => id),
    );
    const newest = tenant.organizations.toReversed().slice(0, 100);
    assert.deepEqual(
      await ids('created_at:-1'),
      newest.map(({ id }) => id),
    );
    const shown = new Map(tenant.organizations.map(({ id, display_name = '' }) => [id, display_name]));
    const names = (await ids('display_name:-1')).map((id) => shown.get(id) ?? '');
    assert.deepEqual(names, names.toSorted().toReversed());
  });

  const refused = new Map([
    ['name=acme', "Query validation error: 'Additional properties not allowed: name'."],
    [
      'per_page=1000',
      "Query validation error: 'Value 1000 is greater than maximum 100' on property per_page (Number of results per page. Defaults to 50).",
    ],
    [
      'take=0',
      "Query validation error: 'Value 0 is less than minimum 1' on property take (Number of results per page. Defaults to 50).",
    ],
    [
      'page=two',
      "Query validation error: 'Expected type integer but found type string' on property page (Page index of the results to return. First page is 0).",
    ],
  ]);
  for (const [query, message] of refused) {
    it(`refuses ?${query}`, async () => {
      assert.deepEqual(await ask(`/organizations?${query}`), badQuery(message));
    });
  }

  for (const query of ['include_totals=1', 'sort=name:2', 'sort=id:1', 'page=1&page=2', 'page=1001']) {
    it(`refuses ?${query}`, async () => {
      const { status, body } = await ask(`/organizations?${query}`);
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /Query validation error.*invalid_query_string/);
    });
  }

  it('finds an organization by ID and by name', async () => {
    const one = tenant.organizations[70];
    assert.ok(one);
    assert.deepEqual(await ask(`/organizations/${one.id}`), { status: 200, body: one });
    assert.deepEqual(await ask(`/organizations/name/${one.name}`), { status: 200, body: one });
    assert.equal((await ask(`/organizations/${one.id}?fields=id`)).status, 400);
    assert.equal((await ask(`/organizations/name/${one.name}?fields=id`)).status, 400);
  });

  for (const path of ['/organizations/org_0000000000000000', '/organizations/name/nobody']) {
    it(`finds nothing at ${path}`, async () => {
      const body = { statusCode: 404, error: 'Not Found', message: 'No organization found by that id or name' };
      assert.deepEqual(await ask(path), { status: 404, body });
    });
  }

  for (const path of ['/organizations/acme', '/organizations/search', '/organizations/name/Acme%20Inc']) {
    it(`takes ${path} for malformed`, async () => {
      const { status, body } = await ask(path);
      assert.equal(status, 400);
      assert.match(JSON.stringify(body), /Path validation error: 'Object didn't pass validation.*"invalid_uri"/);
    });
  }

  it('knows no other endpoints', async () => {
    const body = { statusCode: 404, error: 'Not Found', message: 'Not Found' };
    assert.deepEqual(await ask('/tenants/custom-domains'), { status: 404, body });
    assert.deepEqual(await ask('/../../elsewhere'), { status: 404, body });
  });
});
