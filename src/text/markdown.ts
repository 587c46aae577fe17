import { escapedCharacter, plainText, withoutTokens } from './plainText.ts';

/**
 * Like `plainText`, as Markdown that shows exactly this text. VS Code's `appendText` leaves entities, web addresses and
 * `<command:…>` as they are, so all ASCII punctuation is escaped here.
 * @param limit see `plainText`
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function plainMarkdown(text: string, limit?: number): string {
  return escapedMarkdown(plainText(text, limit));
}

/** @param line a text of `plainText` */
function escapedMarkdown(line: string): string {
  return (
    line
      .replace(/[!-/:-@[-`{-~]/g, '\\$&')
      .replace(/ (?= )/g, '\u00a0')
      // Hosts other than VS Code turn even escaped `<` and `$(` into elements and icons. A word joiner breaks them up.
      .replace(/\\<|\\\$(?=\\\()/g, '$&\u2060')
  );
}

/**
 * Backslashes before punctuation that has no meaning at its place: anywhere, between letters, in a domain, or at the end
 * of a word, which French parts from a colon by a space. VS Code's preview makes links of addresses with `www.`, `@` and `//`, so they keep a backslash.
 */
const needless = [
  /\\(?=[,;'"%?()]|&\s)/u,
  /(?<=[\p{L}\p{N}])\\(?=[-_|=/:][\p{L}\p{N}])/u,
  /(?<=[\p{L}\p{N}])(?<!www)\\(?=\.[\p{L}\p{N}])/u,
  /(?<=[\p{L}\p{N})'"’»]\u00a0?)\\(?=[.:](?:\s|$))/u,
];

/** The backslash in `1\. Acme` at the beginning of a line, where a number begins a list. */
const beforeListMark = /(?<=^\d+)\\[.)](?:\s|$)/u;

const needlessBackslash = new RegExp(
  `(?!${beforeListMark.source})(?:${needless.map(({ source }) => source).join('|')})`,
  'giu',
);

/**
 * Like `plainMarkdown`, for a document that is also read as plain text, so only needed backslashes are there. It does not
 * escape `|` between letters, so in a table it stands in `markdownLink` alone.
 * @param limit see `plainText`
 */
export function readableMarkdown(text: string, limit?: number): string {
  return (
    escapedMarkdown(plainText(text, limit))
      .replace(needlessBackslash, '')
      // VS Code 1.96 and ticket systems make links even of escaped web addresses. A word joiner breaks them up.
      .replaceAll('\\/\\/', '\\/\u2060\\/')
  );
}

/** Like `readableMarkdown`, in a cell of a table, which `|` would end. */
export function tableCell(text: string): string {
  return withoutBars(readableMarkdown(text));
}

/** @param markdown Markdown without code */
function withoutBars(markdown: string): string {
  return markdown.replace(/\\[^]|\|/g, (found) => (found === '|' ? '\\|' : found));
}

/**
 * A text as inline code, made safe by `plainText`. It must not be blank.
 * @param limit see `plainText`
 * @see https://spec.commonmark.org/0.31.2/#code-spans
 */
export function inlineCode(text: string, limit?: number): string {
  const line = plainText(text, limit);
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A value as JSON, a part of which can be shown as `inlineCode`: tokens are masked, of which a part would be none. */
export function jsonForCode(value: unknown): string {
  return withVisibleSpaces(withoutTokens(JSON.stringify(value)));
}

/** HTML shows several spaces as one and none at the end, and other spaces look like it, so these are escaped. */
export function withVisibleSpaces(text: string): string {
  return text.replace(/(?! )\p{Zs}| (?= |$)/gu, escapedCharacter);
}

/**
 * A link that stays whole also in a cell of a table, which `|` would end. Parentheses of the URL are encoded, because `)`
 * would end the link.
 * @param label Markdown without code
 * @see https://github.github.com/gfm/#tables-extension-
 */
export function markdownLink(label: string, url: string): string {
  return `[${withoutBars(label)}](${url.replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('|', '%7C')})`;
}

/**
 * A list that opens from one line, in Markdown that is shown as HTML.
 * @param line a text of `plainText`. It stands in HTML, where Markdown has no meaning.
 * @param items items of a Markdown list
 * @see https://spec.commonmark.org/0.31.2/#html-blocks
 */
export function foldedList(line: string, items: readonly string[]): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
  const summary = line.replace(/[&<>]/g, (sign) => entities[sign] ?? sign);
  return `<details><summary>${summary}</summary>\n\n${items.join('\n')}\n\n</details>`;
}
