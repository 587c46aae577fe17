import * as assert from 'node:assert/strict';
import { readScopes } from '../../tenant/scopes.ts';
import { answerOf, connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { allParts, callTool, type Part, questionOf } from './toolCalls.ts';

const { inside, small } = tenants;
const jane = 'samlp|acme|jane@acme.example';

/** What a language model gets of a user. */
interface UserPart extends Part {
  readonly tenant: { readonly domain: string };
  readonly user: { readonly user_id: string; readonly email?: string };
  readonly organizations: readonly {
    readonly id: string;
    readonly name: string;
    readonly display_name: string;
    readonly roles?: readonly { readonly name: string }[];
    readonly roles_not_read?: string;
  }[];
  readonly organizations_read: number;
  readonly complete: boolean;
  readonly cut_off?: string;
}

const find = (input: object) => callTool<UserPart>('find_user_organizations', input);

describe('Finding the organizations of a user for a language model', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  it('takes one request by user ID, and says no more of organizations than their names', async () => {
    const organizations = await inside.organizations();
    const expected = [0, 1, 4].map((place) => {
      const { id = '', name = '', display_name = '' } = organizations[place] ?? {};
      return { id, name, display_name };
    });
    assert.deepEqual(await find({ user_id: jane }), {
      tenant: { domain: inside.domain },
      user: { user_id: jane },
      organizations: expected,
      organizations_read: 3,
      complete: true,
    });
    assert.equal((await requestsOf(inside)).length, 1);
  });

  it('finds the user by an address in any case, also a user in no organization, and says who shares an address', async () => {
    const { user, organizations } = await find({ email: ' JANE@acme.example ', user_id: '' });
    assert.deepEqual([user, organizations.length], [{ user_id: jane, email: 'JANE@acme.example' }, 3]);
    assert.equal((await requestsOf(inside)).length, 3);
    const { organizations: none, complete } = await find({ user_id: 'auth0|x" OR user_id:*' });
    assert.deepEqual([none, complete], [[], true]);
    await assert.rejects(find({ email: 'twin@acme.example' }), /Several users .* as “user_id”: /);
    await assert.rejects(
      find({ email: 'nobody@acme.example' }),
      /No user of .* has exactly the email address “nobody@/,
    );
  });

  it('says of two accounts that have an address each in a case of its own that there are several', async () => {
    const other = { user_id: 'waad|1', email: 'Jane@Acme.example', name: 'Jane' };
    await inside.inject({ match: 'email=Jane', answer: { status: 200, body: [other] } });
    const isSeveral =
      /Several users have the email address “Jane@Acme\.example”.* as “user_id”: “waad\|1”, “samlp\|acme\|/;
    await assert.rejects(find({ email: 'Jane@Acme.example' }), isSeveral);
    assert.equal((await requestsOf(inside)).length, 2);
  });

  it('reads page by page, and says where the Management API gives no more', async () => {
    const organizations = Array.from({ length: 100 }, (_, index) => ({
      id: `org_${String(index).padStart(16, '0')}`,
      name: `name-${index}`,
      display_name: 'Name '.repeat(40),
    }));
    // Any page is full, with other organizations.
    for (let page = 0; page < 10; page += 1) {
      const body = {
        organizations: organizations.map((one) => ({ ...one, id: one.id.replace('org_', `org_${page}`) })),
      };
      await inside.inject({ match: `page=${page}&`, answer: { status: 200, body } });
    }
    const parts = await allParts<UserPart>('find_user_organizations', { user_id: jane });
    const ids = parts.flatMap((part) => part.organizations.map(({ id }) => id));
    assert.deepEqual([ids.length, new Set(ids).size], [1000, 1000]);
    const last = parts.at(-1);
    assert.deepEqual([last?.complete, last?.organizations_read], [false, 1000]);
    assert.match(last?.cut_off ?? '', /sends no more, although there may be more/);
    assert.equal((await requestsOf(inside)).length, 10);
  });

  it('reads the roles in each organization if they are asked for, as the window shows them', async () => {
    const { organizations } = await find({ user_id: jane, with_roles: true });
    const shown = await Promise.all(
      organizations.map(async ({ id }) => {
        const path = `/api/v2/organizations/${id}/members/${encodeURIComponent(jane)}/roles`;
        return (await answerOf<readonly { name: string }[]>(inside, path)).map(({ name }) => name);
      }),
    );
    assert.deepEqual(
      organizations.map(({ roles }) => roles?.map(({ name }) => name)),
      shown,
    );
    assert.ok(shown.flat().length > 0);
  });

  it('says why roles are not known, and none of them is none', async () => {
    await inside.inject({ match: '/roles', answer: { status: 403, body: { message: 'Insufficient scope' } } });
    const { organizations, complete } = await find({ user_id: jane, with_roles: true });
    assert.equal(complete, false);
    for (const { roles, roles_not_read: why } of organizations) {
      assert.equal(roles, undefined);
      assert.match(why ?? '', /The roles could not be read \(403\).*“Insufficient scope”/);
    }
  });

  it('tells the person before who is asked about, and what it costs', async () => {
    const byId = await questionOf('find_user_organizations', { user_id: 'auth0|[x](command:a)' });
    assert.equal(byId.title, 'Find the Auth0 Organizations of a User');
    assert.match(byId.message, /\\\[x\\\] \\\(command\\:a\\\)/);
    assert.match(byId.plain, /Requests: at most 2, with repeats after failures at most 6\.$/);
    const byEmail = await questionOf('find_user_organizations', { email: 'jane@acme.example', with_roles: true });
    assert.match(
      byEmail.plain,
      /email address jane@acme\.example .*roles in each.*Requests: at most 24, .* at most 72\.$/,
    );
  });
});

