import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { pickTenant } from '../../../src/tenants/pickTenant.ts';
import type { Tenants } from '../../../src/tenants/tenants.ts';
import type { Organization } from '../../tenant/organization.ts';
import { until } from '../../patience.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks, withPick } from '../observedPick.ts';
import { connect, connectLoaded, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';

const { inside, small, staging } = tenants;

/**
 * The titles of the questions for a tenant while something is done. Nobody answers them, or with this row.
 * @param look gets the rows of each question
 */
function questionsDuring(
  act: () => Thenable<unknown>,
  answer?: string,
  look: (rows: readonly vscode.QuickPickItem[]) => void = () => undefined,
): Promise<readonly string[]> {
  return observePicks(async (pick, created) => {
    let isOver = false;
    const acting = Promise.resolve(act()).finally(() => (isOver = true));
    const answered = new Set<unknown>();
    await until(async () => {
      const shown = pick();
      if (shown?.placeholder === 'Which tenant?' && !answered.has(shown)) {
        answered.add(shown);
        await until(() => shown.items.length > 0);
        look(shown.items);
        const row = shown.items.find(({ label }) => label === answer);
        if (row) {
          await shown.accept(row);
        } else {
          shown.hide();
        }
      }
      return isOver;
    });
    await acting;
    return created.filter(({ placeholder }) => placeholder === 'Which tenant?').map(({ title = '' }) => title);
  });
}

/** Selects the row of a tenant, as the command does with which a person goes to it. */
async function select({ domain }: HostTenant): Promise<void> {
  assert.deepEqual(await questionsDuring(() => run('showTenants'), domain), ['Tenants']);
}

async function openDocument(tenant: HostTenant, place = 0): Promise<Organization> {
  const organization = (await tenant.organizations())[place] ?? assert.fail();
  assert.ok(await run('openOrganizationById', organization.id, tenant.domain));
  await tenant.clearRequests();
  return organization;
}

/** The tenants that were asked for the list of organizations. */
async function asked(): Promise<readonly string[]> {
  const all = await Promise.all(
    [inside, staging].map(async (tenant) => {
      const requests = await requestsOf(tenant);
      await tenant.clearRequests();
      return requests.some((request) => request.includes('/organizations?')) ? [tenant.domain] : [];
    }),
  );
  return all.flat();
}

describe('A command about a whole tenant, where two are connected', () => {
  const files = new MemoryFiles('target-test');
  const target = files.uri('a.ndjson');
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('target-test', files);
  });
  after(() => {
    registration.dispose();
  });
  beforeEach(async () => {
    // VS Code keeps the selected row, which does not count where it is not seen.
    await vscode.commands.executeCommand('workbench.view.explorer');
    for (const tenant of [inside, staging]) await connect(tenant);
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.view.explorer');
    // A document that is open is read again once its tenant is connected again.
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const tenant of [inside, small, staging]) await forget(tenant);
    files.clear();
  });

  it('says of a token that is about to expire where a person chooses the tenant', async () => {
    await connect(staging, { expiresInSeconds: 1800 });
    const details: (string | undefined)[] = [];
    await questionsDuring(
      () => run('updateAccessToken'),
      undefined,
      (rows) => details.push(...rows.map(({ detail }) => detail)),
    );
    assert.equal(details[0], '');
    assert.match(details[1] ?? '', /^expires at \d/);
  });

  it('says that no tenant has a text, and offers what matches it', async () => {
    await withPick(
      () => run('updateAccessToken'),
      async (pick) => {
        await until(() => pick.items.length === 2);
        pick.type('nobody');
        const [none] = await until(() => pick.items.length === 3 && pick.items);
        assert.equal(none?.label, 'No tenant has “nobody” in its name, domain or environment');
        assert.deepEqual(pick.active, [none]);
        await pick.accept(none);
        pick.type(` ${staging.domain.toUpperCase()}`);
        await until(() => pick.items.length === 2 && pick.active[0]?.label === staging.domain);
      },
    );
  });

  it('says nothing of a token while the keyring is locked, and does not wait for it', async () => {
    const all = [inside, staging].map(({ domain }) => ({ domain }));
    const locked = { all, domains: all.map(({ domain }) => domain), status: () => new Promise(() => undefined) };
    const details: unknown[] = [];
    const look = (rows: readonly vscode.QuickPickItem[]) => details.push(...rows.map(({ detail }) => detail));
    await questionsDuring(() => pickTenant(locked as unknown as Tenants, 'Title'), undefined, look);
    assert.deepEqual(details, ['', '']);
  });

  const commands: Readonly<Record<string, readonly unknown[]>> = {
    openOrganizationList: [],
    loadMore: [],
    loadAllOrganizations: [],
    findOrganizationsWithoutConnection: ['loaded'],
    exportOrganizations: ['ndjson', 'all', target],
    saveSnapshot: ['organizations', target],
  };

  for (const [name, given] of Object.entries(commands)) {
    it(`is about the one in front of the user, or else asks: ${name}`, async () => {
      const start = () => run(name, undefined, ...given);
      const titles = await questionsDuring(start);
      assert.equal(titles.length, 1);
      assert.deepEqual(await asked(), []);
      await openDocument(staging);
      assert.deepEqual(await questionsDuring(start), []);
      assert.deepEqual(await asked(), [staging.domain]);
      await run('disconnectTenant', staging.domain);
      await connect(staging);
      // What was used last counts, the row or the document.
      await openDocument(inside);
      await select(staging);
      // The view, which is shown now, reads the first organizations of both.
      await run('loadAllOrganizations', inside.domain);
      await asked();
      assert.deepEqual(await questionsDuring(start), []);
      assert.ok(!(await asked()).includes(inside.domain));
      await openDocument(inside, 1);
      assert.deepEqual(await questionsDuring(start), []);
      assert.ok(!(await asked()).includes(staging.domain));
    });
  }

  it('is in the same order where it is about an organization', async () => {
    const copied = async () => {
      await run('copyOrganizationName');
      return vscode.env.clipboard.readText();
    };
    await vscode.commands.executeCommand('organizationInspector.organizations.focus');
    await connectLoaded(inside);
    const [, other] = await inside.organizations();
    const { name } = await openDocument(staging);
    assert.equal(await copied(), name);
    await observePicks(async (pick) => {
      const showing = run('showOrganizationsOfUser', 'samlp|acme|jane@acme.example', inside.domain);
      await until(() => pick()?.items.length === 3);
      await pick()?.accept(pick()?.items[1]);
      await showing;
    });
    assert.equal(await copied(), other?.name);
    const last = await openDocument(staging, 1);
    assert.equal(await copied(), last.name);
    // The row is still selected. A click expands it.
    await vscode.commands.executeCommand('organizationInspector.organizations.focus');
    await vscode.commands.executeCommand('list.expand');
    await until(async () => (await copied()) === other?.name);
    assert.equal(vscode.window.activeTextEditor?.document.uri.query, last.id);
    await vscode.commands.executeCommand('workbench.action.closeSidebar');
  });

  it('is the one of the row where the document was opened before the row was used, and comes late', async () => {
    const { id } = await openDocument(staging);
    const uri = vscode.window.activeTextEditor?.document.uri ?? assert.fail();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await run('disconnectTenant', staging.domain);
    await connect(staging);
    await staging.inject({ match: id, hold: true });
    const opening = vscode.commands.executeCommand('vscode.open', uri);
    await until(() => vscode.window.tabGroups.activeTabGroup.activeTab !== undefined);
    await select(inside);
    await staging.clearFaults();
    await opening;
    await until(() => vscode.window.activeTextEditor?.document.uri.toString() === uri.toString());
    await withPick(
      () => run('saveSnapshot'),
      (pick) => {
        assert.equal(pick.title, `Save Snapshot of ${inside.domain}`);
        return Promise.resolve();
      },
    );
  });

  it('says which one was taken in what it asks next', async () => {
    await openDocument(staging);
    for (const [name, title] of [
      ['saveSnapshot', `Save Snapshot of ${staging.domain}`],
      ['findOrganizationsWithoutConnection', `Organizations without a connection in ${staging.domain}`],
    ] as const) {
      await withPick(
        () => run(name),
        (pick) => {
          assert.equal(pick.title, title);
          return Promise.resolve();
        },
      );
    }
  });

  it('asks all the same where it changes what is kept of a tenant', async () => {
    await openDocument(staging);
    await select(staging);
    for (const name of ['renameTenant', 'setEnvironment', 'updateAccessToken', 'disconnectTenant']) {
      assert.equal((await questionsDuring(() => run(name))).length, 1, name);
    }
  });

  it('takes the tenant that a snapshot names, whatever is in front', async () => {
    await messagesDuring(() => run('saveSnapshot', inside.domain, 'organizations', target));
    await openDocument(staging);
    await messagesDuring(async () => {
      const compare = () => run('compareWithSnapshot', undefined, target, undefined, 'organizations');
      assert.deepEqual(await questionsDuring(compare), []);
    });
    assert.deepEqual(await asked(), [inside.domain]);
  });

  it('compares the two without a question, the upper one first, and asks for the second of three', async () => {
    const [message] = await messagesDuring(async () => {
      const compare = () => run('compareTenants', undefined, undefined, undefined, 'organizations');
      assert.deepEqual(await questionsDuring(compare), []);
    });
    assert.ok(message?.text.startsWith(`${inside.domain} ↔ ${staging.domain}: `), message?.text);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await connect(small);
    assert.deepEqual(await questionsDuring(() => run('compareTenants')), ['Compare: Choose the First Tenant']);
    await openDocument(staging);
    assert.deepEqual(await questionsDuring(() => run('compareTenants')), [`Compare ${staging.domain} With`]);
    const another = () => questionsDuring(() => run('compareTenants'), 'Another First Tenant…');
    assert.deepEqual(await another(), [`Compare ${staging.domain} With`, 'Compare: Choose the First Tenant']);
    // What is in front is the second one here, which does not tell the first one.
    const withSecond = () => run('compareTenants', undefined, staging.domain);
    assert.deepEqual(await questionsDuring(withSecond), ['Compare: Choose the First Tenant']);
    const [itself] = await messagesDuring(() => run('compareTenants', staging.domain, staging.domain));
    assert.ok(itself?.text.startsWith(`${staging.domain} would be compared with itself`), itself?.text);
    assert.deepEqual(itself?.buttons, ['Connect Tenant…']);
  });
});
