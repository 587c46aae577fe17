import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applicationUri } from '../../../src/access/accessDocuments.ts';
import { stories } from '../../tenant/contents/stories.ts';
import { failureOf } from '../messages.ts';
import { connect, contentOf, forget, openDocument, requestsOf, run, tenants } from '../tenants.ts';

const { support } = tenants;
const { clientId } = stories.usageDeny;

const uri = () => applicationUri(support.domain, clientId);
const requestFor = (fields: string) => `GET /api/v2/clients/${clientId}?fields=${fields}&include_fields=true`;
const decisive =
  'client_id,name,app_type,is_first_party,grant_types,callbacks,initiate_login_uri,organization_usage,organization_require_behavior,organization_discovery_methods,default_organization,third_party_security_mode';

describe('The document of an application', () => {
  afterEach(() => forget(support));

  it('has the fields that decide about logins, with one request and without secrets', async () => {
    await connect(support);
    const { document } = await openDocument(uri());
    assert.equal(document.languageId, 'json');
    const content = (await contentOf(uri())) as Readonly<Record<string, unknown>>;
    assert.equal(content['client_id'], clientId);
    assert.equal(content['organization_usage'], 'deny');
    assert.ok(!('client_secret' in content));
    assert.deepEqual(await requestsOf(support), [requestFor(decisive)]);
    await run('refresh', support.domain);
    assert.equal((await requestsOf(support)).filter((request) => request === requestFor(decisive)).length, 2);
  });

  it('has the other fields for a token that may not read those about logins', async () => {
    await connect(support, { scope: 'read:organizations read:client_summary' });
    await openDocument(uri());
    const content = (await contentOf(uri())) as Readonly<Record<string, unknown>>;
    assert.equal(content['client_id'], clientId);
    assert.ok('name' in content && !('organization_usage' in content));
    assert.deepEqual(await requestsOf(support), [
      requestFor(decisive),
      requestFor('client_id,name,app_type,description'),
    ]);
  });

  it('names the scope that an application needs, and says that the tenant does not have an application', async () => {
    await connect(support, { scope: 'read:organizations' });
    assert.match(
      await failureOf(uri()),
      /^Application SupportStory\w+ of 127\.0\.0\.1:\d+ could not be read \(403 .*read:client_summary/,
    );
    await connect(support);
    const gone = applicationUri(support.domain, 'gone');
    assert.match(
      await failureOf(gone),
      /^Application gone of 127\.0\.0\.1:\d+ could not be read \(404 .*The client does not exist/,
    );
  });

  it('explains the fields of an application, and is about no organization', async () => {
    await connect(support);
    const { document } = await openDocument(uri());
    const position = document.positionAt(document.getText().indexOf('"organization_usage"') + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri(), position);
    const texts = hovers.flatMap(({ contents }) => contents.map((content) => (content as vscode.MarkdownString).value));
    assert.match(texts.join(), /members of an organization[^…]*\n\n.* always/);
    await vscode.env.clipboard.writeText('before');
    await run('copyOrganizationId', uri());
    assert.equal(await vscode.env.clipboard.readText(), 'before');
  });
});
