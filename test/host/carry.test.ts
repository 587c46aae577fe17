import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { messagesDuring } from './messages.ts';
import { connect, forget, requestsOf, run, tenants } from './tenants.ts';

const { small } = tenants;
const { clipboard } = vscode.env;

describe('Carrying organizations into code', () => {
  const row = async (index: number) => {
    const organization = (await small.organizations())[index];
    assert.ok(organization);
    return { kind: 'organization', domain: small.domain, organization };
  };

  beforeEach(async () => {
    await connect(small);
  });
  afterEach(async () => {
    // Closing what was typed would ask whether to save it.
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await forget(small);
  });

  it('copies ID, name and JSON of a row without a request', async () => {
    const { organization } = await row(0);
    await run('copyOrganizationId', await row(0));
    assert.equal(await clipboard.readText(), organization.id);
    await run('copyOrganizationName', await row(0));
    assert.equal(await clipboard.readText(), organization.name);
    await run('copyOrganizationJson', await row(0));
    assert.deepEqual(JSON.parse(await clipboard.readText()), organization);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('copies several rows one a line, and as one JSON array', async () => {
    const rows = [await row(2), await row(0), await row(1)];
    await run('copyOrganizationId', rows[0], rows);
    assert.equal(await clipboard.readText(), rows.map(({ organization }) => organization.id).join('\n'));
    await run('copyOrganizationJson', rows[0], rows);
    assert.deepEqual(
      JSON.parse(await clipboard.readText()),
      rows.map(({ organization }) => organization),
    );
  });

  it('copies from organizations and URIs, as other extensions and keybindings give them', async () => {
    const { organization } = await row(5);
    await run('copyOrganizationId', organization);
    assert.equal(await clipboard.readText(), organization.id);
    const uri = await run<vscode.Uri>('openOrganizationById', organization.id, small.domain);
    await small.clearRequests();
    await run('copyOrganizationName', uri);
    assert.equal(await clipboard.readText(), organization.name);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('copies from the open document without a request', async () => {
    const { organization } = await row(6);
    await run('openOrganizationById', organization.id, small.domain);
    await small.clearRequests();
    await run('copyOrganizationId');
    assert.equal(await clipboard.readText(), organization.id);
    await run('copyOrganizationJson');
    assert.deepEqual(JSON.parse(await clipboard.readText()), organization);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('inserts the ID at every cursor, in place of selections', async () => {
    const { organization } = await row(1);
    const editor = await editorWith('a = \nb = "old"\n');
    editor.selections = [new vscode.Selection(0, 4, 0, 4), new vscode.Selection(1, 5, 1, 8)];
    await run('insertOrganizationId', await row(1));
    assert.equal(editor.document.getText(), `a = ${organization.id}\nb = "${organization.id}"\n`);
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'a = \nb = "old"\n', 'one undo takes it all back');
  });

  it('inserts IDs that are given, one a line', async () => {
    const editor = await editorWith('');
    await run('insertOrganizationId', ['org_aaaaaaaaaaaaaaaa', 'org_bbbbbbbbbbbbbbbb']);
    assert.equal(editor.document.getText(), 'org_aaaaaaaaaaaaaaaa\norg_bbbbbbbbbbbbbbbb');
  });

  it('indents each line as the cursor is', async () => {
    const editor = await editorWith('organizations:\n  ');
    editor.selection = new vscode.Selection(1, 2, 1, 2);
    await run('insertOrganizationId', ['org_aaaaaaaaaaaaaaaa', 'org_bbbbbbbbbbbbbbbb']);
    assert.equal(editor.document.getText(), 'organizations:\n  org_aaaaaaaaaaaaaaaa\n  org_bbbbbbbbbbbbbbbb');
  });

  it('says of a read-only editor that nothing is inserted', async () => {
    const { organization } = await row(0);
    const saysSo = async () => {
      const [message] = await messagesDuring(() => run('insertOrganizationId', organization.id));
      assert.match(message?.text ?? '', /^The active editor is read-only/);
    };
    await run('openOrganizationById', organization.id, small.domain);
    await saysSo();
    const editor = await editorWith('a');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    try {
      await saysSo();
      assert.equal(editor.document.getText(), 'a');
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    }
  });
});

async function editorWith(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
  return vscode.window.showTextDocument(document);
}
