/** The source of a regular expression for exactly this text. */
export function regExpSource(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
