import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { connect, connectLoaded, forget, run, tenants } from '../tenants.ts';
import { hoverAt, linksOf, placeOf, show } from './editorTexts.ts';

const { small, inside } = tenants;
const nobody = 'org_0000000000000000';

describe('IDs that a tenant does not have', () => {
  beforeEach(() => connectLoaded(small));
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await forget(small);
    await forget(inside);
  });

  it('are told to be missing in the hover, which asks only the tenants that have not answered', async () => {
    await run('renameTenant', small.domain, 'Staging');
    await connect(inside);
    const document = await show('missing.rb', `organization: '${nobody}'`);
    const lookUpsIn = (hover: vscode.MarkdownString) =>
      linksOf(hover).filter(([label]) => label.startsWith('Look up in'));
    await run('openOrganizationById', nobody, inside.domain);
    const [before] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(before);
    assert.ok(before.value.replaceAll('\\', '').includes(`${inside.domain} has no organization with this ID.`));
    const [lookUp, ...others] = lookUpsIn(before);
    assert.equal(lookUp?.[0], 'Look up in Staging');
    assert.deepEqual(JSON.parse(vscode.Uri.parse(lookUp[1]).query), [nobody, small.domain]);
    assert.deepEqual(others, []);
    await run('openOrganizationById', nobody, small.domain);
    const [after] = await hoverAt(document, placeOf(document, nobody));
    assert.ok(after);
    for (const sentence of [
      `${inside.domain} has no organization with this ID.`,
      'Staging has no organization with this ID.',
      'It can be one of a tenant that is not connected.',
    ]) {
      assert.ok(after.value.replaceAll('\\', '').split('\n').includes(sentence), after.value);
    }
    assert.deepEqual(lookUpsIn(after), []);
  });
});
