import * as assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import * as vscode from 'vscode';
import { describeFileProblem } from '../../../src/documents/draftFile.ts';
import { until } from '../../patience.ts';
import { MemoryFiles } from '../memoryFiles.ts';
import { isOneError, messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { cancelled, connect, forget, type HostTenant, requestsOf, run, tenants } from '../tenants.ts';

const { small, large } = tenants;

type Result = vscode.Uri | undefined;

describe('Exporting organizations', () => {
  let folder: string;
  const inFolder = (name: string) => vscode.Uri.file(join(folder, name));
  const textOf = (name: string) => readFile(join(folder, name), 'utf8');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'organization-inspector-'));
    await connect(small);
  });
  afterEach(async () => {
    await forget(small);
    await forget(large);
    await rm(folder, { recursive: true });
  });

  it('writes all organizations as JSON, page by page, and keeps none of them', async () => {
    const target = inFolder('all.json');
    assert.equal(
      (await run<Result>('exportOrganizations', small.domain, 'json', 'all', target))?.fsPath,
      target.fsPath,
    );
    const organizations = await small.organizations();
    assert.equal(await textOf('all.json'), `${JSON.stringify({ organizations }, undefined, 2)}\n`);
    assert.deepEqual(await pagesOf(small), ['take=100', 'take=100&from=…']);
    await small.clearRequests();
    await run('openOrganizationList', small.domain);
    assert.deepEqual(await pagesOf(small), ['take=100'], 'none were loaded');
  });

  it('writes all organizations as NDJSON, from the row of a tenant', async () => {
    const row = { kind: 'tenant', domain: small.domain };
    // The rows that are selected come second, as VS Code hands them to commands of a row's menu.
    await run('exportOrganizations', row, 'ndjson', 'all', inFolder('all.ndjson'));
    const lines = (await textOf('all.ndjson')).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      await small.organizations(),
    );
  });

  it('says in the file that the list was cut off, also of the loaded organizations', async () => {
    const body = { organizations: [{ id: 'org_0123456789abcdef', name: 'only' }, {}] };
    await small.inject({ match: 'organizations\\?', answer: { status: 200, body } });
    for (const extent of ['all', 'loaded', 'filtered']) {
      const target = inFolder(`${extent}.ndjson`);
      const [message] = await messagesDuring(() => run('exportOrganizations', small.domain, 'ndjson', extent, target));
      assert.equal(message?.kind, 'warning');
      assert.match(message.text, /^Exported 1 organization .* There may be more: /);
      assert.ok((await textOf(`${extent}.ndjson`)).endsWith('}\n{"complete":false}\n'));
    }
    await run('exportOrganizations', small.domain, 'csv', 'all', inFolder('all.csv'));
    assert.match(await textOf('all.csv'), /\r\n,,,,,,,There may be more: Auth0 sends no more of this list\.\r\n$/);
  });

  it('writes all organizations as CSV', async () => {
    await run('exportOrganizations', small.domain, 'csv', 'all', inFolder('all.csv'));
    const rows: readonly Readonly<Record<string, string>>[] = parse(await textOf('all.csv'), {
      bom: true,
      columns: true,
    });
    assert.deepEqual(
      rows.map(({ id, name, metadata }) => ({ id, name, metadata: metadata && (JSON.parse(metadata) as unknown) })),
      (await small.organizations()).map(({ id, name, metadata = '' }) => ({ id, name, metadata })),
    );
  });

  it('writes the loaded organizations without a request', async () => {
    await run('openOrganizationList', small.domain);
    await small.clearRequests();
    await run('exportOrganizations', small.domain, 'json', 'loaded', inFolder('loaded.json'));
    const organizations = (await small.organizations()).slice(0, 100);
    assert.deepEqual(JSON.parse(await textOf('loaded.json')), { organizations });
    assert.deepEqual(await requestsOf(small), []);
  });

  it('writes all organizations without a request once all are loaded', async () => {
    await run('loadAllOrganizations', small.domain);
    await small.clearRequests();
    for (const extent of ['all', undefined]) {
      await run('exportOrganizations', small.domain, 'ndjson', extent, inFolder('all.ndjson'));
      assert.equal((await textOf('all.ndjson')).split('\n').length, 151);
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('begins with the first page where nothing is loaded', async () => {
    await run('exportOrganizations', small.domain, 'json', 'loaded', inFolder('loaded.json'));
    assert.deepEqual(await pagesOf(small), ['take=100']);
    const { organizations } = JSON.parse(await textOf('loaded.json')) as { readonly organizations: readonly unknown[] };
    assert.equal(organizations.length, 100);
  });

  it('takes the place of an old file', async () => {
    await writeFile(join(folder, 'all.csv'), 'old');
    await run('exportOrganizations', small.domain, 'csv', 'all', inFolder('all.csv'));
    assert.match(await textOf('all.csv'), /^\ufeffid,name,/);
    assert.deepEqual(await readdir(folder), ['all.csv']);
  });

  for (const [situation, before] of [
    ['no file', []],
    ['the old file', ['all.json']],
  ] as const) {
    const prepare = () => Promise.all(before.map((name) => writeFile(join(folder, name), 'old')));
    const isAsBefore = async () => {
      assert.deepEqual(await readdir(folder), before);
      for (const name of before) {
        assert.equal(await textOf(name), 'old');
      }
    };

    it(`leaves ${situation} when the third page fails, and explains that`, async () => {
      await connect(large);
      await prepare();
      await large.inject({ match: 'from=', times: 1, delayMs: 1 });
      await large.inject({ match: 'from=', answer: { status: 403, body: { statusCode: 403, message: 'No' } } });
      const target = inFolder('all.json');
      const messages = await messagesDuring(async () => {
        assert.equal(await run<Result>('exportOrganizations', large.domain, 'json', 'all', target), undefined);
      }, 'Discard');
      isOneError(messages, {
        failed: `The organizations of ${large.domain} could not be exported to ${target.fsPath} (403). `,
        text: /does not allow the request: No\..* Organizations so far: 200\. The file is saved once it is complete\.$/,
        buttons: ['Update Access Token', 'Continue', 'Discard'],
      });
      assert.equal((await requestsOf(large)).length, 3);
      await until(async () => (await readdir(folder)).length === before.length);
      await isAsBefore();
    });

    it(`leaves ${situation} when the export is cancelled, which takes no more than a moment`, async () => {
      await connect(large);
      await prepare();
      await large.inject({ match: 'from=', times: 3, delayMs: 1 });
      await large.inject({ match: 'from=', delayMs: 600_000 });
      // So that the only notification is the one that can be cancelled.
      await vscode.commands.executeCommand('notifications.clearAll');
      const [message] = await messagesDuring(async () => {
        const running = run<Result>('exportOrganizations', large.domain, 'json', 'all', inFolder('all.json'));
        await until(async () => (await requestsOf(large)).length === 5);
        assert.equal((await readdir(folder)).length, before.length + 1, 'what is written lies beside it');
        assert.equal(await cancelled(running), undefined);
      }, 'Discard');
      assert.match(message?.text ?? '', /: stopped\. Organizations so far: 400\./);
      await until(async () => (await readdir(folder)).length === before.length);
      await isAsBefore();
      assert.equal((await requestsOf(large)).length, 5);
    });
  }

  it('goes on in its own file, which the command gives back, where another one is chosen', async () => {
    await small.inject({ match: 'from=', times: 1, answer: { status: 403, body: { message: 'No' } } });
    const exportTo = (name: string) => run<Result>('exportOrganizations', small.domain, 'json', 'all', inFolder(name));
    await messagesDuring(() => exportTo('all.json'));
    let exported: Result;
    await messagesDuring(() =>
      withPick(
        async () => {
          exported = await exportTo('other.json');
        },
        (pick) => pick.choose(/^Continue .*all\.json$/),
      ),
    );
    assert.equal(exported?.fsPath, inFolder('all.json').fsPath);
    assert.deepEqual(await readdir(folder), ['all.json']);
  });

  it('asks for nothing where the file cannot be written, and says why', async () => {
    for (const [target, text] of [
      [vscode.Uri.file(folder), /There is a folder with this name\./],
      [inFolder('missing/all.json'), /The folder does not exist, or was removed meanwhile\./],
    ] as const) {
      const messages = await messagesDuring(async () => {
        assert.equal(await run<Result>('exportOrganizations', small.domain, 'json', 'all', target), undefined);
      });
      const failed = `The organizations of ${small.domain} could not be exported to ${target.fsPath}. `;
      isOneError(messages, { failed, text, buttons: ['Choose Another File…'] });
    }
    assert.deepEqual(await requestsOf(small), []);
    assert.deepEqual(await readdir(folder), []);
  });

  it('knows why a file cannot be written', async () => {
    const [organization] = await small.organizations();
    const document = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    assert.equal(await run<Result>('exportOrganizations', small.domain, 'json', 'all', document), undefined);
    const { FileSystemError } = vscode;
    const known = [FileSystemError.NoPermissions(), FileSystemError.FileNotFound(), FileSystemError.FileIsADirectory()];
    const codes = [
      'ENOSPC',
      'EDQUOT',
      'EACCES',
      'EPERM',
      'EROFS',
      'EBUSY',
      'ENOENT',
      'ENOTDIR',
      'EISDIR',
      'ENAMETOOLONG',
    ];
    for (const error of [...known, ...codes.map((code) => Object.assign(new Error(), { code }))]) {
      assert.ok(describeFileProblem(error), error.code);
    }
    for (const error of [FileSystemError.Unavailable(), new Error('x'), undefined]) {
      assert.equal(describeFileProblem(error), undefined);
    }
  });

  it('writes to other file systems as a whole', async () => {
    const files = new MemoryFiles('export-test');
    const registration = vscode.workspace.registerFileSystemProvider('export-test', files);
    try {
      const target = files.uri('all.json');
      await run('exportOrganizations', small.domain, 'json', 'all', target);
      const organizations = await small.organizations();
      assert.deepEqual(files.written, [`${JSON.stringify({ organizations }, undefined, 2)}\n`]);
      await small.inject({ match: 'from=', answer: { status: 403, body: { statusCode: 403, message: 'No' } } });
      await messagesDuring(async () => {
        assert.equal(await run<Result>('exportOrganizations', small.domain, 'json', 'all', target), undefined);
      });
      assert.equal(files.written.length, 1, 'nothing was written after a failure');
    } finally {
      registration.dispose();
    }
  });
});

/** The queries of the pages that a tenant was asked for. */
async function pagesOf(tenant: HostTenant): Promise<readonly string[]> {
  const requests = await requestsOf(tenant);
  return requests.map((request) => request.replace('GET /api/v2/organizations?', '').replace(/from=.*/, 'from=…'));
}
