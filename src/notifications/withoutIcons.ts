/** A text in which VS Code finds no `$(icon)`, for the status bar and quick picks. */
export function withoutIcons(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
