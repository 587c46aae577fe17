import * as assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { time } from '../find/lookUpAllIdsSteps.ts';
import { withPick } from '../observedPick.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';
import { ExportFolder } from './exportSteps.ts';

const { small } = tenants;

describe('Exporting organizations where the view has a filter', () => {
  const folder = new ExportFolder();

  beforeEach(async () => {
    await folder.make();
    await connect(small);
  });
  afterEach(async () => {
    await forget(small);
    await folder.remove();
  });

  it('says that fields can be missing, where a token for summaries alone has read the list or reads it', async () => {
    await forget(small);
    await connect(small, { scope: 'read:organizations_summary' });
    const exportTo = (extent: string) =>
      messagesDuring(() => run('exportOrganizations', small.domain, 'json', extent, folder.uri(`${extent}.json`)));
    const summariesIn = async (extent: string) =>
      (await folder.json<{ readonly summaries?: true }>(`${extent}.json`)).summaries;
    const whole = await exportTo('all');
    assert.equal(await summariesIn('all'), true);
    await run('openOrganizationList', small.domain);
    await connect(small);
    const loaded = await exportTo('loaded');
    for (const [message, ...others] of [whole, loaded]) {
      assert.equal(message?.kind, 'warning');
      assert.match(
        message.text,
        /^Exported .* It was read with a token that may not be sent all fields of organizations, /,
      );
      assert.deepEqual(others, []);
    }
    assert.equal(await summariesIn('loaded'), true);
    const [message] = await exportTo('all');
    assert.equal(message?.kind, 'information');
    assert.equal(await summariesIn('all'), undefined);
  });

  it('says so also where another token goes on with the file', async () => {
    await forget(small);
    await connect(small, { scope: 'read:organizations_summary' });
    await small.inject({ match: 'from=', times: 1, answer: { status: 403, body: { message: 'No' } } });
    const [stopped, exported] = await messagesDuring(
      async (shown) => {
        await withPick(
          async () => {
            await run('exportOrganizations', small.domain, 'json', 'all', folder.uri('all.json'));
            await until(() => shown.length === 2);
          },
          (pick) => pick.choose(/^Continue/),
        );
      },
      async ({ buttons }) => {
        if (!buttons.includes('Continue')) return '';
        await connect(small);
        return 'Continue';
      },
    );
    assert.deepEqual([stopped?.kind, exported?.kind], ['error', 'warning']);
    assert.match(exported?.text ?? '', /^Exported 150 .* It was read with a token that may not be sent all fields /);
    assert.match(await folder.text('all.json'), /"summaries": true\n}\n$/);
  });

  it('asks which organizations to export, and offers the filtered ones first', async () => {
    await run('loadAllOrganizations', small.domain);
    await run('filterOrganizations', 'plan:enterprise');
    try {
      const all = await small.organizations();
      const filtered = all.filter(({ metadata }) => metadata?.['plan'] === 'enterprise');
      assert.ok(filtered.length > 0 && filtered.length < all.length);
      await small.clearRequests();
      const exportTo = (name: string, choice: RegExp) =>
        withPick(
          () => run('exportOrganizations', small.domain, 'json', undefined, folder.uri(name)),
          async (pick) => {
            await pick.item(choice);
            assert.deepEqual(
              pick.items.map(({ label, description, detail }) => [label, description, detail?.replace(time, '…')]),
              [
                [
                  'Filtered Organizations',
                  String(filtered.length),
                  `Filter “plan:enterprise”: ${filtered.length} of ${all.length} · List read on …`,
                ],
                ['All Organizations', String(all.length), 'All are loaded: no request · List read on …'],
              ],
            );
            await pick.choose(choice);
            await until(() => folder.text(name).catch(() => undefined));
          },
        );
      await exportTo('filtered.json', /^Filtered/);
      assert.deepEqual(JSON.parse(await folder.text('filtered.json')), { organizations: filtered });
      await exportTo('all.json', /^All/);
      assert.deepEqual(JSON.parse(await folder.text('all.json')), { organizations: all });
      await run('exportOrganizations', small.domain, 'json', 'filtered', folder.uri('given.json'));
      assert.equal(await folder.text('given.json'), await folder.text('filtered.json'));
      assert.deepEqual(await requestsOf(small), []);
    } finally {
      await run('clearFilter');
    }
  });

  it('says that the filter is about what is loaded, and keeps the filter that was chosen', async () => {
    await run('openOrganizationList', small.domain);
    await run('filterOrganizations', 'plan:enterprise');
    try {
      const loaded = (await small.organizations()).slice(0, 100);
      const filtered = loaded.filter(({ metadata }) => metadata?.['plan'] === 'enterprise');
      await mkdir(folder.uri('taken.json').fsPath);
      // What is chosen stays so: a person can clear the filter before Retry.
      const { showSaveDialog } = vscode.window;
      const targets = [folder.uri('taken.json'), folder.uri('filtered.json')].values();
      const saved = () => Promise.resolve(targets.next().value);
      Object.assign(vscode.window, { showSaveDialog: saved });
      const messages = await messagesDuring(
        () =>
          withPick(
            () => run('exportOrganizations', small.domain, 'json'),
            async (pick) => {
              await pick.choose(/^Filtered/);
              await until(() => folder.text('filtered.json').catch(() => undefined));
            },
          ).finally(() => Object.assign(vscode.window, { showSaveDialog })),
        async ({ kind, buttons }) => {
          if (kind === 'error') await run('clearFilter');
          return buttons[0] ?? '';
        },
      );
      assert.deepEqual(JSON.parse(await folder.text('filtered.json')), { organizations: filtered });
      assert.equal(messages[0]?.kind, 'error');
      await run('filterOrganizations', 'plan:enterprise');
      await withPick(
        () => run('exportOrganizations', small.domain, 'json', undefined, folder.uri('x.json')),
        async (pick) => {
          await pick.item(/^Filtered/);
          assert.deepEqual(
            pick.items.map(({ label, description, detail }) => [label, description, detail?.replace(time, '…')]),
            [
              [
                'Filtered Organizations',
                String(filtered.length),
                `Filter “plan:enterprise”: ${filtered.length} of 100 that are loaded; there may be more · List read on …`,
              ],
              ['Loaded Organizations', '100', 'List read on …'],
              [
                'All Organizations',
                '100+',
                'Requests: about 2, more for long lists. One request for each 100 organizations.',
              ],
            ],
          );
        },
      );
      await run('filterOrganizations', 'plan:nobodyHasThis');
      await withPick(
        () => run('exportOrganizations', small.domain, 'json', undefined, folder.uri('x.json')),
        async (pick) => {
          await pick.item(/^Filtered Organizations 0/);
          assert.deepEqual(
            pick.items.map(({ label }) => label),
            ['Loaded Organizations', 'All Organizations', 'Filtered Organizations'],
          );
        },
      );
    } finally {
      await run('clearFilter');
    }
  });

  it('asks nothing where the filter leaves all that is loaded, which is everything', async () => {
    await run('loadAllOrganizations', small.domain);
    await run('filterOrganizations', 'org_');
    try {
      const [message] = await messagesDuring(() =>
        run('exportOrganizations', small.domain, undefined, undefined, folder.uri('all.json')),
      );
      assert.equal(
        message?.text.replace(time, '…'),
        `Exported 150 organizations of ${small.domain}. List read on ….`,
        'what is new since is not in the file',
      );
      assert.deepEqual(JSON.parse(await folder.text('all.json')), { organizations: await small.organizations() });
    } finally {
      await run('clearFilter');
    }
  });
});
