import { jsonText } from '../text/json.ts';

/** The content of a document, as a file. */
export interface DocumentFile {
  readonly bytes: Uint8Array;
  /** When the extension last received different content, in UNIX ms. */
  readonly mtime: number;
}

/** @param content a value of JSON, or the text of another document */
export function toFile(content: unknown): DocumentFile {
  const text = typeof content === 'string' ? content : `${jsonText(content)}\n`;
  return { bytes: new TextEncoder().encode(text), mtime: Date.now() };
}
