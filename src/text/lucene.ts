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
