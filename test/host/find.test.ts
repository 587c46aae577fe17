import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { loadAllItem } from '../../src/commands/organizationPickItems.ts';
import { until } from '../patience.ts';
import { connect, forget, requestsOf, run, tenants } from './tenants.ts';

const { small } = tenants;
const firstPage = 'GET /api/v2/organizations?take=100';

describe('Finding an organization', () => {
  beforeEach(() => connect(small));
  afterEach(() => forget(small));

  /** Begins with a text, and gives up once the tenant has been asked for it in this way. */
  async function find(text: string, request: string): Promise<readonly string[]> {
    await small.clearRequests();
    let isOver = false;
    const finding = Promise.resolve(run('findOrganization', text, small.domain)).finally(() => (isOver = true));
    await until(async () => (await requestsOf(small)).includes(request));
    await until(async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return isOver;
    });
    await finding;
    return requestsOf(small);
  }

  it('asks a tenant for an ID or a name that is not loaded, and tries once whether it has the search', async () => {
    const [first, second, third] = (await small.organizations()).slice(110);
    assert.ok(first && second && third);
    const pathOf = (key: string) => `GET /api/v2/organizations/${key}`;
    const byName = pathOf(`name/${first.name}`);
    const requests = await find(first.name, byName);
    assert.deepEqual(
      requests.map((request) => request.replace(/search\?.*/, 'search')),
      [firstPage, pathOf('search'), byName],
    );
    for (const [text, request] of [
      [second.id, pathOf(second.id)],
      [third.name, pathOf(`name/${third.name}`)],
    ] as const) {
      assert.deepEqual(await find(text, request), [request]);
    }
  });

  it('keeps what the tenant has found when VS Code reports late the text that it began with', async () => {
    const { createQuickPick } = vscode.window;
    const picks: vscode.QuickPick<vscode.QuickPickItem>[] = [];
    const listeners: ((text: string) => unknown)[] = [];
    const observed = () => {
      const pick = createQuickPick();
      const { onDidChangeValue } = pick;
      picks.push(pick);
      const listen: typeof onDidChangeValue = (listener) => {
        listeners.push(listener);
        return onDidChangeValue(listener);
      };
      return Object.defineProperty(pick, 'onDidChangeValue', { value: listen });
    };
    Object.assign(vscode.window, { createQuickPick: observed });
    const sought = (await small.organizations())[112];
    assert.ok(sought);
    const finding = Promise.resolve(run('findOrganization', sought.id, small.domain));
    const isFound = () => picks[0]?.items.some(({ description }) => description?.includes(sought.id)) ?? false;
    try {
      await until(isFound);
      listeners.forEach((listener) => listener(sought.id));
      assert.ok(isFound());
    } finally {
      Object.assign(vscode.window, { createQuickPick });
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      await finding;
    }
  });

  it('says how many are loaded where it offers to load the rest, unless there are none', () => {
    const descriptions = [0, 1, 2500].map((loaded) => loadAllItem('a', loaded).description);
    assert.deepEqual(descriptions, [undefined, '1 is loaded', '2,500 are loaded']);
  });
});
