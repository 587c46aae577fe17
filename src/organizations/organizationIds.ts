import type * as vscode from 'vscode';

/** An organization ID in a text. */
export interface IdInText {
  /** Zero-based. */
  readonly line: number;
  /** The start of the ID in its line, in UTF-16 code units. */
  readonly character: number;
  readonly id: string;
  /** Whether the ID is part of a URL, which has its own link. */
  readonly isInUrl?: true;
}

/** The length of each ID that `idsIn` finds. */
export const idLength = 'org_'.length + 16;

/** What an ID can follow although it ends in a letter, a digit or a hyphen. */
const before = [
  // In a URL, a character that is percent-encoded once or several times.
  '%(?:25){0,2}[0-9A-Fa-f]{2}',
  // In a string, an escape sequence.
  String.raw`\\(?:[nrt]|x[\dA-Fa-f]{2}|u[\dA-Fa-f]{4})`,
  // The default of a variable in shells and Compose files, `${NAME:-org_…}`, and a comment in HTML.
  ':-|<!--',
].join('|');

/** The length of the longest text that `before` matches, and of the one that can follow an ID. */
const CONTEXT = { before: '%25252F'.length, after: '-->'.length };

/**
 * The form of real IDs. An ID is not part of a longer identifier or of URL-safe Base64.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
const wholeId = new RegExp(String.raw`(?:(?<![\w-])|(?<=${before}))org_[A-Za-z0-9]{16}(?:(?![\w-])|(?=-->))`, 'g');

/**
 * Identifiers in code with the same length as an ID: `org_responsibilities`, `org_billingAddressId`. One in 40,000 real
 * IDs looks like an identifier.
 */
const identifierLike = /^org_[a-z]{4,}(?:[A-Z][a-z]{3,}){0,2}(?:Id|ID)?$/;

/** How far before an ID the start of its URL is searched, in UTF-16 code units. */
const LONGEST_URL = 2000;
/** The start of a URL, or characters that end it, in the form that editors turn into a link. */
const urlStartOrEnd = /\b(https?:\/\/)|[\s"'`<>]+/gi;

/**
 * All possible organization IDs in a text, in order. Counts the lines itself, because `TextDocument.positionAt` is slow
 * for many IDs.
 */
export function idsIn(text: string): readonly IdInText[] {
  const lineBreakFrom = (start: number) => {
    const found = text.indexOf('\n', start);
    return found < 0 ? text.length : found;
  };
  const found: IdInText[] = [];
  let line = 0;
  let lineStart = 0;
  let lineEnd = lineBreakFrom(0);
  const isInUrl = urlsOf(text);
  for (const { index, 0: id } of text.matchAll(wholeId)) {
    if (identifierLike.test(id)) {
      continue;
    }
    while (lineEnd < index) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = lineBreakFrom(lineStart);
    }
    found.push({ line, character: index - lineStart, id, ...(isInUrl(index, lineStart) && { isInUrl: true }) });
  }
  return found;
}

/**
 * Returns a function that tells for ascending offsets whether each is in a URL of its line. It examines no character
 * twice.
 */
function urlsOf(text: string): (offset: number, lineStart: number) => boolean {
  let examined = 0;
  let urlStart = -1;
  return (offset, lineStart) => {
    const earliest = Math.max(lineStart, offset - LONGEST_URL);
    const from = Math.max(earliest, examined);
    for (const { index, 1: scheme } of text.slice(from, offset).matchAll(urlStartOrEnd)) {
      urlStart = scheme === undefined ? -1 : from + index;
    }
    examined = offset;
    return urlStart >= earliest;
  };
}

/** The ID at a character of a line, or next to the character. */
export function idAt(line: string, character: number): Omit<IdInText, 'line'> | undefined {
  const start = Math.max(0, character - idLength - CONTEXT.before);
  const around = line.slice(start, character + idLength + CONTEXT.after);
  const found = idsIn(around).find((one) => {
    const distance = character - start - one.character;
    return distance >= 0 && distance <= idLength;
  });
  return found && { character: found.character + start, id: found.id };
}

/** The IDs in documents. Each version of a document is searched once. */
export class IdsOfDocuments {
  readonly #found = new WeakMap<vscode.TextDocument, { readonly version: number; readonly ids: readonly IdInText[] }>();

  get(document: vscode.TextDocument): readonly IdInText[] {
    const { version } = document;
    const known = this.#found.get(document);
    if (known?.version === version) {
      return known.ids;
    }
    const ids = idsIn(document.getText());
    this.#found.set(document, { version, ids });
    return ids;
  }

  /** The IDs of the last searched version, which may lack the latest edits. */
  getLatest(document: vscode.TextDocument): readonly IdInText[] {
    return this.#found.get(document)?.ids ?? this.get(document);
  }
}
