import * as assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { connect, forget, run, sectionRow, tenants } from '../tenants.ts';
import {
  asked,
  firstPageQuery,
  openedContent,
  organizationsOf,
  profileOf,
  profileQuery,
  rolesIn,
} from './userRequests.ts';

const { inside } = tenants;

const jane = 'samlp|acme|jane@acme.example';
const hostile = 'auth0|x" OR user_id:*';
describe('A user', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  const find = (text: string) => run<vscode.Uri | undefined>('findUser', text, inside.domain);

  it('is found by address, with two requests for the profile and the organizations, and one for the roles in each', async () => {
    const organizations = await inside.organizations();
    const places = [0, 1, 4].map((place) => organizations[place]);
    const { user, organizations: found, roles } = await openedContent(find('jane@acme.example'));
    assert.deepEqual(await asked(inside), [
      `GET /api/v2/users-by-email?email=jane@acme.example&${profileQuery}`,
      organizationsOf(jane),
      ...places.map((organization) => rolesIn(organization?.id, jane)),
    ]);
    assert.equal(user['name'], 'Jane Doe');
    assert.equal(user['app_metadata'], undefined);
    assert.deepEqual(
      found.items.map(({ roles: _, ...organization }) => organization),
      places,
    );
    assert.ok(found.items.every(({ roles: ofOne }) => Array.isArray(ofOne)));
    assert.deepEqual([found.complete, roles], [true, { complete: true }]);
  });

  it('is found by an address with capitals, as typed and in lower case: each can be of another account', async () => {
    for (const [typed, stored] of [
      ['JANE@acme.example', 'jane@acme.example'],
      ['Max.Case@Acme.example', 'Max.Case@Acme.example'],
    ] as const) {
      await inside.clearRequests();
      const { user } = await openedContent(find(typed));
      assert.equal(user['email'], stored);
      const byEmail = (email: string) => `GET /api/v2/users-by-email?email=${email}&${profileQuery}`;
      assert.deepEqual((await asked(inside)).slice(0, 2), [byEmail(typed), byEmail(typed.toLowerCase())]);
    }
  });

  it('is found by ID, whatever it holds, also in no organization', async () => {
    const { user, organizations, roles } = await openedContent(find(hostile));
    assert.deepEqual(await asked(inside), [profileOf(hostile), organizationsOf(hostile)]);
    assert.deepEqual([user['user_id'], user['name']], [hostile, 'x" OR name:*) \\']);
    assert.deepEqual([organizations, roles], [{ items: [], complete: true }, { complete: true }]);
  });

  it('is chosen among all who have an address, without another request for the profile', async () => {
    await observePicks(async (pick) => {
      const finding = find('twin@acme.example');
      await until(() => pick()?.items.length === 2);
      const [, second] = pick()?.items ?? [];
      await pick()?.accept(second);
      const { user } = await openedContent(finding);
      assert.equal(user['user_id'], 'google-oauth2|100000000000000000013');
      assert.equal((await asked(inside)).length, 2);
    });
  });

  it('is chosen among two accounts that have an address, each in a case of its own', async () => {
    const other = { user_id: 'waad|1', email: 'Jane@Acme.example', name: 'Jane of Acme' };
    await inside.inject({ match: 'email=Jane', answer: { status: 200, body: [other] } });
    await withPick(
      () => find('Jane@Acme.example'),
      async (pick) => {
        await pick.item(/^Jane Doe .*jane@acme\.example/);
        await pick.choose(/^Jane of Acme .*Jane@Acme\.example/);
        await until(async () => (await asked(inside)).some((request) => request.startsWith(organizationsOf('waad|1'))));
      },
    );
  });

  it('is asked about only on Enter, and the box says what is asked', async () => {
    await observePicks(async (pick) => {
      const finding = run<vscode.Uri | undefined>('findUser', undefined, inside.domain);
      await until(() => pick() !== undefined);
      for (const [text, detail] of [
        ['jane', 'users?q=(name:jane* OR email:jane*)'],
        ['jane@acme.example', 'users-by-email?email=jane@acme.example'],
        [jane, `users/${jane}`],
        [`"user_id": "${jane}",`, `users/${jane}`],
        ['Jane <jane@acme.example>', 'users-by-email?email=jane@acme.example'],
        ['Toni T', String.raw`users?q=(name:Toni\ T* OR email:Toni\ T*)`],
      ] as const) {
        pick()?.type(text);
        assert.deepEqual(
          pick()?.items.map((item) => item.detail),
          [detail],
        );
      }
      assert.deepEqual(await asked(inside), []);
      await pick()?.accept(pick()?.items[0]);
      await until(() => pick()?.items.length === 3);
      assert.match(pick()?.items[0]?.label ?? '', /follows changes after some seconds/);
      await pick()?.accept(pick()?.items[1]);
      const { user } = await openedContent(finding);
      assert.equal(user['name'], 'Toni Twin');
      // What a search finds may be out of date, so the profile is read.
      assert.equal((await asked(inside)).length, 3);
    });
  });

  it('is asked about with the plus sign of an address, and found by a search whose case differs from the address', async () => {
    await observePicks(async (pick) => {
      const finding = find('max+case@acme.example');
      await until(() => pick()?.items[0]?.label === 'No user found');
      pick()?.type('"email": "max.case@acme.example",');
      await pick()?.accept(pick()?.items[0]);
      await until(() => pick()?.items[0]?.label === 'No user found');
      await pick()?.accept(pick()?.items[1]);
      await until(() => pick()?.items[0]?.label.startsWith('Found by') === true);
      await pick()?.accept(pick()?.items[1]);
      const { user } = await openedContent(finding);
      assert.equal(user['email'], 'Max.Case@Acme.example');
    });
    const [plus, byEmail, search, ...others] = await asked(inside);
    assert.match(plus ?? '', /\?email=max\+case@acme\.example&/);
    assert.match(byEmail ?? '', /\?email=max\.case@acme\.example&/);
    assert.match(search ?? '', /\?q=\(name:max\.case@acme\.example\* OR /);
    assert.equal(others.length, 2);
  });

  it('is searched for by Open User with a text that is no ID', async () => {
    await observePicks(async (pick) => {
      const opening = run<vscode.Uri | undefined>('openUser', 'Toni', inside.domain);
      await until(() => pick()?.items.length === 3);
      pick()?.hide();
      assert.equal(await opening, undefined);
    });
    assert.equal((await asked(inside)).length, 1);
  });

  it('is asked about once, however often Enter is pressed', async () => {
    await inside.inject({ match: '/users\\?', times: 1, hold: true });
    await observePicks(async (pick) => {
      const finding = find('a');
      await Promise.all([0, 1, 2].map(async () => pick()?.accept(pick()?.items[0])));
      await inside.clearFaults();
      await until(() => pick()?.items.length === 102);
      await inside.inject({ match: '/users\\?', times: 1, hold: true });
      await Promise.all([0, 1].map(async () => pick()?.accept(pick()?.items.at(-1))));
      await inside.clearFaults();
      await until(() => pick()?.items.length === 202);
      assert.equal((await asked(inside)).length, 2);
      pick()?.hide();
      assert.equal(await finding, undefined);
    });
  });

  it('says that there is no such user, and of a search that it goes on', async () => {
    await observePicks(async (pick) => {
      const finding = find('nobody@acme.example');
      await until(() => pick()?.items[0]?.label === 'No user found');
      assert.equal((await asked(inside)).length, 1);
      pick()?.type('');
      assert.deepEqual(pick()?.items, []);
      pick()?.type('a');
      await pick()?.accept(pick()?.items[0]);
      for (let found = 100; found < 1000; found += 100) {
        await until(() => pick()?.items.length === found + 2);
        assert.equal(pick()?.items.at(-1)?.label, 'Load more…');
        await pick()?.accept(pick()?.items.at(-1));
      }
      await until(() => pick()?.items.at(-1)?.label === 'There may be more: Auth0 sends no more of this list.');
      // VS Code shows no separator at the end.
      assert.equal(pick()?.items.at(-1)?.kind, undefined);
      assert.equal(pick()?.items.length, 1002);
      assert.equal((await asked(inside)).length, 11);
      pick()?.hide();
      assert.equal(await finding, undefined);
    });
  });

  it('is found among 12,000 members without loading them, and among loaded ones at once', async () => {
    const members = await sectionRow(inside, 3, 'members');
    await run('openSectionJson', members);
    await inside.clearRequests();
    await observePicks(async (pick) => {
      const finding = run<vscode.Uri | undefined>('findUser', members);
      await until(() => pick() !== undefined);
      assert.match(pick()?.title ?? '', /^Find User in /);
      for (const text of ['evil', 'email: slash@evil.example']) {
        pick()?.type(text);
        assert.deepEqual(
          pick()?.items.map(({ label }) => label.replace(/^\$\(search\) /, '')),
          ['Search the members whose name or email address begins like this', 'Loaded members', '%2e%2e/%2e%2e'],
        );
      }
      pick()?.type('slash@evil.example');
      await pick()?.accept(pick()?.items[0]);
      await until(() => pick()?.items.some(({ label }) => label.startsWith('Found by')) === true);
      await pick()?.accept(pick()?.items[1]);
      const { user, organizations } = await openedContent(finding);
      assert.equal(user['user_id'], 'samlp|evil|a/b?c=d#e%20f');
      assert.deepEqual(
        organizations.items.map(({ id }) => id),
        [members.id],
      );
    });
    const q = `organization_id:"${members.id}" AND (name:slash@evil.example* OR email:slash@evil.example*)`;
    const [search, ...others] = await asked(inside);
    assert.equal(search, `GET /api/v2/users?q=${q}&search_engine=v3&${profileQuery}&${firstPageQuery}`);
    assert.equal(others.length, 3);
  });

  it('keeps the question of a hostile name one question', async () => {
    await observePicks(async (pick) => {
      const finding = find('x" OR name:*');
      await until(() => pick()?.items.length === 2);
      assert.deepEqual(pick()?.items[1]?.description, `o:b*"(\\)@evil.example · ${hostile}`);
      pick()?.hide();
      assert.equal(await finding, undefined);
    });
  });
});
