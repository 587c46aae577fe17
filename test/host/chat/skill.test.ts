import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** A file for chat that an extension contributes, as VS Code's own chat asks for them. */
interface ContributedFile {
  readonly uri: { readonly scheme: string; readonly path: string };
  readonly type: string;
}

const command = '_listExtensionPromptFiles';

describe('The skill for agents', () => {
  it('is known to a VS Code that has skills, and no reason for another one to complain', async () => {
    const extension = vscode.extensions.getExtension('organization-inspector.organization-inspector');
    assert.ok(extension);
    const expected = vscode.Uri.joinPath(extension.extensionUri, 'skills/auth0-organizations/SKILL.md');
    assert.ok((await vscode.workspace.fs.readFile(expected)).length > 0);
    if (!(await vscode.commands.getCommands()).includes(command)) {
      return;
    }
    const files = await vscode.commands.executeCommand<readonly ContributedFile[]>(command);
    const skills = files.filter(({ type }) => type === 'skill').map(({ uri }) => vscode.Uri.from(uri).path);
    assert.ok(skills.includes(expected.path), skills.join());
  });
});
