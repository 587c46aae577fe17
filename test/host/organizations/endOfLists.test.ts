import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OrganizationList } from '../../../src/organizations/organizationList.ts';
import { listItem } from '../../../src/sidebar/treeItems.ts';
import { unmarked } from '../../../src/sidebar/rows.ts';
import { tenantTooltip } from '../../../src/sidebar/tooltips.ts';
import { until } from '../../patience.ts';
import { callTool } from '../chat/toolCalls.ts';
import { time } from '../find/lookUpAllIdsSteps.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { type Message, messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, contentOf, forget, requestsOf, run, tenants } from '../tenants.ts';

const { small, inside } = tenants;
const mayBeMore = 'There may be more: Auth0 sends no more of this list.';
const refusal = { status: 403, body: { statusCode: 403, error: 'Forbidden', message: 'No' } };

describe('A list that cannot be read to its end at once', () => {
  const files = new MemoryFiles('lists-test');
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('lists-test', files);
  });
  after(() => {
    registration.dispose();
  });
  beforeEach(() => connect(small));
  afterEach(async () => {
    await forget(small);
    await forget(inside);
    files.clear();
  });

  const loaded = async () => {
    const uri = await run<vscode.Uri>('openOrganizationList', small.domain);
    return ((await contentOf(uri)) as { readonly organizations: readonly unknown[] }).organizations.length;
  };
  /** Empty pages without an end, behind the first one. */
  const cutOff = (tenant = small) =>
    tenant.inject({ match: 'from=', answer: { status: 200, body: { organizations: [], next: 'again' } } });
  const pages = async () =>
    (await requestsOf(small)).filter((request) => request.startsWith('GET /api/v2/organ')).length;

  it('is loaded to its end past a broken connection', async () => {
    await small.inject({ match: 'from=', times: 2, cut: 'before' });
    await run('loadAllOrganizations', small.domain);
    assert.equal(await loaded(), 150);
    assert.equal(await pages(), 4, 'the second one three times');
  });

  it('is said to be loaded where it is continued after another command has loaded it', async () => {
    const { setStatusBarMessage } = vscode.window;
    const said: string[] = [];
    await small.inject({ match: 'from=', times: 1, answer: { status: 409, body: { message: 'No' } } });
    Object.assign(vscode.window, { setStatusBarMessage: (text: string) => said.push(text) });
    try {
      await messagesDuring(
        async () => {
          await run('loadAllOrganizations', small.domain);
          await until(() => said.length > 0);
        },
        async () => {
          await run('loadAllOrganizations', small.domain);
          await small.clearRequests();
          return 'Continue';
        },
      );
    } finally {
      Object.assign(vscode.window, { setStatusBarMessage });
    }
    assert.deepEqual(said, [`All organizations of ${small.domain} are loaded`]);
    assert.equal(await pages(), 0);
  });

  it('is exported past a broken connection', async () => {
    await small.inject({ match: 'from=', times: 2, cut: 'before' });
    const messages = await messagesDuring(() =>
      run('exportOrganizations', small.domain, 'ndjson', 'all', files.uri('all.ndjson')),
    );
    assert.deepEqual(
      messages.map(({ text }) => text),
      [`Exported 150 organizations of ${small.domain}.`],
    );
    assert.equal(files.text('all.ndjson').split('\n').length, 151);
    assert.equal(await pages(), 4, 'the second one three times');
  });

  it('is exported from the page that failed, once the user continues', async () => {
    await small.inject({ match: 'from=', answer: refusal });
    const messages = await messagesDuring(
      async (shown) => {
        await run('exportOrganizations', small.domain, 'ndjson', 'all', files.uri('all.ndjson'));
        await until(() => shown.length === 2);
      },
      async ({ kind }) => {
        await small.clearFaults();
        return kind === 'error' ? 'Continue' : '';
      },
    );
    assert.deepEqual(
      messages.map(({ buttons }) => buttons),
      [['Update Access Token', 'Continue', 'Discard'], ['Open File']],
    );
    const organizations = await small.organizations();
    assert.deepEqual(
      files
        .text('all.ndjson')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
      organizations,
    );
    assert.equal(await pages(), 3, 'the first page, and the second one twice');
  });

  it('is cut off behind pages that lead nowhere, which rows and commands say', async () => {
    await cutOff();
    const told = await messagesDuring(() => run('loadAllOrganizations', small.domain));
    assert.deepEqual(
      told.map(({ text }) => text),
      [`${small.domain}: ${mayBeMore}`],
    );
    assert.equal(await loaded(), 100);
    assert.equal(await pages(), 5);
    const again = await messagesDuring(() => run('loadMore', small.domain));
    assert.deepEqual(again, told);
    assert.equal(await pages(), 5);
    const { tenants: known } = await callTool<{
      readonly tenants: readonly { readonly all_loaded: boolean; readonly cut_off?: string }[];
    }>('list_connected_tenants', {});
    assert.deepEqual(
      known.map(({ all_loaded: isWhole, cut_off: note }) => [isWhole, typeof note]),
      [[false, 'string']],
    );
  });

  it('has a row that reads the list again, and a tooltip', async () => {
    const fields = { isLoaded: true, hasEnded: true, isCutOff: true, organizations: [{}] };
    const list = fields as unknown as OrganizationList;
    const marks = { matchOf: () => '', markOf: () => unmarked };
    const { label, command } = await listItem({ kind: 'cutOff', domain: small.domain }, list, marks);
    assert.equal(label, mayBeMore);
    assert.deepEqual([command?.command, command?.arguments], ['organizationInspector.refresh', [small.domain]]);
    const tooltip = tenantTooltip({ domain: small.domain }, list, { kind: 'usable' });
    assert.match(tooltip, /^Organizations loaded: 1\. There may be more: /m);
    // The page that would prove the end can have failed.
    const open = { ...fields, hasEnded: false, isCutOff: false } as unknown as OrganizationList;
    assert.match(
      tenantTooltip({ domain: small.domain }, open, { kind: 'usable' }),
      /^1\+ organizations are loaded, there may be more$/m,
    );
  });

  it('is searched by Find without a certain answer', async () => {
    await cutOff();
    await messagesDuring(() => run('loadAllOrganizations', small.domain));
    await withPick(
      () => run('findOrganization', 'nothing-like-this', small.domain),
      async (pick) => {
        await until(() => pick.items.some(({ label }) => label === 'Nothing found so far'));
        const labels = () => pick.items.map(({ label }) => label).filter((label) => !label.includes('Find users'));
        assert.deepEqual(labels(), ['Nothing found so far', mayBeMore]);
        pick.type('a');
        await until(() => labels().length > 1 && labels().at(-1) === mayBeMore);
      },
    );
  });

  it('is exported with a warning where it is cut off', async () => {
    await cutOff();
    for (const extent of ['all', 'loaded']) {
      const [message] = await messagesDuring(() =>
        run('exportOrganizations', small.domain, 'json', extent, files.uri('all.json')),
      );
      assert.deepEqual(
        [message?.kind, message?.text.replace(time, '…')],
        extent === 'all'
          ? ['warning', `Exported 100 organizations of ${small.domain}. ${mayBeMore}`]
          : ['information', `Exported 100 organizations of ${small.domain}. List read on ….`],
      );
    }
  });

  it('is saved as a snapshot that says so, and compared without a certain answer', async () => {
    await cutOff();
    const saved = await messagesDuring(() => run('saveSnapshot', small.domain, 'organizations', files.uri('a.ndjson')));
    assert.deepEqual(
      saved.map(({ kind, text }) => [kind, text]),
      [['warning', `Saved a snapshot of ${small.domain}, organizations: 100. ${mayBeMore}`]],
    );
    assert.match(
      files.text('a.ndjson'),
      /\{"end":\{"organizations":100,"complete":false,"sha256":"[\da-f]{64}"\}\}\n$/,
    );
    await small.clearFaults();
    const compared = await messagesDuring(
      () => run('compareWithSnapshot', small.domain, files.uri('a.ndjson'), undefined, 'organizations'),
      ({ buttons }: Message) => buttons.find((button) => button.endsWith('Markdown')) ?? '',
    );
    assert.match(compared[0]?.text ?? '', new RegExp(`In ${small.domain}, not in what was read of .*: 50`));
    await until(() =>
      /Not compared: .*There may be more/.test(vscode.window.activeTextEditor?.document.getText() ?? ''),
    );
  });

  it('is compared with that of another tenant without a certain answer', async () => {
    await connect(inside);
    await cutOff();
    const messages = await messagesDuring(
      () => run('compareTenants', inside.domain, small.domain, 'name', 'organizations'),
      'Read',
    );
    const text = messages.at(-1)?.text ?? '';
    // What the list that is complete has alone can be in the rest of the other one.
    assert.match(text, new RegExp(`Only in ${small.domain}: \\d+\\. Not everything was compared\\.$`));
    assert.ok(!text.includes(`Only in ${inside.domain}`), text);
  });
});
