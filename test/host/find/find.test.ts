import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { restRow } from '../../../src/find/organizationRows.ts';
import { until } from '../../patience.ts';
import { type ObservedPick, observePicks, withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { time } from './lookUpAllIdsSteps.ts';
import { nobody } from './lookUpWays.ts';

const { small, large, inside } = tenants;
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

  it('opens the best match of a text that is accepted before its matches are shown', async () => {
    const sought = (await small.organizations())[7];
    assert.ok(sought);
    await run('openOrganizationList', small.domain);
    await observePicks(async (pick) => {
      const finding = Promise.resolve(run('findOrganization', '', small.domain));
      const opened = await until(() => (pick()?.items.length ?? 0) > 100 && pick());
      opened.type(sought.id);
      await opened.accept(undefined);
      await finding;
    });
    assert.match(vscode.window.activeTextEditor?.document.uri.toString() ?? '', new RegExp(sought.id));
  });

  it('says in all tenants which tenant fails, and of which only what is loaded is searched', async () => {
    await connect(large);
    try {
      await large.inject({ match: '/search', answer: { status: 401, body: { message: 'Expired token' } } });
      await observePicks(async (pick) => {
        const finding = Promise.resolve(run('findOrganization'));
        await until(() => pick()?.items.length);
        pick()?.type('nothing-like-this');
        const described = (text: string) => {
          const { items = [] } = pick() ?? {};
          return items.find(({ label, description, detail }) => [label, description, detail].join(' ').includes(text));
        };
        // Before, the items are those of the empty text, which have the same offer.
        await until(() => described('Nothing found so far'));
        await Promise.all([small, large].map((tenant) => tenant.clearRequests()));
        // Chosen at once: an item that was replaced meanwhile is none of the quick pick any more.
        const ask = await until(() => described(`Ask ${small.domain} and ${large.domain} for what is not loaded`));
        assert.equal(ask.description, 'at most 4 requests');
        await Promise.all([0, 1].map(async () => pick()?.accept(ask)));
        // Not of the port of a tenant.
        const failure = await until(() => described(' (401'));
        assert.ok(failure.label.startsWith(`$(warning) ${large.domain} · Organizations · `), failure.label);
        await until(() => described('Nothing found so far'));
        // The row of the failure asks again.
        const rest = pick()?.items.filter(({ label }) => label === 'Load all organizations and search');
        assert.deepEqual(
          rest?.map(({ description }) => description?.split(' · ')[0]),
          [small.domain],
        );
        const asked = [small, large].map(async (one) =>
          (await requestsOf(one)).filter((path) => path.includes('nothing')),
        );
        assert.deepEqual(await Promise.all(asked.map(async (paths) => (await paths).length)), [2, 1]);
        pick()?.type('plan:nothing-like-this');
        await until(() => described(`Of ${small.domain}, which cannot answer this, only what is loaded was searched`));
        // Of an ID it is known where it is not.
        await large.inject({ match: '/org_', answer: { status: 401, body: { message: 'Expired token' } } });
        pick()?.type('org_NotAnywhere00001');
        await until(async () => {
          // The same row can still be that of the text before.
          const again = described('for what is not loaded');
          if (again) await pick()?.accept(again);
          return described(`Not in ${small.domain}`);
        });
        pick()?.hide();
        await finding;
      });
    } finally {
      await forget(large);
    }
  });

  it('says that a tenant of which all is loaded has no match, and what to try', async () => {
    await connect(large);
    const shown = (pick: ObservedPick) =>
      pick.items
        .filter(({ label }) => !/^(?:\$\(search\) Find users|Ask )/.test(label))
        .map(({ label, detail = '' }) => `${label} ${detail.replace(time, '…')}`.trim());
    try {
      await run('loadAllOrganizations', small.domain);
      await withPick(
        () => run('findOrganization', 'nothing-like-this', small.domain),
        async (pick) => {
          await until(
            () =>
              shown(pick).join() ===
              `“nothing-like-this” matches no organization of ${small.domain} List read on … · Try a part of a word, or Refresh.`,
          );
          pick.press('Search Without Metadata');
          await until(
            () =>
              shown(pick).join() ===
              `“nothing-like-this” matches no organization of ${small.domain} List read on … · Try a part of a word, metadata (button above), or Refresh.`,
          );
        },
      );
      await withPick(
        () => run('findOrganization', 'nothing-like-this'),
        async (pick) => {
          // The other tenant is not loaded, so this is not certain.
          await pick.item(/^Ask .* for what is not loaded/);
          assert.ok(!shown(pick).some((text) => text.includes('matches no organization')), shown(pick).join());
          pick.type('plan:nothing-like-this');
          await pick.item(/^Ask .* for what is not loaded/);
          await run('disconnectTenant', large.domain);
          pick.type('nothing');
          const nothing = await pick.item(/^“nothing” matches no organization of /);
          assert.equal(nothing.label, `“nothing” matches no organization of ${small.domain}`);
          // Enter closes nothing.
          await pick.choose(/ matches no organization of /);
          pick.type((await small.organizations())[140]?.id ?? '-');
          await pick.item(/org_/);
          assert.equal(pick.items.length, 1);
        },
      );
    } finally {
      await forget(large);
    }
  });

  it('does not say of the part of an ID that no organization has it: the tenant searches names', async () => {
    const part = (await small.organizations())[140]?.id.slice(0, -1) ?? '';
    await withPick(
      () => run('findOrganization', part, small.domain),
      async (pick) => {
        await until(async () => (await requestsOf(small)).some((request) => request.includes('/organizations/name/')));
        const rest = await pick.item(/Only the exact name, and what is loaded, was searched/);
        assert.equal(rest.label, 'Load all organizations and search');
      },
    );
  });

  it('offers to ask for an ID or a name that is in no list, since it can be new', async () => {
    await run('loadAllOrganizations', small.domain);
    const since = { id: 'org_CreatedSince0001', name: 'created-since', display_name: 'Created Since' };
    await small.addOrganization(since);
    const askFor = async (text: string, shown: RegExp, ...domains: readonly string[]) => {
      await Promise.all([small, inside].map((tenant) => tenant.clearRequests()));
      const details: (string | undefined)[] = [];
      await withPick(
        () => run('findOrganization', text, ...domains),
        async (pick) => {
          details.push((await pick.item(/ matches no organization of /)).detail);
          const ask = await pick.item(/^Ask .* for what is not loaded/);
          assert.equal(ask.label.includes(inside.domain), domains.length === 0);
          await pick.choose(/^Ask /);
          await until(() => !pick.items.some(({ label }) => label.startsWith('Ask')));
          const found = await pick.item(shown);
          assert.equal(
            pick.items.some(({ label }) => label.includes('matches no organization')),
            found.label.includes('matches no organization'),
          );
          details.push(found.detail);
          // What one tenant has answered is shown before another one is asked, and closing ends what is left.
          const asked = domains.length === 0 ? [small, inside] : [small];
          await until(async () => (await Promise.all(asked.map(requestsOf))).every(({ length }) => length > 0));
        },
      );
      const requests = await Promise.all([small, inside].map(requestsOf));
      return `${requests.map(({ length }) => length).join()} ${details.map((detail = '') => detail.replace(time, '…')).join(' → ')}`;
    };
    try {
      const advice = 'Try a part of a word, or Refresh.';
      // A part of an ID is none.
      const elsewhere = 'It can be one of a tenant that is not connected.';
      await connect(inside);
      await run('loadAllOrganizations', inside.domain);
      assert.equal(await askFor(since.id, /Created Since/, small.domain), `1,0 List read on … · ${elsewhere} → `);
      assert.equal(await askFor(since.id, /Created Since/), `1,1 Lists read on … or later · ${elsewhere} → `);
      assert.equal(await askFor(nobody.id, /matches no/), `1,1 Lists read on … or later · ${elsewhere} → ${elsewhere}`);
      assert.equal(await askFor(since.name, /Created Since/, small.domain), `2,0 List read on … · ${advice} → `);
      assert.equal(
        await askFor(nobody.name, /matches no/, small.domain),
        `1,0 List read on … · ${advice} → List read on … · Only the exact name, and what is loaded, was searched`,
      );
    } finally {
      await small.removeOrganization(since.id);
      await forget(inside);
    }
  });

  it('says that a tenant has no organizations, or none but the one that is left out', async () => {
    const empty = { status: 200, body: { organizations: [] } };
    await small.inject({ match: '/organizations\\?', answer: empty });
    await withPick(
      () => run('findOrganization', '', small.domain),
      async (pick) => {
        await pick.item(/^No organizations/);
        assert.equal(pick.items.length, 1);
      },
    );
    await small.clearFaults();
    const [only] = await small.organizations();
    assert.ok(only);
    await small.inject({ match: '/organizations\\?', answer: { status: 200, body: { organizations: [only] } } });
    await run('refresh', small.domain);
    await withPick(
      () => run('compareWith', { domain: small.domain, id: only.id }),
      async (pick) => {
        await pick.item(/^No other organization of/);
        pick.type(only.name);
        await pick.item(/” matches no other organization of /);
      },
    );
  });

  it('does not say that there is no application where a proxy answers with 404', async () => {
    await small.inject({ match: '/clients/', answer: { status: 404, body: { message: 'Not Found' } } });
    await withPick(
      () => run('findOrganization', 'MHy2uKcHF9alXCMcUjWlfVwseVdZgSFr'),
      async (pick) => {
        await pick.choose(/Find the application MHy2/);
        await pick.item(/^\$\(warning\) .*404/);
        assert.ok(!pick.items.some(({ label }) => label.startsWith('No application')));
      },
    );
    await small.clearFaults();
  });

  it('says how many organizations are loaded where Find offers to load the rest, unless there are none', () => {
    const descriptions = [0, 1, 2500].map((loaded) => {
      const organizations = Array.from({ length: loaded }, (_, place) => ({ id: `org_${place}` }));
      return restRow('a', { isCutOff: false, organizations }, '').description;
    });
    assert.deepEqual(descriptions, ['', '1 is loaded', '2,500 are loaded']);
  });
});
