/** A text in which VS Code finds no `[text](link)`: those of notifications can run commands. */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (');
}
