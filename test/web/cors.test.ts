import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { failureOf } from '../host/messages.ts';
import { connect, forget, requestsOf, run, tenants } from '../host/tenants.ts';

const { small } = tenants;

describe('A page, to which a tenant is another origin', () => {
  beforeEach(() => connect(small));
  afterEach(() => forget(small));

  it('is told to be the likely reason when the browser keeps an answer from it', async () => {
    const [organization] = await small.organizations();
    const uri = await run<vscode.Uri>('openOrganizationById', organization?.id, small.domain);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const headers = { 'access-control-allow-origin': 'https://manage.auth0.com' };
    await small.inject({ answer: { status: 200, body: organization, headers } });
    const { origin } = globalThis as unknown as { readonly origin: string };
    assert.match(
      await failureOf(uri),
      new RegExp(`does not let pages of ${origin} read its API.* Add ${origin} to the Allowed Origins`),
    );
  });

  it('opens nothing while the rate limit is used up, and asks only once', async () => {
    const reset = Math.ceil(Date.now() / 1000) + 90;
    const headers = { 'x-ratelimit-limit': '2', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
    await small.inject({ answer: { status: 429, body: { statusCode: 429 }, headers } });
    assert.equal(await run('openOrganizationById', 'org_0000000000000000', small.domain), undefined);
    assert.deepEqual(await requestsOf(small), ['GET /api/v2/organizations/org_0000000000000000']);
  });
});
