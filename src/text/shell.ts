/**
 * The text as a string of a shell. IDs, names, hosts and paths of URLs are the same in every shell, other texts in a POSIX
 * shell alone: no way to escape is common to more shells.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_02_03
 */
export function shellString(text: string): string {
  return `"${text.replace(/["$\\`]/g, '\\$&')}"`;
}
