import type * as vscode from 'vscode';

/** An organization ID in a text. */
export interface IdInText {
  /** The first line is 0. */
  readonly line: number;
  /** Where it starts in its line, in UTF-16 code units. */
  readonly character: number;
  readonly id: string;
  /** Whether it is a part of a web address, which has a link of its own. */
  readonly isInUrl?: true;
}

/** How many characters each ID has that is found in a text. */
export const idLength = 'org_'.length + 16;

/**
 * IDs as they really are. What stands next to one cannot be part of a longer name, nor of Base64 in its URL-safe
 * alphabet, but can be escaped as in URLs.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
const wholeId = /(?:(?<![\w-])|(?<=%[\dA-Fa-f]{2}))org_[A-Za-z0-9]{16}(?![\w-])/g;

/**
 * Names in code that happen to have as many letters: `org_responsibilities`, `org_billingAddressId`. Of 40,000 real IDs
 * one looks like this.
 */
const name = /^org_[a-z]{4,}(?:[A-Z][a-z]{3,}){0,2}(?:Id|ID)?$/;

/** More of a web address than this is not looked at, in UTF-16 code units. */
const LONGEST_URL = 2000;
/** A web address as editors make links of it. */
const urlAtEnd = /\bhttps?:\/\/[^\s"'`<>]*$/i;

/**
 * All that can be organization IDs in a text, in order. Lines are counted on the way, since VS Code takes its time to
 * tell the place of an offset.
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
  for (const { index, 0: id } of text.matchAll(wholeId)) {
    if (name.test(id)) {
      continue;
    }
    while (lineEnd < index) {
      line += 1;
      lineStart = lineEnd + 1;
      lineEnd = lineBreakFrom(lineStart);
    }
    const before = text.slice(Math.max(lineStart, index - LONGEST_URL), index);
    found.push({ line, character: index - lineStart, id, ...(urlAtEnd.test(before) && { isInUrl: true }) });
  }
  return found;
}

/** The ID that a place in a line is in or next to. */
export function idAt(line: string, character: number): Omit<IdInText, 'line'> | undefined {
  const start = Math.max(0, character - idLength - '%22'.length);
  const around = line.slice(start, character + idLength + 1);
  const found = idsIn(around).find((one) => {
    const distance = character - start - one.character;
    return distance >= 0 && distance <= idLength;
  });
  return found && { character: found.character + start, id: found.id };
}

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
