import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentInFront } from '../../../src/commands/commandTarget.ts';
import { vscodeLink } from '../../../src/documents/vscodeLink.ts';
import { until } from '../../patience.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { fetchesDuring } from '../fetches.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, tenants } from '../tenants.ts';

const { small, large, support } = tenants;

function link(query: string, path = '/open'): vscode.Uri {
  const authority = 'organization-inspector.organization-inspector';
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority, path, query });
}

/** Opens a link as VS Code does once the person has allowed it. It does not wait for the extension. */
async function follow(...links: readonly vscode.Uri[]): Promise<void> {
  for (const uri of links) {
    await vscode.commands.executeCommand('vscode.open', uri);
  }
}

/** Waits until a document is in the active editor. @param query of its URI: the ID of an organization for its own */
async function opened(domain: string, query: string): Promise<void> {
  await until(() => {
    const uri = documentInFront();
    // VS Code holds a document once it is read.
    const isRead = vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri?.toString());
    return uri?.scheme === 'auth0-organization' && uri.authority === domain && uri.query === query && isRead;
  });
}

describe('Following a link from outside', () => {
  const organizationOf = async (tenant: typeof small, place: number) => {
    const { id, name } = (await tenant.organizations())[place] ?? {};
    assert.ok(id !== undefined && name !== undefined);
    return { id, name };
  };

  afterEach(async () => {
    await forget(small);
    await forget(large);
    await forget(support);
  });

  it('opens an organization of a connected tenant by its ID, with one request', async () => {
    await connect(small);
    await connect(large);
    const { id } = await organizationOf(large, 20_000);
    await follow(link(`domain=${large.domain}&id=${id}`));
    await opened(large.domain, id);
    assert.deepEqual(await requestsOf(large), [`GET /api/v2/organizations/${id}`]);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('opens an organization by its name, with one request', async () => {
    await connect(small);
    const { id, name } = await organizationOf(small, 5);
    await follow(link(`domain=${small.domain}&name=${name}`));
    await opened(small.domain, id);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/name/${name}`]);
  });

  it('asks whether to explain the login of a user, with the number of requests, before it makes any', async () => {
    await connect(support);
    const { organizationId, clientId, userId } = stories.notAMember;
    const login = vscodeLink(vscode.env.uriScheme, { domain: support.domain, organizationId, userId, clientId });
    await observePicks(async (pick) => {
      await follow(vscode.Uri.parse(login));
      const question = await until(() => pick()?.step === '1/1' && pick());
      assert.equal(question.placeholder, `Application: ${clientId} · User: ${userId}`);
      question.hide();
    });
    assert.deepEqual(await requestsOf(support), []);
  });

  it('means the only tenant where the link names none', async () => {
    await connect(small);
    const { id } = await organizationOf(small, 6);
    await follow(link(`id=${id}`));
    await opened(small.domain, id);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${id}`]);
  });

  it('opens something in an organization, a user and an application, with the requests of their documents', async () => {
    await connect(support);
    const { organizationId: id, clientId, userId } = stories.notAMember;
    const user = encodeURIComponent(userId);
    const documents = [
      [{ id, path: ['connections'] }, `${id}/connections`, /\/connections\?/],
      [{ userId }, `users/${user}/page`, /\/users\/|\/members\/[^/]+\/roles/],
      [{ clientId }, `clients/${clientId}`, /\/clients\//],
      [{ id, path: ['members', userId, 'events'] }, `${id}/members/${user}/events`, /\/logs\?/],
    ] as const;
    for (const [address, query, requests] of documents) {
      await support.clearRequests();
      await follow(vscode.Uri.parse(vscodeLink(vscode.env.uriScheme, { domain: support.domain, ...address })));
      await opened(support.domain, query);
      const asked = await requestsOf(support);
      assert.ok(
        asked.length > 0 && asked.length <= 5 && asked.every((request) => requests.test(request)),
        `${query}: ${asked.join()}`,
      );
    }
  });

  it('asks nobody while no tenant is connected, and nobody but connected tenants then', async () => {
    const { id } = await organizationOf(small, 7);
    const unknown = await organizationOf(large, 0);
    const hostile = [
      link(`domain=${large.domain}&id=${unknown.id}`),
      link(`domain=${large.domain}&name=${unknown.name}`),
      link(`domain=evil.example.com&id=${id}`),
      link(`domain=other.eu.auth0.com&id=${id}`),
      link(`domain=acme.eu.auth0.com.evil.example&id=${id}`),
      link(`domain=https://${small.domain}@evil.example&id=${id}`),
      link(`domain=${small.domain}/@evil.example&id=${id}`),
      link(`domain=169.254.169.254&id=${id}`),
      link(`domain=${small.domain}&id=${id}/../../users`),
      link(`domain=${small.domain}&id=${id};touch x`),
      link(`domain=${small.domain}&id=${id}&id=${unknown.id}`),
      link(`domain=${small.domain}&id=[x](command:workbench.action.quit)`),
      link(`domain=${small.domain}&name=../users`),
      link(`domain=${small.domain}&id=${id}&section=nothing`),
      link(`domain=${small.domain}&id=${id}&section=everything`),
      link(`domain=${small.domain}&id=${id}&section=metadata`),
      link(`domain=${small.domain}&id=${id}&section=members/x/nothing`),
      link(`domain=${small.domain}&id=${id}&section=members/../users`),
      link(`domain=${small.domain}&name=acme&section=members`),
      link(`domain=${small.domain}&user=jane`),
      link(`domain=${small.domain}&client=../users`),
      link(`domain=${large.domain}&user=auth0|1`),
      link(`domain=${large.domain}&client=EQEL1`),
      link(`domain=${large.domain}&id=${unknown.id}&section=members`),
      link(`domain=${small.domain}&id=${id}`, '/connect'),
      link(`domain=${small.domain}&id=${id}`, ''),
      link(''),
    ];
    const fetches = await fetchesDuring(async () => {
      await follow(link(`domain=${small.domain}&id=${id}`), link(`id=${id}`), ...hostile);
      await connect(small);
      // They are handled in turn: once the last one is open, there is nothing left to come.
      await follow(...hostile, link(`domain=${small.domain}&id=${id}`));
      await opened(small.domain, id);
    });
    assert.deepEqual(
      fetches.map(({ address }) => address),
      [`http://${small.domain}/api/v2/organizations?take=1`, `http://${small.domain}/api/v2/organizations/${id}`],
    );
    assert.deepEqual(await requestsOf(large), []);
  });

  it('names what the link asks for of a tenant that is not connected', async () => {
    for (const [query, text] of [
      ['user=auth0|[x](command:y)', 'the user auth0|[x] (command:y) of'],
      ['client=EQEL1', 'the application EQEL1 of'],
      ['id=org_0000000000000000&section=members', 'the organization org_0000000000000000 of'],
    ] as const) {
      const [message] = await messagesDuring(() => follow(link(`domain=${large.domain}&${query}`)));
      assert.deepEqual(message?.buttons, ['Connect Tenant…']);
      assert.ok(
        message.text.startsWith(`A link asks for ${text} ${large.domain}, which is not connected.`),
        message.text,
      );
    }
    const [message] = await messagesDuring(() =>
      follow(link(`domain=${large.domain}&id=org_0000000000000000&section=x`)),
    );
    assert.match(message?.text ?? '', /^This link opens no organization\./);
  });

  it('says what a link to a login looks like, without a request, where it is none', async () => {
    await connect(support);
    const { organizationId: id, userId, email } = stories.notAMember;
    for (const query of [
      `domain=${support.domain}&id=${id}`,
      `domain=${support.domain}&id=${id}&user=${email}`,
      `domain=${support.domain}&id=${id}&user=${userId}&client=](command:evil)`,
      `domain=${support.domain}@evil.example&id=${id}&user=${userId}`,
    ]) {
      const [message] = await messagesDuring(() => follow(link(query, '/explain')));
      assert.match(message?.text ?? '', /^This link explains no login\. .*\/explain\?domain=.*&user=auth0\|/, query);
    }
    assert.deepEqual(await requestsOf(support), []);
  });

  it('opens no section that the organization itself contains, without a request', async () => {
    await connect(small);
    const { id } = await organizationOf(small, 3);
    for (const section of ['branding', 'metadata']) {
      const [message] = await messagesDuring(() => follow(link(`domain=${small.domain}&id=${id}&section=${section}`)));
      assert.match(message?.text ?? '', /^This link opens no organization\./, section);
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('opens a search, after the person has agreed and with no request before', async () => {
    await connect(small);
    await connect(large);
    const search = link(`domain=${small.domain}&q=acme`, '/find');
    const [asked] = await messagesDuring(() => follow(search));
    assert.deepEqual(
      [asked?.text, asked?.buttons],
      [`A link asks to find acme in ${small.domain}.`, ['Find Organization, User or Application']],
    );
    assert.deepEqual([await requestsOf(small), await requestsOf(large)], [[], []]);
    await withPick(
      async () => {
        await messagesDuring(() => follow(search), 'Find Organization, User or Application');
      },
      async (pick) => {
        await until(() => pick.items.length > 0);
        assert.equal(pick.value, 'acme');
      },
    );
    assert.deepEqual(await requestsOf(large), []);
    const [unknown] = await messagesDuring(() => follow(link('domain=other.eu.auth0.com&q=acme', '/find')));
    assert.match(unknown?.text ?? '', /^A link asks to find acme in other\.eu\.auth0\.com, which is not connected\./);
    const [invalid] = await messagesDuring(() => follow(link(`domain=${small.domain}&q=`, '/find')));
    assert.match(invalid?.text ?? '', /^This link opens no organization\./);
  });

  it('opens nothing that the tenant does not have, after one request', async () => {
    await connect(small);
    const { id } = await organizationOf(small, 8);
    await follow(link(`domain=${small.domain}&id=org_0000000000000000`));
    await until(async () => (await requestsOf(small)).length > 0);
    await follow(link(`domain=${small.domain}&id=${id}`));
    await opened(small.domain, id);
    assert.deepEqual(await requestsOf(small), [
      'GET /api/v2/organizations/org_0000000000000000',
      `GET /api/v2/organizations/${id}`,
    ]);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
  });
});
