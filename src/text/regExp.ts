/** The source of a regular expression for exactly this text. */
export function regExpSource(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** Makes a regular expression of a text that has parts of others, over several lines. */
export function rule(flags: string): (strings: TemplateStringsArray, ...parts: readonly (string | number)[]) => RegExp {
  return (strings, ...parts) => new RegExp(String.raw(strings, ...parts).replace(/\n\s*/g, ''), flags);
}
