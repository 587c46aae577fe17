/**
 * The percent-encoded keys of a text with `/` between them, `undefined` if one is not a key. `.` and `..` would change the
 * path of a request URL.
 */
export function keysIn(text: string): readonly string[] | undefined {
  const keys = text.split('/').map(decoded);
  return keys.some((key) => ['', '.', '..'].includes(key)) ? undefined : keys;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
