import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { until } from '../../patience.ts';
import { connect, forget, requestsOf, run, tenants } from '../tenants.ts';

const { small } = tenants;
const { clipboard } = vscode.env;

describe('Copy Request As…', () => {
  const row = async (index: number) => {
    const organization = (await small.organizations())[index];
    assert.ok(organization);
    return { kind: 'organization', domain: small.domain, organization };
  };
  const url = (path: string) => `http://${small.domain}/api/v2/organizations${path}`;

  beforeEach(async () => {
    await connect(small);
    await clipboard.writeText('');
  });
  afterEach(async () => {
    assert.deepEqual(await requestsOf(small), [], 'no request is made for it');
    // Closing what was opened would ask whether to save it.
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await forget(small);
  });

  it('copies the requests for a row by ID and by name', async () => {
    const { organization } = await row(0);
    const byId = await run('copyRequestAs', await row(0), 'byId', 'curl', 'copy');
    assert.equal(await clipboard.readText(), byId);
    assert.equal(
      byId,
      [
        `curl ${url(`/${organization.id}`)} \\`,
        `  --header 'Authorization: Bearer MGMT_API_ACCESS_TOKEN' \\`,
        `  --header 'Accept: application/json'`,
      ].join('\n'),
    );
    await run('copyRequestAs', await row(0), 'byName', 'curl', 'copy');
    assert.ok((await clipboard.readText()).startsWith(`curl ${url(`/name/${organization.name}`)} `));
  });

  it('copies a command of the Auth0 CLI for the tenant', async () => {
    const { organization } = await row(0);
    await run('copyRequestAs', await row(0), 'byId', 'auth0', 'copy');
    const command = `auth0 api get "organizations/${organization.id}" --tenant "${small.domain}"`;
    assert.equal(await clipboard.readText(), command);
  });

  it('takes the list for the row of a tenant, and copies, without a question', async () => {
    await run('copyRequestAs', { kind: 'tenant', domain: small.domain }, undefined, 'go');
    assert.ok((await clipboard.readText()).includes(`"${url('?take=100')}"`));
  });

  it('takes what VS Code hands to commands of a menu for no answers', async () => {
    const tenant = { kind: 'tenant', domain: small.domain };
    await assertAsks(run('copyRequestAs', tenant, [tenant]));
    assert.equal(await clipboard.readText(), '');
  });

  it('opens the code for a document beside the document, in its language', async () => {
    const { organization } = await row(3);
    const uri = await run<vscode.Uri>('openOrganizationById', organization.id, small.domain);
    await small.clearRequests();
    const snippet = await run('copyRequestAs', uri, 'byName', 'objc', 'open');
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(), `${String(snippet)}\n`);
    assert.ok(editor.document.isUntitled);
    assert.equal(editor.viewColumn, vscode.ViewColumn.Two);
    assert.ok(editor.document.getText().includes(url(`/name/${organization.name}`)));
    assert.equal(await clipboard.readText(), '');
  });

  for (const [language, languageId] of Object.entries({
    curl: 'shellscript',
    auth0: 'shellscript',
    csharp: 'csharp',
    go: 'go',
    java: 'java',
    node: 'javascript',
    objc: 'objective-c',
    php: 'php',
    python: 'python',
    ruby: 'ruby',
    swift: 'swift',
  })) {
    it(`opens ${languageId} for ${language}`, async () => {
      await run('copyRequestAs', { domain: small.domain }, 'list', language, 'open');
      assert.equal(vscode.window.activeTextEditor?.document.languageId, languageId);
    });
  }

  it('takes the organization of the active document, by the name that it has now', async () => {
    const { organization } = await row(4);
    await run('openOrganizationById', organization.id, small.domain);
    await small.updateOrganization(organization.id, { name: 'renamed' });
    await run('refresh');
    await until(() => vscode.window.activeTextEditor?.document.getText().includes('"renamed"') ?? false);
    await small.clearRequests();
    await run('copyRequestAs', undefined, 'byName', 'node', 'copy');
    assert.ok((await clipboard.readText()).includes(`'${url('/name/renamed')}'`));
    // The document of its members, whose tab has the name from before.
    await run(
      'copyRequestAs',
      organizationUri(small.domain, { ...organization }, ['members']),
      'byName',
      'ruby',
      'copy',
    );
    assert.ok((await clipboard.readText()).includes(`"${url('/name/renamed')}"`));
    await run('copyRequestAs', { domain: small.domain, id: organization.id, name: 'given' }, 'byName', 'ruby', 'copy');
    assert.ok((await clipboard.readText()).includes(`"${url('/name/given')}"`));
    await small.updateOrganization(organization.id, { name: organization.name });
  });

  it('takes IDs and names that are given for a tenant, and none that could go on as code', async () => {
    const { domain } = small;
    await run('copyRequestAs', { domain, id: 'org_aaaaaaaaaaaaaaaa' }, 'byId', 'ruby', 'copy');
    assert.ok((await clipboard.readText()).includes(`"${url('/org_aaaaaaaaaaaaaaaa')}"`));
    await clipboard.writeText('');
    for (const given of [
      { domain, id: `org_'; id #` },
      { kind: 'organization', domain, organization: { id: 'org_"\n' } },
    ]) {
      await assertAsks(run('copyRequestAs', given, 'byId', 'ruby', 'copy'));
    }
    assert.equal(await clipboard.readText(), '');
  });

  it('leads to no tenant that is not connected', async () => {
    assert.equal(await run('copyRequestAs', { domain: `evil.example'` }, 'list', 'node', 'copy'), undefined);
    assert.equal(await clipboard.readText(), '');
  });
});

/** A question that is given up leads to nothing. */
async function assertAsks(running: Thenable<unknown>): Promise<void> {
  let isOver = false;
  const result = Promise.resolve(running).finally(() => (isOver = true));
  await until(async () => {
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
    return isOver;
  });
  assert.equal(await result, undefined);
}
