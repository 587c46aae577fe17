const jsonWebToken = /\beyJ[\w-]{4,}(\.[\w-]*){0,4}/g;

/**
 * What has no shape of its own, or moves what stands around it: controls, bidirectional ones among them, line and
 * paragraph separators, halves of surrogate pairs, and characters to format or to ignore but for Arabic, Syriac and
 * Kaithi signs that are seen.
 * @see https://www.unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const invisible =
  /(?![\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Joiners and variation selectors of emoji, and of scripts in which they shape a letter. Latin has no use for them. */
const shaping = [
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d(?=\p{Extended_Pictographic})/u,
  /(?<=\p{Extended_Pictographic})[\ufe0e\ufe0f]/u,
  /(?<=[\d#*])\ufe0f(?=\u20e3)/u,
  /(?<=[\p{L}\p{M}])(?<![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Zyyy}\p{sc=Zinh}\p{Default_Ignorable_Code_Point}])[\u200c\u200d\p{Variation_Selector}]/u,
];

const shapingOrInvisible = new RegExp(`(${shaping.map(({ source }) => source).join('|')})|${invisible.source}`, 'gu');

/** Of a text that is looked at character by character, in UTF-16 units: what is shown of it is much shorter. */
const LONGEST_TEXT = 4096;

/**
 * A text of the server made fit to be shown in one line: control and invisible characters as escapes such as `\u202e`,
 * nothing that looks like a token, no Markdown link (VS Code makes those of notifications clickable, commands
 * included), and no more than `limit` UTF-16 units, cut between characters as a person counts them.
 */
export function plainText(text: string, limit = 300): string {
  const line = text
    .slice(0, LONGEST_TEXT)
    // Before there are escapes, since behind one a token would not begin a word.
    .replace(jsonWebToken, '(token)')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(shapingOrInvisible, (character, kept: string | undefined) => kept ?? escaped(character))
    .replaceAll('](', '] (')
    .trim();
  return line.length > limit || text.length > LONGEST_TEXT ? cut(line, limit) : line;
}

/**
 * Like `plainText`, as Markdown that shows just this text. VS Code's own `appendText` leaves entities, web addresses
 * and `<command:…>` as they are, so every mark that could mean something is escaped.
 * @see https://spec.commonmark.org/0.31.2/#backslash-escapes
 */
export function plainMarkdown(text: string): string {
  return (
    plainText(text)
      .replace(/[!-/:-@[-`{-~]/g, '\\$&')
      .replace(/ (?= )/g, '\u00a0')
      // Other hosts make elements and icons of what the marks leave: a joiner that nobody sees keeps the signs apart.
      .replace(/\\<|\\\$(?=\\\()/g, '$&\u2060')
  );
}

/**
 * The text as a JSON string, which YAML reads as well. What `plainText` would show as an escape is one, and nothing is
 * lost.
 */
export function quotedText(text: string): string {
  if (text.length > LONGEST_TEXT) {
    return JSON.stringify(text).replace(/[^ -~]/g, escaped);
  }
  return JSON.stringify(text).replace(
    shapingOrInvisible,
    (character, kept: string | undefined) => kept ?? character.split('').map(escaped).join(''),
  );
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** Made with the first text that is too long, which takes some ms, and used for all of them. */
let characters: Intl.Segmenter | undefined;

function cut(line: string, limit: number): string {
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const end = characters.segment(line).containing(limit - 1)?.index;
  const halfEscape = /\\(?:u(?:\{[\da-f]*|[\da-f]{0,3}))?$/;
  return `${line.slice(0, end).replace(halfEscape, '')}…`;
}

/** A text in which VS Code finds no `$(icon)`, for the status bar and quick picks. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}

/** The address that runs one of our commands with arguments, fit for Markdown as well, where a bracket would end it. */
export function commandLink(name: string, ...given: readonly unknown[]): string {
  const query = encodeURIComponent(JSON.stringify(given)).replaceAll('(', '%28').replaceAll(')', '%29');
  return `command:organizationInspector.${name}?${query}`;
}
