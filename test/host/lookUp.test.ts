import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connect, contentOf, forget, requestsOf, run, tenants } from './tenants.ts';

const { small, large } = tenants;

describe('Looking up an organization', () => {
  beforeEach(async () => {
    await connect(small);
    await connect(large);
  });
  afterEach(async () => {
    await forget(small);
    await forget(large);
  });

  it('opens it by ID, with one request', async () => {
    const organization = (await small.organizations())[7];
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${organization?.id}`]);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    assert.deepEqual(await contentOf(uri), organization);
  });

  it('opens the same document by name, with one request', async () => {
    const organization = (await small.organizations())[7];
    const byId = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await small.clearRequests();
    const byName = await run<vscode.Uri>('openOrganizationByName', organization?.name, small.domain);
    assert.equal(byName.toString(), byId.toString());
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/name/${organization?.name}`]);
    assert.deepEqual(await contentOf(byName), organization);
  });

  it('opens an organization far beyond the first thousand', async () => {
    const organization = (await large.organizations())[24_999];
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id, large.domain);
    assert.deepEqual(await contentOf(uri), organization);
  });

  it('takes the tenant that is known to have the organization where none is named', async () => {
    const organization = (await large.organizations())[7];
    await run('openOrganizationByName', organization?.name, large.domain);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await large.clearRequests();
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id);
    assert.deepEqual(await requestsOf(large), [`GET /api/v2/organizations/${organization?.id}`]);
    assert.deepEqual(await requestsOf(small), []);
    assert.deepEqual(await contentOf(uri), organization);
  });

  it('renews a document that is already open', async () => {
    const organization = (await small.organizations())[8];
    assert.ok(organization);
    const uri = await run<vscode.Uri>('openOrganizationById', organization.id, small.domain);
    await small.updateOrganization(organization.id, { metadata: { plan: 'renewed' } });
    const changed = nextChange(uri);
    await run('openOrganizationById', organization.id, small.domain);
    await changed;
    assert.deepEqual(((await contentOf(uri)) as { metadata: unknown }).metadata, { plan: 'renewed' });
  });
});

function nextChange(uri: vscode.Uri): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.toString() === uri.toString()) {
        subscription.dispose();
        resolve();
      }
    });
  });
}
