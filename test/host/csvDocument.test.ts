import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openCsvDocument } from '../../src/documents/csvDocument.ts';

describe('A table', () => {
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('opens as a new CSV document that is not saved yet', async () => {
    const document = await openCsvDocument(
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
});
