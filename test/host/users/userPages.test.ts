import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { documentInFront } from '../../../src/commands/commandTarget.ts';
import { userUri } from '../../../src/users/userDocuments.ts';
import { until } from '../../patience.ts';
import { messagesDuring } from '../messages.ts';
import { observePicks } from '../observedPick.ts';
import { connect, contentOf, forget, openDocument, run, tenants } from '../tenants.ts';
import { asked, type UserContent } from './userRequests.ts';

const { inside } = tenants;

const previewEditor = 'vscode.markdown.preview.editor';
const jane = 'samlp|acme|jane@acme.example';
const json = userUri({ domain: inside.domain, userId: jane, withAllRoles: false });
const page = userUri({ domain: inside.domain, userId: jane, withAllRoles: false, isPage: true });

async function textOf(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

const preview = () => {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom ? input : undefined;
};

// What stands on a page is checked in `test/unit/users/userPage`.
describe('The page of a user', () => {
  before(() =>
    // A window that has just started does not know the editors of its extensions yet.
    until(async () => {
      await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.parse('untitled:a.md'), previewEditor);
      const isKnown = preview() !== undefined;
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      return isKnown;
    }),
  );
  beforeEach(() => connect(inside));
  afterEach(async () => {
    await run('renameTenant', inside.domain, '');
    await forget(inside);
  });

  const open = () => run<vscode.Uri>('openUser', jane, inside.domain);

  it('is shown as a preview, and leads to the JSON and back without a request', async () => {
    await run('renameTenant', inside.domain, 'Acme production');
    assert.equal((await open()).toString(), page.toString());
    assert.deepEqual([preview()?.uri.toString(), preview()?.viewType], [page.toString(), previewEditor]);
    const text = await textOf(page);
    assert.match(text, /^# Jane Doe\n/);
    assert.match(text, /from the tenant Acme production\./);
    const [first] = await inside.organizations();
    const isWeb = vscode.env.uiKind === vscode.UIKind.Web;
    assert.ok(text.includes(`${isWeb ? '?' : '&id='}${first?.id})`), text);
    const requests = await asked(inside);
    assert.equal(requests.length, 5);

    assert.equal((await run<vscode.Uri>('openUserJson', page)).toString(), json.toString());
    assert.equal(documentInFront()?.toString(), json.toString());
    const { user, organizations } = (await contentOf(json)) as UserContent;
    assert.deepEqual([user['name'], organizations.items.length], ['Jane Doe', 3]);
    assert.equal((await run<vscode.Uri>('openUser', json)).toString(), page.toString());
    assert.equal(preview()?.uri.toString(), page.toString());
    assert.equal(await textOf(page), text);
    assert.deepEqual(await asked(inside), requests);
  });

  it('is made again by Refresh and of the JSON, and of what the JSON says', async () => {
    await open();
    const before = await textOf(page);
    const [first] = await inside.organizations();
    await inside.removeMember(first?.id ?? '', jane);
    try {
      await inside.clearRequests();
      await run('refresh');
      assert.match(before, /^## Organizations: 3$/m);
      assert.match(await textOf(page), /^## Organizations: 2$/m);
      assert.equal((await asked(inside)).length, 4);
      await run('openUserJson');
      assert.equal(((await contentOf(json)) as UserContent).organizations.items.length, 2);
      assert.equal((await asked(inside)).length, 4);
    } finally {
      await inside.addMember(first?.id ?? '', { user_id: jane });
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await openDocument(json);
    await inside.clearRequests();
    await run('openUser', json);
    assert.match(await textOf(page), /^## Organizations: 3$/m);
    assert.deepEqual(await asked(inside), []);
  });

  it('is refreshed with its tenant, of one reading with the JSON, and keeps what it says when that fails', async () => {
    await open();
    const before = await textOf(page);
    await run('openUserJson', page);
    await inside.clearRequests();
    await run('refresh', inside.domain);
    assert.equal((await asked(inside)).filter((request) => request.includes('/users/')).length, 2);
    const after = await textOf(page);
    await inside.revokeTokens();
    await run('refresh', inside.domain);
    assert.deepEqual([await textOf(page), before.length], [after, after.length]);
  });

  it('is read anew after a reload of the window', async () => {
    await vscode.commands.executeCommand('vscode.openWith', page, previewEditor);
    await until(async () => (await asked(inside)).length === 5);
    assert.match(await textOf(page), /^# Jane Doe\n/);
    assert.equal((await asked(inside)).length, 5);
  });

  it('is read again for a new token, where it could not be read', async () => {
    await inside.inject({ match: '/users/', answer: { status: 401, body: { message: 'Invalid token' } } });
    await messagesDuring(() => vscode.commands.executeCommand('vscode.openWith', page, previewEditor));
    assert.match(await textOf(page), /could not be read \\\(401/);
    await inside.clearFaults();
    await inside.clearRequests();
    await run('updateAccessToken', inside.domain, await inside.mintToken());
    await until(async () => (await asked(inside)).filter((request) => request.includes('jane')).length === 5);
    assert.match(await textOf(page), /^# Jane Doe\n/);
  });

  it('is the user whose organizations are shown, and takes one request', async () => {
    await open();
    await inside.clearRequests();
    await observePicks(async (pick) => {
      const showing = run<vscode.Uri | undefined>('showOrganizationsOfUser');
      await until(() => pick()?.items.length === 3);
      assert.equal(pick()?.title, `Organizations of ${jane}`);
      pick()?.hide();
      await showing;
    });
    assert.equal((await asked(inside)).length, 1);
  });
});
