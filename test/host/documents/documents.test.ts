import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { RequestedDocuments } from '../../../src/documents/requestedDocuments.ts';
import { until } from '../../patience.ts';
import { failureOf, messagesDuring, unanswered } from '../messages.ts';
import { connect, contentOf, forget, openDocument, requestsOf, run, tenants } from '../tenants.ts';

const { small } = tenants;

/** The document that a click on the row of an organization opens. */
async function rowUri(index: number): Promise<vscode.Uri> {
  const organization = (await small.organizations())[index];
  return vscode.Uri.from({
    scheme: 'auth0-organization',
    authority: small.domain,
    path: `/${organization?.name}.json`,
    query: organization?.id ?? '',
  });
}

/** What reads documents that have no tab: other extensions, and VS Code for them. */
const readersWithoutTab: readonly (readonly [name: string, read: (uri: vscode.Uri) => Thenable<unknown>])[] = [
  ['workspace.fs.readFile', (uri) => vscode.workspace.fs.readFile(uri)],
  ['workspace.fs.stat', (uri) => vscode.workspace.fs.stat(uri)],
  ['workspace.openTextDocument', (uri) => vscode.workspace.openTextDocument(uri)],
];

describe('Documents', () => {
  beforeEach(async () => {
    await connect(small);
  });
  afterEach(() => forget(small));

  it('cost one request when they are opened, and are JSON', async () => {
    const uri = await rowUri(3);
    await vscode.commands.executeCommand('vscode.open', uri);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.toString(), uri.toString());
    assert.equal(document.languageId, 'json');
    assert.deepEqual(JSON.parse(document.getText()), (await small.organizations())[3]);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${uri.query}`]);
  });

  for (const [name, read] of readersWithoutTab) {
    it(`are not read for ${name}, which no person has asked for`, async () => {
      const uri = await rowUri(11);
      await assert.rejects(Promise.resolve(read(uri)), /once a person opens it/);
      await openDocument(uri);
      await small.clearRequests();
      await read(uri);
      assert.deepEqual(await requestsOf(small), [], 'what is open is told to everybody');
    });
  }

  it('are read without a tab where a person is about to open them, for some time', async () => {
    const [restored, asked, other] = await Promise.all([40, 41, 42].map(rowUri));
    assert.ok(restored && asked && other);
    const kept = new Map<string, unknown>([['documentsInTabs', [restored.toString()]]]);
    const state = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(kept.set(key, value)),
    } as unknown as vscode.Memento;
    const expected = new RequestedDocuments(state);
    const now = performance.now.bind(performance);
    try {
      expected.expect(asked);
      assert.deepEqual(
        [restored, asked, other].map((uri) => expected.has(uri)),
        [true, true, false],
      );
      assert.deepEqual(kept.get('documentsInTabs'), [asked.toString()], 'also for a window that reloads at once');
      const selected = await rowUri(43);
      expected.select(selected);
      const stored = () => kept.get('documentsInTabs') as readonly string[];
      await openDocument(other);
      await until(() => stored().includes(other.toString()));
      performance.now = () => now() + 24 * 60 * 60 * 1000;
      assert.deepEqual([expected.has(selected), expected.has(asked)], [true, false], 'as long as the row is selected');
      assert.ok(!expected.has(restored));
      expected.expect(restored);
      assert.deepEqual(stored(), [other, restored].map(String), 'of the others, only the ones in tabs are kept');
    } finally {
      performance.now = now;
      expected.dispose();
    }
  });

  it('say once what keeps all of a tenant from being read, while that is shown', async () => {
    await small.revokeTokens();
    const openAll = async (...uris: readonly vscode.Uri[]) => {
      for (const uri of uris) {
        await vscode.commands.executeCommand('vscode.open', uri, { preview: false });
      }
    };
    const uris = await Promise.all([60, 61, 62].map(rowUri));
    const told = await messagesDuring(async (soFar) => {
      await small.clearRequests();
      await small.inject({ hold: true });
      const opening = Promise.all(uris.map((uri) => openAll(uri)));
      // They fail at once: what fails within half a second is told together.
      await until(async () => (await requestsOf(small)).length === uris.length);
      await small.clearFaults();
      await opening;
      await until(() => soFar.length === 2);
    }, unanswered);
    const idOf = ({ query }: vscode.Uri) => query;
    const [named, others] = told.map(({ text }) => uris.map(idOf).filter((id) => text.includes(id)).length);
    assert.deepEqual([named, others], [1, 2], 'the others are told together');
    assert.match(await failureOf(await rowUri(63)), /\(401\)/, 'nothing is shown any more');
    const gone = (id: string) => vscode.Uri.parse(`auth0-organization://${small.domain}/gone.json?org_${id}`);
    await connect(small);
    const missing = [gone('aaaaaaaaaaaaaaaa'), gone('bbbbbbbbbbbbbbbb')];
    const messages = await messagesDuring(() => openAll(...missing), unanswered);
    assert.equal(messages.length, 2, 'what is not found is not the matter of the tenant');
  });

  it('are not read for a schema that names them', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const [schema, file] = ['hostile.schema.json', 'hostile.json'].map((name) => vscode.Uri.joinPath(folder, name));
    assert.ok(schema && file);
    const uris = await Promise.all(Array.from({ length: 40 }, (_, index) => rowUri(20 + index)));
    const allOf = [{ required: ['missing'] }, ...uris.map((uri) => ({ $ref: uri.toString() }))];
    await write(schema, { allOf });
    await write(file, { $schema: './hostile.schema.json' });
    try {
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
      // The problem shows that the schema was read. A JSON server that has just started learns of a file by an edit.
      await until(async () => {
        await vscode.commands.executeCommand('type', { text: ' ' });
        return vscode.languages.getDiagnostics(file).length > 0;
      });
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      assert.deepEqual(await requestsOf(small), []);
    } finally {
      await vscode.workspace.fs.delete(schema);
      await vscode.workspace.fs.delete(file);
    }
  });

  it('are read anew when they are opened again after a refresh that came too late', async () => {
    const uri = await rowUri(15);
    await openDocument(uri);
    await small.inject({ match: uri.query, times: 1, hold: true });
    const refreshed = run('refresh');
    await until(async () => (await requestsOf(small)).length === 2);
    await closeAll();
    await small.clearFaults();
    await refreshed;
    await small.updateOrganization(uri.query, { display_name: 'Later' });
    assert.ok((await openDocument(uri)).document.getText().includes('"Later"'));
  });

  it('are read for both sides of a comparison', async () => {
    const sides = [await rowUri(12), await rowUri(13)] as const;
    await vscode.commands.executeCommand('vscode.diff', ...sides);
    await until(async () => (await requestsOf(small)).length === 2);
    const shown = () => new Set(vscode.window.visibleTextEditors.map(({ document }) => document.uri.toString()));
    await until(() => sides.every((uri) => shown().has(uri.toString())));
  });

  it('cost nothing more in a second group of editors', async () => {
    const uri = await rowUri(14);
    await openDocument(uri);
    await vscode.commands.executeCommand('workbench.action.splitEditor');
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${uri.query}`]);
  });

  it('fold and have an outline', async () => {
    const index = (await small.organizations()).findIndex(({ branding }) => branding?.colors);
    const uri = await rowUri(index);
    await openDocument(uri);
    const symbols = await until(() =>
      vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>('vscode.executeDocumentSymbolProvider', uri),
    );
    assert.ok(symbols.some(({ name }) => name === 'branding'));
    const ranges = await until(() =>
      vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>('vscode.executeFoldingRangeProvider', uri),
    );
    assert.ok(ranges.length >= 2);
  });

  it('cannot be edited, written, renamed or deleted', async () => {
    const uri = await rowUri(4);
    const editor = await openDocument(uri);
    const before = editor.document.getText();
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(editor.document.getText(), before);
    assert.equal(editor.document.isDirty, false);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('auth0-organization'), false);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array())));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.rename(uri, uri.with({ path: '/other.json' }))));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.delete(uri)));
  });

  it('are not read for links that somebody made up', async () => {
    const good = await rowUri(6);
    await small.clearRequests();
    const others = [
      good.with({ authority: 'evil.example' }),
      good.with({ query: '..%2f..%2fusers' }),
      good.with({ path: '/a/b.json' }),
    ];
    for (const uri of others) {
      await vscode.commands.executeCommand('vscode.open', uri);
      const text = vscode.window.activeTextEditor?.document.getText() ?? '';
      // Where a tenant of that name could be connected, the tab says that none is.
      assert.equal(text.includes('is not connected'), uri.authority !== small.domain, uri.toString());
      assert.ok(uri.authority !== small.domain || text === '', uri.toString());
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('are refreshed by Refresh, and keep their content when that fails', async () => {
    const uri = await rowUri(9);
    await openDocument(uri);
    await small.updateOrganization(uri.query, { display_name: 'Renewed' });
    await run('refresh');
    await until(() => activeTextWith('"Renewed"'));
    await small.clearRequests();
    await small.inject({ answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } } });
    await run('refresh');
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${uri.query}`]);
    assert.ok(activeTextWith('"Renewed"'));
  });

  it('keep their content where the organization does not exist any more, which Refresh says without calling it a failure', async () => {
    const uri = await rowUri(10);
    await openDocument(uri);
    const [organization] = (await small.organizations()).filter(({ id }) => id === uri.query);
    assert.ok(organization);
    await small.removeOrganization(organization.id);
    try {
      const [message, ...others] = await messagesDuring(() => run('refresh'));
      assert.deepEqual(others, []);
      assert.equal(message?.kind, 'information');
      assert.ok(message.text.endsWith(`: ${organization.name}`), message.text);
      assert.ok(activeTextWith(organization.id));
    } finally {
      await small.addOrganization(organization);
    }
  });

  it('keep their content where something else says 404, which Refresh calls a failure', async () => {
    const uri = await rowUri(10);
    await openDocument(uri);
    await small.inject({ match: `/${uri.query}$`, answer: { status: 404, body: { message: 'Not Found' } } });
    const [message, ...others] = await messagesDuring(() => run('refresh'));
    assert.deepEqual(others, []);
    assert.equal(message?.kind, 'error');
    assert.ok(activeTextWith(uri.query));
  });

  it('show all loaded pages of the list, and more once more is loaded', async () => {
    const all = await small.organizations();
    const uri = await run<vscode.Uri>('openOrganizationList', small.domain);
    assert.deepEqual(await contentOf(uri), { organizations: all.slice(0, 100) });
    const whole = until(() => activeTextWith(all[149]?.id ?? '-'));
    await run('loadMore', small.domain);
    await whole;
    assert.deepEqual(await contentOf(uri), { organizations: all });
    const paths = (await requestsOf(small)).map((request) => request.replace(/from=[^&]+/, 'from=…'));
    assert.deepEqual(paths, ['GET /api/v2/organizations?take=100', 'GET /api/v2/organizations?take=100&from=…']);
  });
});

async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

async function write(uri: vscode.Uri, content: unknown): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(content)));
}

/** The text of the active editor if it holds a certain text. */
function activeTextWith(text: string): string | undefined {
  const content = vscode.window.activeTextEditor?.document.getText();
  return content?.includes(text) ? content : undefined;
}
