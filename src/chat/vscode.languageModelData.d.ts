/** API that VS Code 1.96 lacks. Remove this file when `@types/vscode` has it. */
declare module 'vscode' {
  export interface LanguageModelJsonPart {
    readonly data: Uint8Array;
    readonly mimeType: string;
  }

  /** Its first versions had no `json`. */
  export const LanguageModelDataPart: { json?(value: unknown, mimeType: string): LanguageModelJsonPart } | undefined;
}
