import * as vscode from 'vscode';
import { draggedType } from '../organizations/organizationDrag.ts';
import { dropForms, kindOf } from './dropForms.ts';

/** Lets a person choose what a dropped organization becomes; the code for it is loaded with the first drop. */
export function registerDrop(): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    // Any file, but said so that VS Code does not offer its own plain text first, which is for `*`.
    { pattern: '**' },
    {
      provideDocumentDropEdits: async (document, _position, transfer) => {
        const dragged = transfer.get(draggedType);
        return dragged && (await import('./dropEdits.ts')).dropEdits(document, await dragged.asString());
      },
    },
    { dropMimeTypes: [draggedType], providedDropEditKinds: dropForms.map(kindOf) },
  );
}
