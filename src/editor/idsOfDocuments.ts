import type * as vscode from 'vscode';
import { idsIn, type IdInText } from './organizationIds.ts';

/** The IDs in documents, which are looked for once for each version. */
export class IdsOfDocuments {
  readonly #found = new WeakMap<vscode.TextDocument, { readonly version: number; readonly ids: readonly IdInText[] }>();

  in(document: vscode.TextDocument): readonly IdInText[] {
    const { version } = document;
    const known = this.#found.get(document);
    if (known?.version === version) {
      return known.ids;
    }
    const ids = idsIn(document.getText());
    this.#found.set(document, { version, ids });
    return ids;
  }

  /** As they were when somebody last asked, which is right but for what has been typed since then. */
  lately(document: vscode.TextDocument): readonly IdInText[] {
    return this.#found.get(document)?.ids ?? this.in(document);
  }
}
