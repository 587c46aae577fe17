/**
 * What VS Code 1.97 added to the API. 1.96 does it as well, but for the metadata, without which it asks a provider about
 * every drop. Goes when `engines.vscode` is 1.97.
 */
declare module 'vscode' {
  export class DocumentDropOrPasteEditKind {
    static readonly Text: DocumentDropOrPasteEditKind;
    append(...parts: string[]): DocumentDropOrPasteEditKind;
  }

  export interface DocumentDropEdit {
    title?: string;
    kind?: DocumentDropOrPasteEditKind;
  }

  /** Another name than in 1.97, since the result of a method cannot be made wider here. */
  export interface DocumentDropEditsProvider {
    provideDocumentDropEdits(
      document: TextDocument,
      position: Position,
      dataTransfer: DataTransfer,
      token: CancellationToken,
    ): ProviderResult<DocumentDropEdit[]>;
  }

  export interface DocumentDropEditProviderMetadata {
    readonly providedDropEditKinds?: readonly DocumentDropOrPasteEditKind[];
    readonly dropMimeTypes: readonly string[];
  }

  export namespace languages {
    export function registerDocumentDropEditProvider(
      selector: DocumentSelector,
      provider: DocumentDropEditsProvider,
      metadata: DocumentDropEditProviderMetadata,
    ): Disposable;
  }
}
