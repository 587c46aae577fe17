import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The settings of a workspace', () => {
  it('cannot take the reserve of the rate limits away', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json'));
    const wanted = JSON.parse(new TextDecoder().decode(file)) as Record<string, unknown>;
    assert.equal(wanted['organizationInspector.rateLimitReserve'], 0, 'the workspace tries to');
    const configuration = vscode.workspace.getConfiguration('organizationInspector', folder);
    assert.equal(configuration.get('rateLimitReserve'), 0.2);
  });
});
