import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type EditorProviderDependencies, registerEditorProviders } from '../../../src/editor/editorProviders.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';

const { small } = tenants;

/** What the extension registers, noted as the person copies. */
async function registeredDuring(act: () => Thenable<unknown>, { fails = false } = {}) {
  const { registerDocumentPasteEditProvider } = vscode.languages;
  const registered: (vscode.DocumentPasteEditProvider & { isDisposed: boolean })[] = [];
  // The extension has the same object, since these tests lie in its folder.
  Object.assign(vscode.languages, {
    registerDocumentPasteEditProvider: (_selector: unknown, provider: vscode.DocumentPasteEditProvider) => {
      if (fails) throw new Error('This API is proposed.');
      const noted = { ...provider, isDisposed: false };
      registered.push(noted);
      return new vscode.Disposable(() => (noted.isDisposed = true));
    },
  });
  try {
    await act();
  } finally {
    Object.assign(vscode.languages, { registerDocumentPasteEditProvider });
  }
  return registered;
}

// VS Code 1.96 does not know the language.
const openEnvironmentFile = () => vscode.workspace.openTextDocument(vscode.Uri.parse('untitled:/paste/.env'));

const transferOf = (text: string) => {
  const transfer = new vscode.DataTransfer();
  transfer.set('text/plain', new vscode.DataTransferItem(text));
  return transfer;
};

// `test/ui/paste.test.ts` pastes in a window.
describe('The offer when an ID is pasted that was copied', () => {
  beforeEach(() => connect(small));
  afterEach(() => forget(small));

  it('is no condition for copying', async () => {
    const [{ id } = {}, { id: next } = {}] = await small.organizations();
    const copy = (organizationId = '') =>
      run('copyOrganizationId', { kind: 'organization', domain: small.domain, organization: { id: organizationId } });
    await registeredDuring(() => copy(id), { fails: true });
    assert.equal(await vscode.env.clipboard.readText(), id);
    assert.equal((await registeredDuring(() => copy(next))).length, 1);
    assert.equal(await vscode.env.clipboard.readText(), next);
  });

  it('is there for the text that was copied alone, and ends with another one', async () => {
    const [first, second] = await small.organizations();
    assert.ok(first && second);
    await run('openOrganizationList', small.domain);
    await small.clearRequests();
    const rows = [first, second].map((organization) => ({ kind: 'organization', domain: small.domain, organization }));
    const [one, both, ...others] = await registeredDuring(async () => {
      await run('copyOrganizationId', rows[0]);
      await run('copyOrganizationId', rows[0], rows);
    });
    assert.ok(one?.isDisposed && both && !both.isDisposed && others.length === 0);
    const document = await openEnvironmentFile();
    const offered = (text: string) => both.provideDocumentPasteEdits(document, [], transferOf(text));
    const edits = await offered(`${first.id}\r\n${second.id}`);
    assert.deepEqual(
      edits?.map(({ title }) => title),
      ['Insert Organization Names', 'Insert AUTH0_ORGANIZATION=…', 'Insert Links to Documents'],
    );
    assert.deepEqual(
      edits.map(({ yieldTo }) => yieldTo?.map(({ value }) => value)),
      Array(3).fill(['text.plain']),
    );
    assert.ok(!both.isDisposed);
    assert.equal(await offered(first.id), undefined);
    assert.ok(both.isDisposed);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('is not there for several IDs at several cursors, of which VS Code gives each cursor one', async () => {
    const [first, second] = await small.organizations();
    assert.ok(first && second);
    await run('openOrganizationList', small.domain);
    const rows = [first, second].map((organization) => ({ kind: 'organization', domain: small.domain, organization }));
    const [one, both] = await registeredDuring(async () => {
      await run('copyOrganizationId', rows[0]);
      await run('copyOrganizationId', rows[0], rows);
    });
    const document = await openEnvironmentFile();
    const cursors = [0, 1].map((line) => new vscode.Range(line, 0, line, 0));
    const offered = async (provider: typeof one, text: string, ranges: readonly vscode.Range[]) =>
      (await provider?.provideDocumentPasteEdits(document, ranges, transferOf(text)))?.length;
    const ids = `${first.id}\n${second.id}`;
    assert.equal(await offered(both, ids, cursors), 0);
    // The text is still the copied one.
    assert.equal(await offered(both, ids, cursors.slice(1)), 3);
    assert.equal(await offered(one, first.id, cursors), 3);
  });

  it('stays for what was copied while another text was pasted', async () => {
    const [first, second] = await small.organizations();
    assert.ok(first && second);
    const copy = (organization: object) =>
      run('copyOrganizationId', { kind: 'organization', domain: small.domain, organization });
    const document = await openEnvironmentFile();
    const [one] = await registeredDuring(() => copy(first));
    let read: (text: string) => void = () => assert.fail('Nothing reads the clipboard.');
    const slow = { get: () => ({ asString: () => new Promise<string>((resolve) => (read = resolve)) }) };
    const pasting = one?.provideDocumentPasteEdits(document, [], slow as unknown as vscode.DataTransfer);
    const [two] = await registeredDuring(() => copy(second));
    read('another text');
    assert.equal(await pasting, undefined);
    assert.ok(one?.isDisposed && two && !two.isDisposed);
  });

  it('is there in another window too, once that window is in front', async () => {
    // Windows share the state of the extension.
    const kept = new Map<string, unknown>();
    const state = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
    const open = () => {
      const copied = new vscode.EventEmitter<string>();
      const front = new vscode.EventEmitter<vscode.WindowState>();
      const { onDidChangeWindowState } = vscode.window;
      Object.assign(vscode.window, { onDidChangeWindowState: front.event });
      const never = { event: () => ({ dispose: () => undefined }) };
      const tenants = { domains: [], onDidChange: never.event };
      const store = { onDidChange: never.event, onDidLookUp: never.event };
      const dependencies = { tenants, store, known: { size: 0 }, onDidCopy: copied.event, state };
      const providers = registerEditorProviders(dependencies as unknown as EditorProviderDependencies);
      Object.assign(vscode.window, { onDidChangeWindowState });
      const comeToFront = () => {
        front.fire({ focused: true, active: true });
      };
      return { copied, comeToFront, providers };
    };
    const [one, other] = [open(), open()];
    try {
      const registered = await registeredDuring(() => {
        one.copied.fire('org_1');
        other.comeToFront();
        one.comeToFront();
        other.comeToFront();
        return Promise.resolve();
      });
      assert.equal(registered.length, 2);
    } finally {
      one.providers.dispose();
      other.providers.dispose();
    }
  });

  it('has nothing for an organization that is not known', async () => {
    const id = 'org_AAAAAAAAAAAAAAA1';
    const [provider] = await registeredDuring(() =>
      run('copyOrganizationId', { kind: 'organization', domain: small.domain, organization: { id } }),
    );
    const document = await openEnvironmentFile();
    assert.deepEqual(await provider?.provideDocumentPasteEdits(document, [], transferOf(id)), []);
  });
});
