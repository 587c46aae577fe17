/** The files of tests in the order in which they run: those of no room first, among them that of activation. */
export function inOrder(files: readonly string[]): readonly string[] {
  const depth = (file: string) => file.split('/').length;
  return [...files].sort((one, other) => depth(one) - depth(other) || (one < other ? -1 : 1));
}
