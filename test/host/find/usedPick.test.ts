import * as assert from 'node:assert/strict';
import { until } from '../../patience.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { messagesDuring } from '../messages.ts';
import { type ObservedPick, observePicks, pickTitled, rowTexts } from '../observedPick.ts';
import { startTwice } from '../startTwice.ts';
import { answerOf, connect, connectLoaded, requestsOf, run, sectionRow, tenants, useNamedTenants } from '../tenants.ts';
import { itemRow, table } from './scanSteps.ts';

const { inside, support } = tenants;

interface Listed {
  readonly client_id: string;
  readonly name: string;
}

interface ConnectionPage {
  readonly connections: readonly { readonly id: string; readonly name?: string }[];
}

const list = '/api/v2/clients?fields=client_id,name,app_type&include_fields=true&is_global=false&take=100';

describe('Finding what organizations use, without a row', () => {
  useNamedTenants({ Inside: inside, Support: support });

  const requests = async () => [await requestsOf(inside), await requestsOf(support)];

  /** Runs the command, and uses its first box until a message says what was found. */
  const found = (command: string, use: (pick: ObservedPick) => Promise<void>) =>
    messagesDuring(() =>
      observePicks(async (pick) => {
        const running = run(command);
        await use(await until(pick));
        await running;
      }),
    );

  const search = (clientId: string) => `/api/v2/organizations?include_client_association_for=${clientId}&take=100`;

  it('begins with the applications of all tenants, and asks the tenant of the chosen one', async () => {
    const listed = await Promise.all(
      [inside, support].map((tenant) => answerOf<readonly Listed[]>(tenant, '/api/v2/clients?is_global=false')),
    );
    const [chosen] = (listed[1] ?? []).filter(
      ({ client_id: id }) => !listed[0]?.some((other) => other.client_id === id),
    );
    assert.ok(chosen);
    const messages = await found('findOrganizationsOfApplication', async (pick) => {
      assert.equal(pick.title, 'Find Organizations That Use an Application');
      assert.deepEqual(rowTexts(pick), ['Load the applications of Inside and Support at most 2 requests']);
      assert.deepEqual(await requests(), [[], []]);
      await pick.choose(/^Load the applications/);
      await pick.item(new RegExp(` Inside · ${listed[0]?.[0]?.client_id}`));
      const row = await pick.item(new RegExp(` Support · ${chosen.client_id}`));
      await until(() => pick.active[0] === pick.items[0]);
      await pick.accept(row);
    });
    assert.match(
      messages[0]?.text ?? '',
      new RegExp(`^\\d+ organizations? of Support uses? .+\\. Organizations asked: `),
    );
    assert.deepEqual(await requests(), [[`GET ${list}`], [`GET ${list}`, `GET ${search(chosen.client_id)}`]]);
  });

  it('offers the applications of open sections at once, without a request', async () => {
    await connectLoaded(inside);
    await run('openSectionJson', await sectionRow(inside, 1, 'clients'));
    const { item } = await itemRow(inside, 1, 'clients', 0);
    await inside.clearRequests();
    await found('findOrganizationsOfApplication', async (pick) => {
      assert.deepEqual(await requests(), [[], []]);
      await pick.choose(new RegExp(` Inside · ${String(item['client_id'])}`));
    });
    assert.deepEqual(await requests(), [[`GET ${search(String(item['client_id']))}`], []]);
  });

  it('takes a client ID that is not listed, in the tenant that the row names', async () => {
    const id = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
    const messages = await found('findOrganizationsOfApplication', async (pick) => {
      pick.type(id);
      assert.deepEqual(rowTexts(pick).slice(0, 2), [`Use client ID ${id} Inside`, `Use client ID ${id} Support`]);
      await pick.choose(/^Use client ID \w+ Support/);
    });
    assert.match(messages[0]?.text ?? '', new RegExp(`^0 organizations of Support use ${id}\\.`));
  });

  it('names the tenant whose applications cannot be read, and lists those of the others', async () => {
    await support.inject({ match: '/clients', times: 1, answer: { status: 400, body: { message: 'No' } } });
    await found('findOrganizationsOfApplication', async (pick) => {
      await pick.choose(/^Load the applications/);
      const failure = await pick.item(/^\$\(warning\) Support · .*\(400/);
      await pick.item(/ Inside · /);
      assert.ok(!rowTexts(pick).some((row) => row.startsWith('All applications')));
      await pick.accept(failure);
      await pick.choose(/ Support · /);
    });
  });

  it('ends without a request where a person closes the box', async () => {
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfApplication');
      (await until(pick)).hide();
      assert.equal(await running, undefined);
    });
    assert.deepEqual(await requests(), [[], []]);
  });

  it('lists the connections of all tenants by name, and asks for no more of the chosen one', async () => {
    const path = '/api/v2/connections?fields=id,name,strategy&include_fields=true&take=100';
    const { connections } = await answerOf<ConnectionPage>(inside, path);
    const named = connections.filter(({ name }) => name !== undefined);
    assert.ok(named.length > 1);
    await inside.clearRequests();
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection');
      const box = await until(pick);
      assert.equal(box.title, 'Find Organizations That Use a Connection');
      assert.deepEqual(rowTexts(box), ['Load the connections of Inside and Support at most 2 requests']);
      await box.choose(/^Load the connections/);
      for (const { id } of named) await box.item(new RegExp(` Inside · ${id} · `));
      box.type('evil');
      await box.choose(/^evil Inside · con_\w+ · samlp$/);
      (await pickTitled(pick, 'Organizations that use evil in Inside')).hide();
      assert.equal(await running, undefined);
    });
    // The organizations are asked once it is known how many there are.
    assert.deepEqual(await requests(), [[`GET ${path}`, 'GET /api/v2/organizations?take=100'], [`GET ${path}`]]);
  });

  it('names the scope that the token of one tenant lacks, and lists the connections of the other', async () => {
    await connect(support, { scope: readScopes.filter((scope) => scope !== 'read:connections').join(' ') });
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection');
      const box = await until(pick);
      await box.choose(/^Load the connections/);
      await box.item(/^\$\(warning\) Support · .*read:connections.*\(403/);
      await box.item(/^evil Inside · /);
      box.type('no such name');
      // What the other tenant has is not known.
      assert.ok(!rowTexts(box).some((row) => /^(All|No) connection/.test(row)));
      box.hide();
      assert.equal(await running, undefined);
    });
    assert.deepEqual(
      (await requests()).map(({ length }) => length),
      [1, 1],
    );
  });

  it('keeps the connections and the text where the next page cannot be read, and tries again', async () => {
    const page = (first: number, length: number, next?: string) => {
      const ids = Array.from({ length }, (_, index) => `con_${String(first + index).padStart(16, '0')}`);
      return { status: 200, body: { connections: ids.map((id) => ({ id, name: `${id} saml` })), next } };
    };
    await inside.inject({ match: 'from=', times: 1, answer: { status: 403, body: { message: 'No' } } });
    await inside.inject({ match: 'from=', answer: page(100, 1) });
    await inside.inject({ match: '/connections', times: 1, answer: page(0, 100, 'cursor') });
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection', inside.domain);
      const box = await until(pick);
      await box.choose(/^Load the connections/);
      await box.item(/^Load more connections… 1 request/);
      box.type('00100 saml');
      // It can be on the next page.
      assert.equal(rowTexts(box).at(-1), 'Load more connections… 1 request');
      await box.choose(/^Load more connections/);
      const failure = await box.item(/^\$\(warning\) .*\(403/);
      assert.equal(rowTexts(box).filter((row) => row.startsWith('con_')).length, 100);
      await box.accept(failure);
      await until(() => box.active[0]?.label === 'con_0000000000000100 saml');
      assert.equal(box.value, '00100 saml');
      box.hide();
      assert.equal(await running, undefined);
    });
  });

  it('says that there may be more connections where the tenant sends no more of them', async () => {
    const body = { connections: [{ id: 'con_0123456789abcdef', name: 'acme' }], next: 'the same' };
    await inside.inject({ match: '/connections', answer: { status: 200, body } });
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection', inside.domain);
      const box = await until(pick);
      await box.choose(/^Load the connections/);
      await box.choose(/^Load more connections/);
      await box.item(/^There may be more/);
      box.type('other');
      assert.deepEqual(rowTexts(box).slice(1), ['There may be more: Auth0 sends no more of this list.']);
      box.hide();
      assert.equal(await running, undefined);
    });
  });

  it('takes the ID of a connection that the tenant has, and says its name', async () => {
    const answer = { status: 200, body: { id: 'con_0123456789abcdef', name: 'Staff' } };
    await inside.inject({ match: '/connections/con_', times: 1, answer });
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection');
      const box = await until(pick);
      box.type('con_0123456789abcdef');
      await box.choose(/^Use connection ID con_0123456789abcdef Inside/);
      (await pickTitled(pick, 'Organizations that use Staff in Inside')).hide();
      assert.equal(await running, undefined);
    });
  });

  it('does not ask organizations for a connection that the tenant does not have', async () => {
    const messages = await found('findOrganizationsOfConnection', async (pick) => {
      pick.type('con_0123456789abcdef');
      await pick.choose(/^Use connection ID con_0123456789abcdef Inside/);
    });
    assert.equal(messages[0]?.text, 'Inside has no connection with the ID con_0123456789abcdef.');
    assert.deepEqual(await requests(), [
      ['GET /api/v2/connections/con_0123456789abcdef?fields=id,name&include_fields=true'],
      [],
    ]);
  });

  it('is joined without another request while it runs', async () => {
    const id = 'con_0123456789abcdef';
    await inside.inject({ match: '/connections/con_', answer: { status: 200, body: { id } } });
    const { id: first } = (await inside.organizations())[0] ?? {};
    await messagesDuring(async () => {
      const find = () => run('findOrganizationsOfConnection', inside.domain, id, 'all');
      const [running, again] = await startTwice(inside, { match: `${first}/enabled_connections` }, find);
      assert.deepEqual(again, running);
    });
    const checks = (await requestsOf(inside)).filter((request) => request.includes('/connections/con_'));
    assert.equal(checks.length, 1);
  });

  it('says that a connection may not exist where the token cannot read connections', async () => {
    await connect(inside, { scope: readScopes.filter((scope) => scope !== 'read:connections').join(' ') });
    const id = 'con_0123456789abcdef';
    const [message] = await messagesDuring(() => run('findOrganizationsOfConnection', inside.domain, id, 'all'));
    const unknown = 'Whether the tenant has a connection with this ID is not known.';
    assert.equal(
      message?.text,
      `0 organizations of Inside use ${id}. Organizations asked: 12, which are all of the list. ${unknown}`,
    );
    assert.equal((await requestsOf(inside)).length, 13);
  });

  it('says the name that the organizations tell where the token cannot read connections', async () => {
    await connect(inside, { scope: readScopes.filter((scope) => scope !== 'read:connections').join(' ') });
    const { item } = await itemRow(inside, 1, 'connections', 1);
    await inside.clearRequests();
    const [message] = await messagesDuring(
      () => run('findOrganizationsOfConnection', inside.domain, item['connection_id'], 'all'),
      'Open as Table',
    );
    assert.match(message?.text ?? '', /^\d+ organizations of Inside use google-oauth2\. Organizations asked: 12/);
    assert.match((await table())[1] ?? '', /,Uses google-oauth2$/);
  });

  it('says the name of a connection that is loaded, without a request for it', async () => {
    await connectLoaded(inside);
    const { item } = await itemRow(inside, 1, 'connections', 1);
    await run('openSectionJson', await sectionRow(inside, 1, 'connections'));
    await inside.clearRequests();
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection', inside.domain, item['connection_id']);
      assert.equal((await until(pick)).title, 'Organizations that use google-oauth2 in Inside');
      pick()?.hide();
      await running;
    });
    assert.deepEqual((await requests())[0], []);
  });

  it('offers the connections of open sections', async () => {
    await connectLoaded(inside);
    await run('openSectionJson', await sectionRow(inside, 1, 'connections'));
    await observePicks(async (pick) => {
      const running = run('findOrganizationsOfConnection');
      const box = await until(pick);
      await box.choose(/^google-oauth2 Inside · con_/);
      (await pickTitled(pick, 'Organizations that use google-oauth2 in Inside')).hide();
      assert.equal(await running, undefined);
    });
  });
});
