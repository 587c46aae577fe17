import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { until } from '../patience.ts';
import { actionsAt, hoverAt, linksOf, placeOf, show } from './editorTexts.ts';
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
    const document = await show('missing.rb', `const x = { organization: '${nobody}' }; // ${meant.name}\n`);
    await hoverAt(document, placeOf(document, nobody));
    assert.deepEqual(ours(document), []);
    assert.deepEqual(await requestsOf(small), []);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showTextDocument(document);
    const [problem] = await nowIn(() => ours(document), 1);
    assert.ok(problem);
    assert.equal(document.getText(problem.range), nobody);
    assert.equal(problem.message, `${small.domain} has no organization with this ID.`);
    const actions = await anyActionsAt(document, placeOf(document, nobody, 3));
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
    const document = await show('missing.rb', `organization: '${nobody}'`);
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

  it('are said to be missing in the tenant by the name that the person gave it', async () => {
    await run('renameTenant', small.domain, 'Staging');
    await connect(inside);
    const document = await show('label.rb', `organization: '${nobody}'`);
    await run('openOrganizationById', nobody, inside.domain);
    const [before] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(before);
    const lookUp = linksOf(before).find(([label]) => label === 'Look up in Staging');
    assert.deepEqual(JSON.parse(vscode.Uri.parse(lookUp?.[1] ?? '').query), [nobody, small.domain]);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showTextDocument(document);
    const message = 'Staging has no organization with this ID.';
    await until(() => ours(document)[0]?.message === message);
    const [after] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(after?.value.replaceAll('\\', '').includes(message), after?.value);
    const choice = (await anyActionsAt(document, placeOf(document, nobody, 3))).find(
      ({ title }) => title === 'Choose Another Organization of Staging…',
    );
    assert.deepEqual(choice?.command?.arguments?.slice(2), [nobody, small.domain]);
  });

  it('are not marked when another tenant is known to have them', async () => {
    await connect(inside);
    await run('openOrganizationList', inside.domain);
    const [organization] = await inside.organizations();
    assert.ok(organization);
    await small.removeOrganization(organization.id);
    try {
      const document = await show('other.rb', `organization: '${organization.id}', '${nobody}'`);
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

  it('are only a note as long as another tenant can have them', async () => {
    const document = await show('twoTenants.rb', `organization: '${nobody}'`);
    const severities = () => ours(document).map(({ severity }) => severity);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showTextDocument(document);
    await until(() => severities()[0] === vscode.DiagnosticSeverity.Warning);
    await connect(inside);
    await until(() => severities()[0] === vscode.DiagnosticSeverity.Information);
    await run('openOrganizationById', nobody, inside.domain);
    await vscode.window.showTextDocument(document);
    await until(() => severities()[0] === vscode.DiagnosticSeverity.Warning);
  });

  it('are only a note until the other tenant is loaded as a whole', async () => {
    await connect(inside);
    const document = await show('wholeTenant.rb', `organization: '${nobody}'`);
    const severities = () => ours(document).map(({ severity }) => severity);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showTextDocument(document);
    await until(() => severities()[0] === vscode.DiagnosticSeverity.Information);
    await run('openOrganizationList', inside.domain);
    await vscode.window.showTextDocument(document);
    await until(() => severities()[0] === vscode.DiagnosticSeverity.Warning);
  });

  it('are left alone where a language has that switched off, also in files that are not on the screen', async () => {
    const python = await show('off.py', `organization="${nobody}"`);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showTextDocument(python);
    await nowIn(() => ours(python), 1);
    const script = await show('off.rb', `organization: '${nobody}'`);
    await nowIn(() => ours(script), 1);
    const configuration = vscode.workspace.getConfiguration('organizationInspector.editor', { languageId: 'python' });
    const change = (value?: boolean) =>
      configuration.update('missingIds', value, vscode.ConfigurationTarget.Global, true);
    await change(false);
    try {
      await nowIn(() => ours(python), 0);
      assert.deepEqual(await actionsAt(python, placeOf(python, nobody)), []);
      assert.equal(ours(script).length, 1);
    } finally {
      await change();
    }
    await vscode.window.showTextDocument(python);
    await nowIn(() => ours(python), 1);
  });

  it('are marked in the cells of notebooks', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, `organization="${nobody}"`, 'python');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(0);
    await run('openOrganizationById', nobody, small.domain);
    await vscode.window.showNotebookDocument(notebook);
    const [problem] = await nowIn(() => ours(document), 1);
    assert.ok(problem);
    assert.equal(document.getText(problem.range), nobody);
    await anyActionsAt(document, problem.range.start);
  });

  it('are no longer marked once they exist', async () => {
    const document = await show('created.rb', `organization: '${nobody}'`);
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
    const document = await show('beside.rb', `organization: '${organization.id}'`);
    await vscode.commands.executeCommand('vscode.open', uri, vscode.ViewColumn.Beside);
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

/** What is offered at a place, where something is: VS Code, which looks for it itself in between, can drop an answer. */
function anyActionsAt(document: vscode.TextDocument, place: vscode.Position): Promise<vscode.CodeAction[]> {
  return until(async () => {
    const actions = await actionsAt(document, place);
    return actions.length > 0 && actions;
  });
}

/** Waits for as many as there should be. */
async function nowIn<T>(find: () => readonly T[], count: number): Promise<readonly T[]> {
  await until(() => find().length === count);
  return find();
}
