import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openCsvDocument, replaceCsvDocument } from '../../../src/documents/openDocument.ts';

describe('A table', () => {
  afterEach(async () => {
    while (vscode.window.activeTextEditor) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });

  it('opens as a new CSV document that is not saved yet', async () => {
    const { document } = await openCsvDocument(
      ['Name', 'Finding'],
      [
        ['Acme, "Inc."', '=1+1'],
        ['שלום', ''],
      ],
    );
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.ok(document.isUntitled && document.isDirty);
    assert.equal(document.getText(), 'Name,Finding\r\n"Acme, ""Inc.""",\'=1+1\r\nשלום,\r\n');
  });

  it('has its own rows, also when VS Code opens a backup in their place', async () => {
    const { openTextDocument } = vscode.workspace;
    const openBackup = (options: { readonly content: string }) =>
      openTextDocument({ ...options, content: 'Name\nof a closed table\n' });
    Object.assign(vscode.workspace, { openTextDocument: openBackup });
    try {
      const { document } = await openCsvDocument(['Name'], [['a\nb'], ['c']]);
      assert.equal(document.getText(), 'Name\r\n"a\r\nb"\r\nc\r\n');
    } finally {
      Object.assign(vscode.workspace, { openTextDocument });
    }
  });

  it('is replaced by another as long as nobody has edited it', async () => {
    const first = await openCsvDocument(['Name'], [['a'], ['b']]);
    const second = await replaceCsvDocument(first, ['Name'], [['c']]);
    assert.equal(second.document, first.document);
    assert.equal(second.document.getText(), 'Name\r\nc\r\n');
    await vscode.window.activeTextEditor?.edit((edit) => {
      edit.insert(new vscode.Position(1, 1), ',my note');
    });
    const third = await replaceCsvDocument(second, ['Name'], [['d']]);
    assert.equal(second.document.getText(), 'Name\r\nc,my note\r\n', 'what was typed stays');
    assert.equal(third.document.getText(), 'Name\r\nd\r\n');
    assert.notEqual(third.document, second.document);
    const fourth = await replaceCsvDocument(third, ['Name'], [['e']]);
    assert.equal(fourth.document, third.document);
  });
});
