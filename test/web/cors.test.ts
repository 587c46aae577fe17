import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connect, forget, run, tenants } from '../host/tenants.ts';

const { small } = tenants;

describe('A tenant that does not allow the origin of the page', () => {
  afterEach(() => forget(small));

  it('is told apart from a connection that broke', async () => {
    await connect(small);
    const [organization] = await small.organizations();
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    // What a browser does not find its origin in, it keeps from the page.
    const headers = { 'access-control-allow-origin': 'https://manage.auth0.com' };
    await small.inject({ match: '/api/v2/organizations/org_', answer: { status: 200, body: organization, headers } });
    const { origin } = globalThis as unknown as { readonly origin: string };
    await assert.rejects(async () => vscode.workspace.fs.readFile(uri), {
      message: new RegExp(`does not let pages of ${origin} read its API.* Add ${origin} to the Allowed Origins`),
    });
  });
});
