import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actionsAt, hoverAt, linksOf, open, placeOf } from './editorTexts.ts';
import { connect, connectLoaded, forget, requestsOf, run, tenants } from './tenants.ts';

const { small, inside } = tenants;
const nobody = 'org_0000000000000000';

describe('IDs that a tenant does not have', () => {
  const ours = (document: vscode.TextDocument) =>
    vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Auth0 Organizations');

  beforeEach(() => connectLoaded(small));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await forget(small);
    await forget(inside);
  });

  it('are marked once somebody has asked, and replaced by the organization that the line names', async () => {
    const [, , meant] = await small.organizations();
    assert.ok(meant?.name !== undefined);
    const document = await open('missing.rb', `const x = { organization: '${nobody}' }; // ${meant.name}\n`);
    await hoverAt(document, placeOf(document, nobody));
    assert.deepEqual(ours(document), []);
    assert.deepEqual(await requestsOf(small), []);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showTextDocument(document);
    const [problem] = await nowIn(() => ours(document), 1);
    assert.ok(problem);
    assert.equal(document.getText(problem.range), nobody);
    assert.equal(problem.message, `${small.domain} has no organization with this ID.`);
    const actions = await actionsAt(document, placeOf(document, nobody, 3));
    assert.equal(actions[0]?.title, `Replace With ${meant.display_name}`);
    assert.equal(actions.at(-1)?.title, `Choose Another Organization of ${small.domain}…`);
    assert.deepEqual(actions.at(-1)?.command?.arguments?.slice(2), [nobody, small.domain]);
    assert.ok(actions[0].edit);
    await vscode.workspace.applyEdit(actions[0].edit);
    assert.ok(document.getText().includes(`organization: '${meant.id}' }`));
    await nowIn(() => ours(document), 0);
    assert.deepEqual(await requestsOf(small), [`GET /api/v2/organizations/${nobody}`]);
  });

  it('are told in the hover, which asks only the tenants that have not answered', async () => {
    await connect(inside);
    const document = await open('missing.rb', `organization: '${nobody}'`);
    await run('openOrganizationById', nobody, small.domain);
    const [hover] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(hover);
    assert.match(hover.value, /has no organization with this ID/);
    const links = linksOf(hover).filter(([label]) => label.includes('Look'));
    assert.deepEqual(
      links.map(([label]) => label.replaceAll('\\', '')),
      [`Look up in ${inside.domain}`],
    );
  });

  it('are not marked when another tenant is known to have them', async () => {
    await connect(inside);
    await run('openOrganizationList', inside.domain);
    const [organization] = await inside.organizations();
    assert.ok(organization);
    await small.removeOrganization(organization.id);
    try {
      const document = await open('other.rb', `organization: '${organization.id}', '${nobody}'`);
      await run('openOrganizationById', organization.id, small.domain);
      await run('openOrganizationById', nobody, small.domain);
      await vscode.window.showTextDocument(document);
      const problems = await nowIn(() => ours(document), 1);
      assert.deepEqual(
        problems.map(({ range }) => document.getText(range)),
        [nobody],
      );
    } finally {
      await small.addOrganization(organization);
    }
  });

  it('are no longer marked once they exist', async () => {
    const document = await open('created.rb', `organization: '${nobody}'`);
    await run('openOrganizationById', nobody, small.domain);
    await nowIn(() => ours(document), 1);
    await small.addOrganization({ id: nobody, name: 'created', display_name: 'Created' });
    try {
      await run('openOrganizationById', nobody, small.domain);
      await vscode.window.showTextDocument(document);
      await nowIn(() => ours(document), 0);
      assert.deepEqual(await actionsAt(document, placeOf(document, nobody)), []);
    } finally {
      await small.removeOrganization(nobody);
    }
  });

  it('are not marked in our own documents', async () => {
    const [organization] = await small.organizations();
    assert.ok(organization);
    const uri = await run<vscode.Uri>('openOrganizationById', organization.id, small.domain);
    const document = await open('beside.rb', `organization: '${organization.id}'`);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), vscode.ViewColumn.Beside);
    await small.removeOrganization(organization.id);
    try {
      await run('openOrganizationById', organization.id, small.domain);
      await nowIn(() => ours(document), 1);
      assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
    } finally {
      await small.addOrganization(organization);
    }
  });
});

/** Waits for as many as there should be. */
async function nowIn<T>(find: () => readonly T[], count: number): Promise<readonly T[]> {
  while (find().length !== count) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return find();
}
