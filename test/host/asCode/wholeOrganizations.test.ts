import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationsAsDeployYaml } from '../../../src/asCode/deployYaml.ts';
import { organizationsAsTerraform } from '../../../src/asCode/terraform.ts';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import { until } from '../../patience.ts';
import { readScopes } from '../../tenant/scopes.ts';
import { show } from '../editor/editorTexts.ts';
import { messagesDuring } from '../messages.ts';
import { choosing } from './choosing.ts';
import { namesRequest, odd, partsOf, plain, requests, requestsFor, rich, row, untitledText } from './samples.ts';
import { cancelled, connect, forget, openDocument, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;
const { clipboard } = vscode.env;

describe('Whole organizations as code', () => {
  beforeEach(async () => {
    await connect(inside);
    await clipboard.writeText('before');
  });
  afterEach(async () => {
    // Closing what was typed would ask whether to save it.
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await inside.setFeature('clients', 'on');
    await forget(inside);
  });

  it('come first in a Terraform file, and say what they cost before they are read', async () => {
    const document = await show('main.tf', '');
    const { items } = await choosing(/^Insert Whole Organization as Terraform$/, async () =>
      run('insertOrganizationAs', await row(rich)),
    );
    assert.deepEqual(items.map(({ label }) => label).slice(0, 2), [
      'Insert Whole Organization as Terraform',
      'Insert Organization ID',
    ]);
    assert.equal(items.at(-1)?.label, 'Insert Whole Organization as Deploy CLI YAML');
    assert.match(items[0]?.detail ?? '', /^Makes about 6 requests, and one for each 100 applications /);
    assert.deepEqual(await requestsFor(rich), [...requests, namesRequest]);
    const whole = organizationsAsTerraform([await partsOf(rich)], true);
    assert.equal(document.getText(), whole);
    // A module requires its providers once.
    await run('insertOrganizationAs', await row(rich), undefined, 'wholeTerraform');
    assert.equal(document.getText(), whole + organizationsAsTerraform([await partsOf(rich)], false));
  });

  it('are entries of the list in tenant.yaml, or the list where it has none, as far as the cursor is indented', async () => {
    const code = async (isWhole: boolean) => organizationsAsDeployYaml([await partsOf(plain)], isWhole);
    const empty = await show('tenant.yaml', '');
    const { items } = await choosing(/^Insert Whole Organization as Deploy CLI YAML$/, async () =>
      run('insertOrganizationAs', await row(plain)),
    );
    assert.equal(items[0]?.label, 'Insert Whole Organization as Deploy CLI YAML');
    assert.equal(items.at(-1)?.label, 'Insert Whole Organization as Terraform');
    assert.deepEqual(await requestsFor(plain), [...requests, namesRequest]);
    assert.equal(empty.getText(), await code(true));

    const list = await show('tenant.yaml', 'organizations:\n  ');
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    editor.selection = new vscode.Selection(1, 2, 1, 2);
    await run('insertOrganizationAs', await row(plain), undefined, 'wholeDeployCli');
    assert.equal(list.getText(), `organizations:\n  ${(await code(false)).replaceAll('\n', '\n  ')}`);
  });

  it('are among the forms of Copy As, for a row, several rows and the document', async () => {
    const labels = ['ID', 'Name', 'Link to Document', 'Terraform Data Source', 'Deploy CLI Entry', 'JSON'];
    const whole = ['Whole Organization as Terraform', 'Whole Organization as Deploy CLI YAML'];
    const first = await row(rich);
    for (const [argument, selection] of [[first], [undefined], [first, [first, await row(odd)]]] as const) {
      if (argument === undefined) {
        await openDocument(organizationUri(inside.domain, first.organization));
      }
      await inside.clearRequests();
      const { items, title } = await choosing(/^Deploy CLI Entry$/, () => run('copyAs', argument, selection));
      const about = (selection ?? [first]).map(({ organization }) => organization.display_name).join(', ');
      assert.equal(title, `Copy Organization As · ${about} · ${inside.domain}`);
      assert.deepEqual(
        items.map(({ label }) => label),
        [...whole, ...labels],
      );
      assert.equal(items[0]?.description, 'opens as a document');
      assert.equal(items[2]?.description, undefined);
      assert.match(items[1]?.detail ?? '', selection ? /^Makes about 12 requests/ : /^Makes about 6 requests/);
      assert.match(
        await clipboard.readText(),
        new RegExp(`^# A deployment removes .*\n- name: "${first.organization.name}"\n`),
      );
      assert.deepEqual(await requestsOf(inside), []);
    }
    await choosing(/^JSON$/, () => run('copyAs', first));
    assert.deepEqual(JSON.parse(await clipboard.readText()), first.organization);
    await choosing(/^Whole Organization as Terraform$/, async () => run('copyAs', first, [first, await row(odd)]));
    assert.equal(untitledText(), organizationsAsTerraform([await partsOf(rich), await partsOf(odd)], true));
  });

  it('open as a document in their language, which a message offers to copy', async () => {
    const code = organizationsAsDeployYaml([await partsOf(plain)], true);
    const { organization } = await row(plain);
    const copy = async () => run('copyAs', await row(plain), undefined, 'wholeDeployCli');
    const [message] = await messagesDuring(copy);
    assert.equal(untitledText(), code);
    assert.equal(vscode.window.activeTextEditor?.document.languageId, 'yaml');
    assert.deepEqual(
      [message?.kind, message?.text, message?.buttons],
      ['information', `Opened as Deploy CLI YAML: ${organization.display_name ?? organization.name}`, ['Copy']],
    );
    assert.equal(await clipboard.readText(), 'before');
    await messagesDuring(copy, 'Copy');
    await until(async () => (await clipboard.readText()) === code);
    // VS Code knows Terraform only with an extension for it.
    await run('copyAs', await row(plain), undefined, 'wholeTerraform');
    assert.equal(untitledText(), organizationsAsTerraform([await partsOf(plain)], true));
    assert.equal(vscode.window.activeTextEditor.document.languageId, 'plaintext');
  });

  it('have an organization once whose own row and the row of something in it are selected', async () => {
    const first = await row(rich);
    const members = await sectionRow(inside, rich, 'members');
    await choosing(/^ID$/, () => run('copyAs', first, [first, members]));
    assert.equal(await clipboard.readText(), first.organization.id);
  });

  it('are read only after the user has confirmed what several cost, where no quick pick has said so', async () => {
    const copy = async () => run('copyAs', [await row(rich), await row(odd)], undefined, 'wholeTerraform');
    const [question] = await messagesDuring(copy);
    assert.equal(question?.text, 'Read 2 organizations?');
    assert.match(question.detail ?? '', /^Makes about 12 requests/);
    assert.deepEqual(await requestsOf(inside), []);
    assert.equal(untitledText(), undefined);
    await messagesDuring(copy, 'Read');
    assert.match(untitledText() ?? '', /^# The organization /m);
  });

  it('read what is loaded again, since a deployment removes connections that the code does not list', async () => {
    const { organization } = await row(rich);
    await run('openEverything', await row(rich));
    await inside.clearRequests();
    await run('copyAs', { domain: inside.domain, id: organization.id }, undefined, 'wholeTerraform');
    assert.deepEqual(await requestsFor(rich), [...requests, namesRequest]);
    assert.equal(untitledText(), organizationsAsTerraform([await partsOf(rich)], true));
  });

  it('say in their place what a missing scope or feature keeps back, also the names of applications', async () => {
    const kept = ['read:organization_connections', 'read:clients'];
    await connect(inside, { scope: readScopes.filter((scope) => !kept.includes(scope)).join(' ') });
    await inside.setFeature('clients', 'insufficient_entitlement');
    const missing = /\. Incomplete: Connections could not be read\. The access token lacks a scope\.[^.]+\.?$/;
    const [opened] = await messagesDuring(async () => run('copyAs', await row(odd), undefined, 'wholeTerraform'));
    assert.equal(opened?.kind, 'warning', opened?.text);
    assert.match(opened.text, missing);
    const code = untitledText() ?? '';
    const comments = code.split('\n').filter((line) => line.startsWith('#'));
    const has = (text: RegExp) => {
      assert.ok(
        comments.some((line) => text.test(line)),
        `${String(text)} in\n${code}`,
      );
    };
    has(/^# Connections could not be read\. The access token lacks a scope\. .*read:organization_connections/);
    has(/^# The name of the application \w+ is not known\. The access token lacks a scope\. .*read:client_summary/);
    assert.match(code, /^ {2}grant_id {8}= "cgr_/m);
    // No request asks for names that the token is known not to read.
    const made = (await requestsOf(inside)).map((request) => request.replace(/^.*\/org_\w+|\?.*/g, ''));
    assert.deepEqual(made, ['', '/connections', '/client-grants', '/clients', '/discovery-domains']);
    await show('main.tf', '');
    const insert = async () => run('insertOrganizationAs', await row(odd), undefined, 'wholeTerraform');
    assert.match((await messagesDuring(insert))[0]?.text ?? '', /^The inserted code is incomplete: Connections could/);
  });

  it('are not written when the user cancels', async () => {
    await inside.inject({ match: '/discovery-domains', answer: { status: 200, body: {} }, delayMs: 600_000 });
    // So that the only notification is the one that can be cancelled.
    await vscode.commands.executeCommand('notifications.clearAll');
    const document = await show('main.tf', '');
    await cancelled(run('insertOrganizationAs', await row(rich), undefined, 'wholeTerraform'));
    assert.equal(document.getText(), '');
  });

  it('are not written after a failure, which says so, and a retry opens them', async () => {
    for (const match of [`/${(await row(odd)).organization.id}$`, '/client-grants', '/api/v2/clients\\?']) {
      await inside.inject({ match, times: 1, answer: { status: 400, body: {} } });
      let press: (title: string) => void = () => undefined;
      const pressed = new Promise<string>((resolve) => (press = resolve));
      const [failure] = await messagesDuring(
        async (messages) => {
          await run('copyAs', await row(odd), undefined, 'wholeTerraform');
          await until(() => messages.length > 0);
          assert.equal(untitledText(), undefined);
          press('Retry');
          await until(untitledText);
        },
        () => pressed,
      );
      assert.match(
        failure?.text ?? '',
        /^Organization .+ in 127\.0\.0\.1:\d+ could not be read \(400\)\. The tenant does not accept/,
      );
      assert.equal(untitledText(), organizationsAsTerraform([await partsOf(odd)], true));
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await forget(inside);
      await connect(inside);
    }
  });

  it('are written into their file and column although another file is in front, and another column has the focus', async () => {
    const document = await show('main.tf', '');
    await inside.inject({ match: '/discovery-domains', times: 1, hold: true });
    const inserting = run('insertOrganizationAs', await row(rich), undefined, 'wholeTerraform');
    await until(async () => (await requestsOf(inside)).length > 2);
    const other = await show('other.tf', 'other');
    await vscode.window.showTextDocument(other, vscode.ViewColumn.Two);
    await inside.clearFaults();
    await inserting;
    assert.equal(document.getText(), organizationsAsTerraform([await partsOf(rich)], true));
    const { activeTextEditor, tabGroups } = vscode.window;
    assert.deepEqual([activeTextEditor?.document, activeTextEditor?.viewColumn], [document, vscode.ViewColumn.One]);
    await tabGroups.close(tabGroups.all.filter(({ viewColumn }) => viewColumn === vscode.ViewColumn.Two));
  });
});
