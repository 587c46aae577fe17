import * as vscode from 'vscode';
import { draggedType } from '../organizations/organizationDrag.ts';
import { dropForms, kindOf } from './dropForms.ts';

/** Lets a person choose what a dropped organization becomes; the code for it is loaded with the first drop. */
export function registerDrop(): vscode.Disposable {
  return vscode.languages.registerDocumentDropEditProvider(
    '*',
    {
      provideDocumentDropEdits: async (document, _position, transfer) => {
        const dragged = transfer.get(draggedType);
        return dragged && (await import('./dropEdits.ts')).dropEdits(document, await dragged.asString());
      },
    },
    { dropMimeTypes: [draggedType], providedDropEditKinds: dropForms.map(kindOf) },
  );
}
