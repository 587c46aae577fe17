import { fieldCount, type SearchKeys } from './searchKeys.ts';

/** How well an organization matches; the lower, the better. */
export const ranks = {
  /** A field is the whole query. */
  exact: 0,
  /** The name or the display name starts with the whole query. */
  prefix: 1,
  /** Each word of the query starts a word of some field. */
  wordStart: 2,
  elsewhere: 3,
} as const;

export const rankCount = Object.keys(ranks).length;

/** The rank of an organization that holds all words. Ranks from `openRanks` on are not told apart, which saves time. */
export function rankOf(
  { text, starts }: SearchKeys,
  organization: number,
  phrase: string,
  atWordStarts: boolean,
  openRanks: number,
): number {
  const id = starts[organization * fieldCount] ?? 0;
  const name = starts[organization * fieldCount + 1] ?? 0;
  const displayName = starts[organization * fieldCount + 2] ?? 0;
  const end = starts[organization * fieldCount + 3] ?? 0;
  const fieldLength = phrase.length + 1;
  if (
    (name - id === fieldLength && text.startsWith(phrase, id)) ||
    (displayName - name === fieldLength && text.startsWith(phrase, name)) ||
    (end - displayName === fieldLength && text.startsWith(phrase, displayName))
  ) {
    return ranks.exact;
  }
  if (openRanks > ranks.prefix && (text.startsWith(phrase, name) || text.startsWith(phrase, displayName))) {
    return ranks.prefix;
  }
  return atWordStarts ? ranks.wordStart : ranks.elsewhere;
}
