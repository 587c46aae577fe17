import assert from 'node:assert/strict';
import { useTenant } from '../askTenant.ts';
import type { ClientGrant } from '../contents/model.ts';
import type { Organization, Person } from '../server.ts';

describe('local tenant: organizations of users and client grants', () => {
  const { tenant, ask, read, organization } = useTenant({ organizations: 1200 });

  function organizationsOf(userId: string): string {
    return `/users/${encodeURIComponent(userId)}/organizations`;
  }

  function at(...places: readonly number[]): readonly (Organization | undefined)[] {
    return places.map((place) => tenant().organizations[place]);
  }

  const jane = 'samlp|acme|jane@acme.example';

  async function everywhere(): Promise<string> {
    const [first] = await read<readonly Person[]>(`${organization(1)}/members`);
    return first?.user_id ?? '';
  }

  it('know all organizations of a user, also before their members were read', async () => {
    const path = organizationsOf(jane);
    assert.deepEqual(await read(path), at(0, 1, 4));
    assert.deepEqual(await read(`${path}?include_totals=true&page=1&per_page=2`), {
      organizations: at(4),
      start: 2,
      limit: 2,
      total: 3,
    });
    assert.equal((await ask(`${path}?take=5`)).status, 400);
  });

  it('tell a total of 0 for a single organization', async () => {
    const path = `${organizationsOf('sms|5f7c8ec7c33c6c004bbafe82')}?include_totals=true`;
    assert.deepEqual(await read(path), { organizations: at(1), start: 0, limit: 50, total: 0 });
  });

  it('agree with the members of each organization', async () => {
    for (const { id } of tenant().organizations.slice(0, 30)) {
      for (const { user_id: userId } of await read<readonly Person[]>(`/organizations/${id}/members?per_page=12`)) {
        const organizations = await read<readonly Organization[]>(`${organizationsOf(userId)}?per_page=100`);
        assert.ok(
          organizations.some((one) => one.id === id),
          userId,
        );
      }
    }
  });

  it('are refused past 1000 in the words of users', async () => {
    const path = organizationsOf(await everywhere());
    assert.equal((await read<readonly unknown[]>(`${path}?page=9&per_page=100`)).length, 100);
    const message =
      'You can only page through the first 1000 records. See https://auth0.com/docs/users/search/v3/view-search-results-by-page#limitation';
    assert.deepEqual(await ask(`${path}?page=10&per_page=100`), {
      status: 400,
      body: { statusCode: 400, error: 'Bad Request', message, errorCode: 'invalid_paging' },
    });
  });

  it('change with the members', async () => {
    const { id = '' } = tenant().organizations[5] ?? {};
    await tenant().addMember(id, { user_id: jane });
    assert.deepEqual(await read(organizationsOf(jane)), at(0, 1, 4, 5));
    await tenant().removeMember(id, jane);
    assert.deepEqual(await read(organizationsOf(jane)), at(0, 1, 4));
  });

  it('are the organizations of a client grant by offset and by checkpoints', async () => {
    const [, grant] = await read<readonly ClientGrant[]>(`${organization(1)}/client-grants`);
    const path = `/client-grants/${grant?.id ?? ''}/organizations`;
    const odd = tenant().organizations.filter((_, place) => place % 2 === 1);
    assert.deepEqual(await read(path), odd.slice(0, 50));
    assert.deepEqual(await read(`${path}?include_totals=true&per_page=100&page=5`), {
      organizations: odd.slice(500),
      start: 500,
      limit: 100,
      total: 600,
    });
    const seen: Organization[] = [];
    let from = '';
    do {
      const page = await read<{ readonly organizations: readonly Organization[]; readonly next?: string }>(
        `${path}?take=100${from}`,
      );
      seen.push(...page.organizations);
      from = page.next === undefined ? '' : `&from=${encodeURIComponent(page.next)}`;
      assert.ok(page.organizations.length > 0);
    } while (from !== '');
    assert.deepEqual(seen, odd);
    assert.equal((await ask(`${path}?page=10&per_page=100`)).status, 400);
  });
});
