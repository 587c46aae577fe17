import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { organizationUri } from '../../../src/documents/documentUri.ts';
import type { Item } from '../../../src/sections/section.ts';
import { templates } from '../../../src/sections/templates.ts';
import type { SectionRow } from '../../../src/sidebar/rows.ts';
import { failureOf } from '../messages.ts';
import { answerOf, connect, contentOf, documentOf, forget, requestsOf, run, sectionRow, tenants } from '../tenants.ts';

const { inside } = tenants;

describe('The template of an organization', () => {
  beforeEach(() => connect(inside));
  afterEach(() => forget(inside));

  it('is read with one request, and opens as it was sent', async () => {
    const row = await sectionRow(inside, 1, 'organization-templates');
    const sent = await answerOf<Item>(inside, pathOf(row));
    assert.deepEqual(await shown(row), [sent]);
    assert.deepEqual(await requestsOf(inside), [`GET ${pathOf(row)}`]);
    const uri = organizationUri(row.domain, row.organization, [...row.path, templates.keyOf(sent)]);
    await vscode.commands.executeCommand('vscode.open', uri);
    assert.deepEqual(await contentOf(uri), sent);
    await run('loadMore', row);
    assert.equal((await requestsOf(inside)).length, 1, 'nothing comes after it');
  });

  it('need not be there, which is no failure', async () => {
    const row = await sectionRow(inside, 2, 'organization-templates');
    assert.deepEqual(await shown(row), []);
    assert.deepEqual(await requestsOf(inside), [`GET ${pathOf(row)}`]);
  });

  it('is an object with an ID or a name, and nothing else', async () => {
    const row = await sectionRow(inside, 1, 'organization-templates');
    for (const body of [[], {}, { id: null, name: '', is_default: true }]) {
      await inside.clearFaults();
      await inside.clearRequests();
      await inside.inject({ answer: { status: 200, body } });
      assert.match(await failureOf(documentOf(row)), /could not be .*The answer is not what the Management API sends/);
      assert.equal((await requestsOf(inside)).length, 1);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    }
  });

  it('has a row, whatever it is called, and also without a name', async () => {
    const [hostile = {}] = await shown(await sectionRow(inside, 4, 'organization-templates'));
    assert.equal((await templates.present(hostile, 'en')).label, '<b>Free</b> $(warning) ${x}');
    assert.equal((await templates.present({}, 'en')).label, 'Template');
    assert.deepEqual(
      await templates.present({ id: 'x', is_default: true, allowed_strategies: ['samlp', 'okta'] }, 'en'),
      {
        label: 'x',
        description: 'default of the tenant',
        tooltip: ['x', 'Allowed strategies of connections: samlp, okta'],
      },
    );
  });
});

function pathOf({ id }: SectionRow): string {
  return `/api/v2/organizations/${id}/organization-templates`;
}

async function shown(row: SectionRow): Promise<readonly Item[]> {
  await run('openSectionJson', row);
  const content = (await contentOf(documentOf(row))) as { readonly organization_templates: readonly Item[] };
  return content.organization_templates;
}