describe('Listing the connected tenants for a language model', () => {
  afterEach(async () => {
    await forget(inside);
    await forget(small);
  });

  const list = () =>
    callTool<{ readonly tenants: readonly object[]; readonly remark?: string }>('list_connected_tenants', {});

  it('takes no request, and tells what the tokens lack, but no token', async () => {
    const token = await inside.mintToken({ scope: 'read:organizations read:roles' });
    await run('connectTenant', { domain: inside.domain, accessToken: token });
    await connect(small, { expiresInSeconds: 3600 });
    await run('renameTenant', small.domain, 'Acme');
    await run('setEnvironment', small.domain, 'production');
    await inside.clearRequests();
    const answer = await list();
    const [first, second] = answer.tenants as readonly Readonly<Record<string, unknown>>[];
    assert.deepEqual(
      [first?.['domain'], first?.['status'], first?.['access'], first?.['environment']],
      [inside.domain, 'usable', 'by an access token', undefined],
    );
    const missing = first?.['missing_scopes'] as readonly string[];
    assert.ok(missing.includes('read:organization_members') && missing.includes('read:users'));
    assert.ok(!missing.includes('read:roles'));
    assert.deepEqual(
      [second?.['label'], second?.['environment'], second?.['all_loaded']],
      ['Acme', 'production', false],
    );
    assert.ok(Math.abs(Date.parse(String(second?.['expires_at'])) - Date.now() - 3_600_000) < 60_000);
    assert.ok(!token.split('.').some((part) => JSON.stringify(answer).includes(part)));
    assert.deepEqual([...(await requestsOf(inside)), ...(await requestsOf(small))], []);
  });

  it('says what the user can do where no tenant is connected', async () => {
    const { tenants: none, remark } = await list();
    assert.deepEqual(none, []);
    assert.match(remark ?? '', /“Auth0 Organizations: Connect Tenant…”/);
  });

  it('tells the person before what the language model gets', async () => {
    const { title, plain } = await questionOf('list_connected_tenants', {});
    assert.equal(title, 'List Connected Auth0 Tenants');
    assert.match(plain, /environments .* but no token\. Without a request\.$/);
  });
});

describe('The members of an organization for a language model', () => {
  afterEach(() => forget(inside));

  it('are without roles, which are not known, in each part if the token cannot read them', async () => {
    interface MembersPart extends Part {
      readonly items: readonly object[];
      readonly not_known?: string;
    }
    const { id } = (await inside.organizations())[3] ?? {};
    const read = (next?: string) =>
      callTool<MembersPart>('read_organization_section', { organization_id: id, section: 'members', next });
    await connect(inside, {
      scope: readScopes.filter((scope) => scope !== 'read:organization_member_roles').join(' '),
    });
    const first = await read();
    for (const { items, not_known: notKnown } of [first, await read(first.next)]) {
      assert.ok(items.length > 0 && items.every((member) => !('roles' in member)));
      assert.equal(notKnown, 'Without roles, which need the scope read:organization_member_roles.');
    }
    await connect(inside);
    assert.equal((await read()).not_known, undefined);
  });
});
