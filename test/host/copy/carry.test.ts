import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { sectionAt } from '../../../src/sections/organizationSections.ts';
import { until } from '../../patience.ts';
import { placeOf, show } from '../editor/editorTexts.ts';
import { messagesDuring } from '../messages.ts';
import { withPick } from '../observedPick.ts';
import { connect, forget, openDocument, requestsOf, run, tenants } from '../tenants.ts';

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

  it('copies the organization from the document of something in it, looked up only where it is not known', async () => {
    const { organization } = await row(7);
    const uri = organizationUri(small.domain, { ...organization }, ['members']);
    await openDocument(uri);
    await small.clearRequests();
    await run('copyOrganizationId');
    assert.equal(await clipboard.readText(), organization.id);
    assert.deepEqual(await requestsOf(small), []);
    for (const requests of [[`GET /api/v2/organizations/${organization.id}`], []]) {
      await run('copyOrganizationJson', uri);
      assert.deepEqual(JSON.parse(await clipboard.readText()), organization);
      assert.deepEqual(await requestsOf(small), requests);
      await small.clearRequests();
    }
  });

  it('says where the organization of a document cannot be read, and a retry finishes the copy', async () => {
    const { organization } = await row(8);
    const documents = [['members'], []].map((path) => organizationUri(small.domain, { ...organization }, path));
    for (const uri of documents) {
      await small.inject({ match: `/organizations/${organization.id}$`, times: 1, answer: { status: 400, body: {} } });
      await clipboard.writeText('before');
      const copied = async () => (await clipboard.readText()) === organization.name;
      const [failure] = await messagesDuring(async () => {
        await run('copyOrganizationName', uri);
        await until(copied);
      }, 'Retry');
      assert.match(failure?.text ?? '', new RegExp(`^Organization .+ in ${small.domain} could not be read`));
    }
  });

  it('copies from the document of a list what the cursors are in', async () => {
    const uri = await run<vscode.Uri>('openOrganizationList', small.domain);
    const [first, second, , fourth] = await small.organizations();
    const editor = vscode.window.activeTextEditor;
    assert.ok(first && second && fourth && editor?.document.uri.toString() === uri.toString());
    const cursorAt = (text: string) => {
      const position = placeOf(editor.document, text);
      return new vscode.Selection(position, position);
    };
    editor.selections = [cursorAt(fourth.id)];
    await run('copyOrganizationId');
    assert.equal(await clipboard.readText(), fourth.id);
    editor.selections = [new vscode.Selection(cursorAt(first.id).start, cursorAt(second.id).end), cursorAt(fourth.id)];
    await run('copyOrganizationJson', uri);
    assert.deepEqual(JSON.parse(await clipboard.readText()), [first, second, fourth]);
    // Whole lines end where the next organization begins.
    const next = placeOf(editor.document, fourth.id).line - 1;
    editor.selections = [new vscode.Selection(2, 0, next, 0)];
    await run('copyOrganizationId');
    assert.equal((await clipboard.readText()).split('\n').length, 3);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await run('copyOrganizationId', uri);
    assert.equal((await clipboard.readText()).split('\n').length, 100, 'without an editor, all are meant');
  });

  it('copies the organization from the document of everything without a request', async () => {
    const { organization } = await row(9);
    await run('openEverything', await row(9));
    await small.clearRequests();
    await run('copyOrganizationJson');
    assert.deepEqual(JSON.parse(await clipboard.readText()), organization);
    assert.deepEqual(await requestsOf(small), []);
  });

  it('says so where there is no name or ID to copy', async () => {
    await clipboard.writeText('before');
    const [nameless] = await messagesDuring(() => run('copyOrganizationName', { id: 'org_aaaaaaaaaaaaaaaa' }));
    assert.match(nameless?.text ?? '', /^There is no name to copy/);
    const section = sectionAt(['groups']);
    const { organization } = await row(0);
    const item = { kind: 'item', domain: small.domain, id: organization.id, path: ['groups', '#0'], item: {} };
    const [keyless] = await messagesDuring(() => run('copyItemId', { ...item, organization, section }));
    assert.match(keyless?.text ?? '', /^There is no ID to copy/);
    assert.equal(await clipboard.readText(), 'before');
  });

  it('copies the value of metadata', async () => {
    const { organization } = await row(0);
    const [section, item] = [sectionAt(['metadata']), { key: 'plan', value: 'pro' }];
    const path = ['metadata', 'plan'];
    await run('copyItemValue', {
      kind: 'item',
      domain: small.domain,
      id: organization.id,
      path,
      organization,
      section,
      item,
    });
    assert.equal(await clipboard.readText(), 'pro');
  });

  it('takes arguments that are no rows for none', async () => {
    const { organization } = await row(0);
    await openDocument(organizationUri(small.domain, { ...organization }));
    for (const kind of ['organization', 'section', 'item', 'note', 'failure', 'toString', 5]) {
      for (const rest of [{}, { organization: null }, { organization: 5, section: {}, path: 'a' }]) {
        await clipboard.writeText('before');
        await run('copyOrganizationId', { kind, domain: small.domain, ...rest });
        assert.equal(await clipboard.readText(), organization.id);
        for (const command of ['copyItemId', 'openSectionJson', 'copyInvitationLink', 'selectForCompare']) {
          await run(command, { kind, domain: small.domain, ...rest });
        }
      }
    }
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

  it('inserts no ID of another form, as a drag does not, and says how many', async () => {
    const { id } = (await row(0)).organization;
    const rows = [await row(0), { ...(await row(1)), organization: { id: 'org_a"; b' } }];
    const editor = await editorWith('');
    const [message] = await messagesDuring(() => run('insertOrganizationId', rows[1], rows));
    assert.equal(editor.document.getText(), id);
    assert.equal(message?.text, 'Left out, because the ID is none of Auth0: 1');
  });

  it('inserts one ID at each of as many cursors, from the top down, as a paste does', async () => {
    const editor = await editorWith('a:\nb: "old"\n');
    editor.selections = [new vscode.Selection(1, 4, 1, 7), new vscode.Selection(0, 2, 0, 2)];
    await run('insertOrganizationId', ['org_aaaaaaaaaaaaaaaa', 'org_bbbbbbbbbbbbbbbb']);
    assert.equal(editor.document.getText(), 'a:org_aaaaaaaaaaaaaaaa\nb: "org_bbbbbbbbbbbbbbbb"\n');
    await vscode.commands.executeCommand('undo');
    assert.equal(editor.document.getText(), 'a:\nb: "old"\n', 'one undo takes it all back');
  });

  it('inserts into the editor that was in front, also where another one covers it meanwhile', async () => {
    const { organization } = await row(1);
    const { document } = await editorWith('');
    const other = await vscode.workspace.openTextDocument({ content: 'other', language: 'plaintext' });
    await withPick(
      () => run('insertOrganizationId'),
      async (pick) => {
        pick.type(organization.id);
        const found = await pick.item(new RegExp(organization.name));
        await vscode.window.showTextDocument(other, { preserveFocus: true });
        await pick.accept(found);
        await until(() => document.getText() === organization.id);
      },
    );
    assert.equal(other.getText(), 'other');
    await vscode.window.showTextDocument(other);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('indents each line as the cursor is', async () => {
    const editor = await editorWith('organizations:\n  ');
    editor.selection = new vscode.Selection(1, 2, 1, 2);
    await run('insertOrganizationId', ['org_aaaaaaaaaaaaaaaa', 'org_bbbbbbbbbbbbbbbb']);
    assert.equal(editor.document.getText(), 'organizations:\n  org_aaaaaaaaaaaaaaaa\n  org_bbbbbbbbbbbbbbbb');
  });

  it('says where a file has changed meanwhile, keeps what was typed, and inserts once it is told to', async () => {
    const id = 'org_aaaaaaaaaaaaaaaa';
    for (const [choice, text] of [
      [undefined, 'typed '],
      ['Retry', `typed ${id}`],
    ] as const) {
      const editor = await editorWith('');
      // The room of the command is loaded by then, so VS Code gets both changes before it tells of the first.
      await run('insertOrganizationId', id);
      await editor.edit((edit) => {
        edit.delete(new vscode.Range(0, 0, 0, id.length));
      });
      const told = await messagesDuring(async () => {
        const typing = editor.edit((edit) => {
          edit.insert(new vscode.Position(0, 0), 'typed ');
        });
        await run('insertOrganizationId', id);
        await typing;
      }, choice);
      assert.deepEqual(told, [
        {
          kind: 'information',
          text: 'Nothing was inserted, because the file or its editor has changed meanwhile.',
          buttons: ['Retry'],
        },
      ]);
      assert.equal(editor.document.getText(), text);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('says of a read-only editor that nothing is inserted', async () => {
    const { organization } = await row(0);
    const saysSo = async () => {
      const [message] = await messagesDuring(() => run('insertOrganizationId', organization.id));
      assert.match(message?.text ?? '', /^The active editor is read-only/);
    };
    await run('openOrganizationById', organization.id, small.domain);
    await saysSo();
    const first = await row(0);
    const [asked] = await messagesDuring(() => run('insertOrganizationAs', first));
    assert.match(asked?.text ?? '', /^The active editor is read-only/, 'before anything is asked');
    const document = await show('read-only.txt', 'a');
    await vscode.commands.executeCommand('workbench.action.files.setActiveEditorReadonlyInSession');
    try {
      await saysSo();
      assert.equal(document.getText(), 'a');
    } finally {
      await vscode.commands.executeCommand('workbench.action.files.resetActiveEditorReadonlyInSession');
    }
  });
});

async function editorWith(content: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language: 'plaintext' });
  return vscode.window.showTextDocument(document);
}
