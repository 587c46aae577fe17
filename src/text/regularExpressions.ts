/**
 * A text for a place in a Lucene query where `*` has a meaning, such as `name:*text*`. No character of the text changes
 * the query.
 * @see https://auth0.com/docs/manage-users/user-search/user-search-query-syntax
 */
export function escapedTerm(text: string): string {
  return text.replace(/[\s+\-!(){}[\]^"~*?:\\/|&<>=]/g, '\\$&');
}

/** A text in quotes for a Lucene query, which is compared as a whole. */
export function quotedTerm(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** The source of a regular expression for exactly this text. */
export function regExpSource(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Makes a regular expression of a text that has parts of others, over several lines. */
export function rule(flags: string): (strings: TemplateStringsArray, ...parts: readonly (string | number)[]) => RegExp {
  return (strings, ...parts) => new RegExp(String.raw(strings, ...parts).replace(/\n\s*/g, ''), flags);
}
