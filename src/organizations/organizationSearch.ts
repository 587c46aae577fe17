import type { Organization } from '../management/organization.ts';
import { normalizedText } from './normalizedText.ts';

export interface SearchResult {
  /** The best matches, at most `maximumMatches`. */
  readonly matches: readonly Organization[];
  /** The number of all matching organizations, which can exceed the length of `matches`. */
  readonly total: number;
}

/** More matches than a person reads. */
export const maximumMatches = 200;

/** How well an organization matches. Lower is better. */
const ranks = {
  /** A field equals the whole query. */
  exact: 0,
  /** The name or the display name starts with the whole query. */
  prefix: 1,
  /** Each word of the query starts a word of some field. */
  wordStart: 2,
  elsewhere: 3,
} as const;

/** Delimits each field. Normalized text does not contain it, so no word of a query matches across two fields. */
const separator = '\0';

/** The last search. The matches of a longer query are among the matches of the last one. */
interface LastSearch {
  readonly words: readonly string[];
  /** The indexes of the organizations that match. */
  readonly found: readonly number[];
  /** How many organizations were searched. */
  readonly searched: number;
}

/**
 * Searches the organizations of a list. The list may only grow at its end: a reloaded list needs a new search.
 *
 * An organization matches if its ID, name or display name contains each word of the query, ignoring case and accents.
 * Better ranks come first. Organizations of one rank keep the order of the list.
 */
export class OrganizationSearch {
  readonly #organizations: readonly Organization[];
  /** The normalized name, display name and ID of each organization, with a separator around each field. */
  readonly #texts: string[] = [];
  #last: LastSearch = { words: [], found: [], searched: 0 };

  constructor(organizations: readonly Organization[]) {
    this.#organizations = organizations;
    this.prepare();
  }

  /** Normalizes the organizations that were added to the list. `find` does the same, so preparing makes it faster. */
  prepare(): void {
    for (let index = this.#texts.length; index < this.#organizations.length; index += 1) {
      const { id = '', name = '', display_name: displayName = '' } = this.#organizations[index] ?? {};
      const fields = [name, displayName, id].map(normalizedText);
      this.#texts.push(['', ...fields, ''].join(separator));
    }
  }

  find(query: string): SearchResult {
    const { byRank, total } = this.#find(query);
    return { matches: byRank.flat(), total };
  }

  /** The matches of `find`, one array per rank, the best rank first. */
  best(query: string): readonly (readonly Organization[])[] {
    return this.#find(query).byRank;
  }

  #find(query: string): { readonly byRank: readonly (readonly Organization[])[]; readonly total: number } {
    this.prepare();
    const words = normalizedText(query).split(' ').filter(Boolean);
    if (words.length === 0) {
      return { byRank: [this.#organizations.slice(0, maximumMatches)], total: this.#organizations.length };
    }
    const found = this.#matching(words);
    const byRank = this.#best(found, words);
    return {
      byRank: byRank.map((indexes) => indexes.flatMap((index) => this.#organizations[index] ?? [])),
      total: found.length,
    };
  }

  /** The indexes of the organizations that contain all words. A narrower query tests only the last search's matches. */
  #matching(words: readonly string[]): readonly number[] {
    const { words: lastWords, found: lastFound, searched } = this.#last;
    const isNarrower = searched > 0 && lastWords.every((last) => words.some((word) => word.includes(last)));
    const texts = this.#texts;
    const found: number[] = [];
    const addIfMatching = (index: number) => {
      const text = texts[index] ?? '';
      if (words.every((word) => text.includes(word))) {
        found.push(index);
      }
    };
    if (isNarrower) {
      lastFound.forEach(addIfMatching);
    }
    for (let index = isNarrower ? searched : 0; index < texts.length; index += 1) {
      addIfMatching(index);
    }
    this.#last = { words, found, searched: texts.length };
    return found;
  }

  #best(found: readonly number[], words: readonly string[]): readonly (readonly number[])[] {
    const start = separator + words.join(' ');
    const query = { words, start, whole: start + separator };
    const byRank: readonly number[][] = Object.values(ranks).map(() => []);
    // Matches of this rank and of worse ranks are dropped, so `rankOf` does not tell these ranks apart.
    let openRanks = byRank.length;
    for (const index of found) {
      if (openRanks === 0) {
        break;
      }
      const rank = rankOf(this.#texts[index] ?? '', query, openRanks);
      if (rank < openRanks) {
        byRank[rank]?.push(index);
        openRanks = countOpenRanks(byRank);
      }
    }
    let room = maximumMatches;
    return byRank.map((indexes) => {
      const kept = indexes.slice(0, room);
      room -= kept.length;
      return kept;
    });
  }
}

/** The number of ranks, from the best, that still accept matches: together they have fewer than `maximumMatches`. */
function countOpenRanks(byRank: readonly (readonly number[])[]): number {
  let matches = 0;
  const full = byRank.findIndex(({ length }) => (matches += length) >= maximumMatches);
  return full < 0 ? byRank.length : full;
}

/** A query as it stands in the texts. */
interface Query {
  readonly words: readonly string[];
  /** All words at the start of a field. */
  readonly start: string;
  /** A field that is all words. */
  readonly whole: string;
}

function rankOf(text: string, { words, start, whole }: Query, openRanks: number): number {
  if (text.includes(whole)) {
    return ranks.exact;
  }
  if (openRanks > ranks.prefix) {
    const position = text.indexOf(start);
    // The ID comes last.
    if (position >= 0 && position < text.lastIndexOf(separator, text.length - 2)) {
      return ranks.prefix;
    }
  }
  const startsWords = openRanks > ranks.wordStart && words.every((word) => startsSomeWord(text, word));
  return startsWords ? ranks.wordStart : ranks.elsewhere;
}

function startsSomeWord(text: string, word: string): boolean {
  let position = text.indexOf(word);
  while (position >= 0 && isInsideWord(text, position)) {
    position = text.indexOf(word, position + 1);
  }
  return position >= 0;
}

/** Whether the character before a position is a letter, a mark or a digit. It can be a surrogate pair. */
function isInsideWord(text: string, position: number): boolean {
  return /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(0, position - 2), position));
}
