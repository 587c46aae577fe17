import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../patience.ts';
import { fetchesDuring } from './fetches.ts';
import { connect, forget, requestsOf, tenants } from './tenants.ts';

const { small, large } = tenants;

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

/** Waits until an organization's document is in the active editor. */
async function opened(domain: string, id: string): Promise<void> {
  await until(() => {
    const { uri } = vscode.window.activeTextEditor?.document ?? {};
    return uri?.scheme === 'auth0-organization' && uri.authority === domain && uri.query === id;
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

  it('opens one by its name, with one request', async () => {
    await connect(small);
    const { id, name } = await organizationOf(small, 5);
    await follow(link(`domain=${small.domain}&name=${name}`));
    await opened(small.domain, id);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/name/${name}`]);
  });

  it('means the only tenant where it names none', async () => {
    await connect(small);
    const { id } = await organizationOf(small, 6);
    await follow(link(`id=${id}`));
    await opened(small.domain, id);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${id}`]);
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
