import leven from 'leven';
import type { Organization } from '../management/organization.ts';
import { normalizedText } from '../organizations/search/normalizedText.ts';

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
  const words = new Set(wordsOf(line.replace(id, ' ')));
  return organizations
    .flatMap((organization) => {
      const distance = leven(id.toLowerCase(), organization.id.toLowerCase(), { maxDistance: mostTypos + 1 });
      const isNamed = [organization.name, organization.display_name].some((name) => isSpokenOf(name, words));
      return distance <= mostTypos || isNamed ? [{ organization, rank: isNamed ? 0 : distance }] : [];
    })
    .toSorted((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ organization }) => organization);
}

/** Whether all words of a name stand in a line, in any case. */
function isSpokenOf(name: unknown, words: ReadonlySet<string>): boolean {
  const parts = typeof name === 'string' ? wordsOf(name) : [];
  return parts.length > 0 && parts.every((part) => words.has(part));
}

function wordsOf(text: string): readonly string[] {
  return normalizedText(text.replace(/([a-z])([A-Z])/g, '$1 $2')).match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}
