import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../patience.ts';
import { failureSamples } from '../unit/failures.ts';
import { connect, contentOf, forget, requestsOf, run, tenants } from './tenants.ts';

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

  it('fold and have an outline', async () => {
    const index = (await small.organizations()).findIndex(({ branding }) => branding?.colors);
    const uri = await rowUri(index);
    await vscode.workspace.openTextDocument(uri);
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
    const editor = await vscode.window.showTextDocument(uri);
    const before = editor.document.getText();
    await vscode.commands.executeCommand('type', { text: 'x' });
    assert.equal(editor.document.getText(), before);
    assert.equal(editor.document.isDirty, false);
    assert.equal(vscode.workspace.fs.isWritableFileSystem('auth0-organization'), false);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array())));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.rename(uri, uri.with({ path: '/other.json' }))));
    await assert.rejects(Promise.resolve(vscode.workspace.fs.delete(uri)));
  });

  for (const { situation, status, body, headers = {}, attempts = 1 } of failureSamples) {
    it(`hold no error text after ${situation}`, async () => {
      await small.inject({ answer: { status, body, headers } });
      await assert.rejects(Promise.resolve(vscode.workspace.openTextDocument(await rowUri(5))));
      assert.equal((await requestsOf(small)).length, attempts);
    });
  }

  it('are not read for links that somebody made up', async () => {
    const good = await rowUri(6);
    await small.clearRequests();
    const others = [
      good.with({ authority: 'evil.example' }),
      good.with({ query: '..%2f..%2fusers' }),
      good.with({ path: '/a/b.json' }),
    ];
    for (const uri of others) {
      await assert.rejects(Promise.resolve(vscode.workspace.openTextDocument(uri)), uri.toString());
    }
    assert.deepEqual(await requestsOf(small), []);
  });

  it('are refreshed by Refresh, and keep their content when that fails', async () => {
    const uri = await rowUri(9);
    await vscode.window.showTextDocument(uri);
    await small.updateOrganization(uri.query, { display_name: 'Renewed' });
    await run('refresh');
    await until(() => activeTextWith('"Renewed"'));
    await small.clearRequests();
    await small.inject({ answer: { status: 401, body: { statusCode: 401, message: 'Invalid token' } } });
    await run('refresh');
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${uri.query}`]);
    assert.ok(activeTextWith('"Renewed"'));
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

/** The text of the active editor if it holds a certain text. */
function activeTextWith(text: string): string | undefined {
  const content = vscode.window.activeTextEditor?.document.getText();
  return content?.includes(text) ? content : undefined;
}
