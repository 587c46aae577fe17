import leven from 'leven';
import type { Organization } from '../management/organization.ts';
import { isPlain, normalizedText } from '../organizations/search/normalizedText.ts';

/** More letters than this are not mistyped. */
const mostTypos = 4;

/**
 * The organizations that somebody may have meant by an ID that does not exist: those whose name the line speaks of, and
 * those whose ID differs in a few letters.
 * @returns the likeliest first
 */
export function closestTo(
  id: string,
  line: string,
  organizations: readonly Organization[],
  limit: number,
): readonly Organization[] {
  const isSpokenOf = spokenIn(line.replace(id, ' '));
  return organizations
    .flatMap((organization) => {
      const distance = leven(id.toLowerCase(), organization.id.toLowerCase(), { maxDistance: mostTypos + 1 });
      const isNamed = isSpokenOf(organization.name) || isSpokenOf(organization.display_name);
      return distance <= mostTypos || isNamed ? [{ organization, rank: isNamed ? 0 : distance }] : [];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ organization }) => organization);
}

/** Tells of names whether all of their words stand in a line, in any case. */
function spokenIn(line: string): (name: unknown) => boolean {
  const words = new Set(wordsOf(line));
  if (words.size === 0) {
    return () => false;
  }
  // Most names have none of them, which takes less time to tell than which words they have.
  const anyWord = new RegExp([...words].join('|'), 'i');
  return (name) => {
    if (typeof name !== 'string' || (isPlain(name) && !anyWord.test(name))) {
      return false;
    }
    const parts = wordsOf(name);
    return parts.length > 0 && parts.every((part) => words.has(part));
  };
}

function wordsOf(text: string): readonly string[] {
  return normalizedText(text.replace(/([a-z])([A-Z])/g, '$1 $2')).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}
