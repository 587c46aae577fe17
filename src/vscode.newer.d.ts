/**
 * API that VS Code 1.97 added. VS Code 1.96 supports drops too, except for the metadata, so 1.96 asks a provider about
 * every drop; it has no pastes. Remove this file when `engines.vscode` is 1.97.
 */
declare module 'vscode' {
  export class DocumentDropOrPasteEditKind {
    static readonly Text: DocumentDropOrPasteEditKind;
    readonly value: string;
    append(...parts: string[]): DocumentDropOrPasteEditKind;
  }

  export interface DocumentDropEdit {
    title?: string;
    kind?: DocumentDropOrPasteEditKind;
  }

  /** Not `DocumentDropEditProvider` as in 1.97, because declaration merging cannot widen the result of a method. */
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

  export class DocumentPasteEdit {
    readonly title: string;
    constructor(insertText: string, title: string, kind: DocumentDropOrPasteEditKind);
    yieldTo?: readonly DocumentDropOrPasteEditKind[];
  }

  export interface DocumentPasteEditProvider {
    provideDocumentPasteEdits(
      document: TextDocument,
      ranges: readonly Range[],
      dataTransfer: DataTransfer,
    ): ProviderResult<DocumentPasteEdit[]>;
  }

  export interface DocumentPasteProviderMetadata {
    readonly providedPasteEditKinds: readonly DocumentDropOrPasteEditKind[];
    readonly pasteMimeTypes: readonly string[];
  }

  export namespace languages {
    export function registerDocumentPasteEditProvider(
      selector: DocumentSelector,
      provider: DocumentPasteEditProvider,
      metadata: DocumentPasteProviderMetadata,
    ): Disposable;

    export function registerDocumentDropEditProvider(
      selector: DocumentSelector,
      provider: DocumentDropEditsProvider,
      metadata: DocumentDropEditProviderMetadata,
    ): Disposable;
  }
}

/** API that VS Code 1.96 lacks. Remove it when `@types/vscode` has it. */
declare module 'vscode' {
  export interface LanguageModelJsonPart {
    readonly data: Uint8Array;
    readonly mimeType: string;
  }

  /** Its first versions had no `json`. */
  export const LanguageModelDataPart: { json?(value: unknown, mimeType: string): LanguageModelJsonPart } | undefined;
}
