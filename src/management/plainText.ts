// Bidirectional controls can make a text read as another; the rest has no shape of its own.
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;
const jsonWebToken = /\beyJ[\w-]{4,}(\.[\w-]*){0,4}/g;

/**
 * A text of the server made fit to be shown in one line: no control characters, nothing that looks like a token, no
 * Markdown link (VS Code makes those of notifications clickable, commands included), and at most `limit` characters.
 */
export function plainText(text: string, limit = 300): string {
  const line = text.replace(invisible, ' ').replace(jsonWebToken, '(token)').replaceAll('](', '] (').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
