import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFiles } from '../memoryFiles.ts';
import { messagesDuring } from '../messages.ts';
import { startTwice } from '../startTwice.ts';
import { connect, forget, type HostTenant, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside, small, staging } = tenants;

/** Long work, and the request in its middle. */
interface Work {
  readonly tenant: HostTenant;
  readonly match: string;
  /** What it takes before it begins. */
  readonly prepare?: () => Thenable<unknown>;
  readonly start: () => Thenable<unknown>;
}

describe('Long work that is started a second time', () => {
  const files = new MemoryFiles('long-task-test');
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('long-task-test', files);
  });
  after(() => {
    registration.dispose();
  });
  beforeEach(async () => {
    for (const tenant of [inside, small, staging]) await connect(tenant);
  });
  afterEach(async () => {
    for (const tenant of [inside, small, staging]) await forget(tenant);
    files.clear();
  });

  const snapshot = files.uri('saved.ndjson');
  const loaded = (tenant: HostTenant) => run('loadAllOrganizations', tenant.domain);
  const works: Readonly<Record<string, Work>> = {
    'Load All Organizations': { tenant: small, match: 'from=', start: () => loaded(small) },
    Refresh: {
      tenant: small,
      match: 'from=',
      prepare: () => loaded(small),
      start: () => run('refresh', small.domain),
    },
    'a search by connections': {
      tenant: inside,
      match: 'enabled_connections',
      prepare: () => loaded(inside),
      start: () => run('findOrganizationsWithoutConnection', inside.domain, 'loaded'),
    },
    'Export Organizations': {
      tenant: small,
      match: 'from=',
      start: () => run('exportOrganizations', small.domain, 'json', 'all', files.uri('all.json')),
    },
    'Export Sections': {
      tenant: inside,
      match: 'from=',
      start: async () =>
        run(
          'exportSections',
          await sectionRow(inside, 3, 'members'),
          undefined,
          undefined,
          'csv',
          files.uri('members.csv'),
        ),
    },
    'Save Snapshot': {
      tenant: inside,
      match: '/discovery-domains',
      start: () => run('saveSnapshot', inside.domain, 'withoutMembers', snapshot),
    },
    'Compare with Snapshot': {
      tenant: inside,
      match: '/discovery-domains',
      prepare: () => run('saveSnapshot', inside.domain, 'withoutMembers', snapshot),
      start: () => run('compareWithSnapshot', inside.domain, snapshot, undefined, 'sections'),
    },
    'Compare Tenants': {
      tenant: inside,
      match: '/discovery-domains',
      prepare: async () => {
        await loaded(inside);
        await loaded(staging);
      },
      start: () => run('compareTenants', inside.domain, staging.domain, 'name', 'sections'),
    },
    'Compare Everything': {
      tenant: inside,
      match: '/discovery-domains',
      start: async () => {
        const [first, second] = await inside.organizations();
        const reference = ({ id = '', name = '' } = {}) => ({ domain: inside.domain, id, name });
        return run('compareEverythingWith', reference(first), reference(second), 'withoutMembers');
      },
    },
  };

  for (const [name, { tenant, match, prepare, start }] of Object.entries(works)) {
    it(`is joined, and asks for no more: ${name}`, async () => {
      const requestsDuring = async (act: () => Thenable<unknown>): Promise<number> => {
        await messagesDuring(async (messages) => {
          await prepare?.();
          await tenant.clearRequests();
          await act();
          // Load All, Refresh and Compare Everything tell nothing at their ends.
          if (messages.length === 0) void vscode.window.showInformationMessage('ended');
        });
        return (await requestsOf(tenant)).length;
      };
      const once = await requestsDuring(start);
      await forget(tenant);
      await connect(tenant);
      const twice = await requestsDuring(async () => {
        const [first, second] = await startTwice(tenant, { match }, start);
        assert.deepEqual(second, first);
      });
      assert.equal(twice, once);
    });
  }

  it('begins anew where it was cancelled, though that has not ended', async () => {
    await loaded(small);
    const pages = await requestsOf(small);
    await forget(small);
    await connect(small);
    await afterCancel(loaded);
    // The last page was cancelled.
    assert.deepEqual(await requestsOf(small), [...pages, pages.at(-1)]);
  });

  it('is told once where it begins anew', async () => {
    const search = () => run('findOrganizationsWithoutConnection', small.domain, 'all');
    const messages = await messagesDuring(() => afterCancel(search));
    assert.deepEqual(
      messages.map(({ text }) => text.includes('stopped')),
      [false],
    );
  });

  /** Loads all organizations, and cancels that at the last page. @param next begins at once, and is waited for */
  async function afterCancel(next: (tenant: HostTenant) => Thenable<unknown>): Promise<void> {
    const { withProgress } = vscode.window;
    const cancelling = new vscode.CancellationTokenSource();
    const shown = new Promise<void>((resolve) => {
      Object.assign(vscode.window, {
        withProgress: (options: vscode.ProgressOptions, task: Parameters<typeof withProgress>[1]) => {
          Object.assign(vscode.window, { withProgress });
          resolve();
          return withProgress(options, (progress) => task(progress, cancelling.token));
        },
      });
    });
    await small.inject({ match: 'from=', times: 1, hold: true });
    const first = loaded(small);
    await shown;
    cancelling.cancel();
    const second = next(small);
    await small.clearFaults();
    await first;
    await second;
  }
});
