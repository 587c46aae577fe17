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
});
