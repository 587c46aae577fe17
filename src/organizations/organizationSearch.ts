import type { Organization } from '../management/organization.ts';
import { normalizedText } from './normalizedText.ts';

export interface SearchResult {
  /** The best ones, at most `maximumMatches`. */
  readonly matches: readonly Organization[];
  /** How many organizations match, whether or not they are among `matches`. */
  readonly total: number;
}

/** More than anybody reads. */
export const maximumMatches = 200;

/** How well an organization matches; the lower, the better. */
const ranks = {
  /** A field is the whole query. */
  exact: 0,
  /** The name or the display name starts with the whole query. */
  prefix: 1,
  /** Each word of the query starts a word of some field. */
  wordStart: 2,
  elsewhere: 3,
} as const;

/** Stands around each field. It cannot be found: no normalized text has it. */
const separator = '\0';

/** The last search. Whoever goes on typing finds no other organizations. */
interface LastSearch {
  readonly words: readonly string[];
  /** The indexes of the organizations that match. */
  readonly found: readonly number[];
  /** How many organizations were searched. */
  readonly searched: number;
}

/**
 * The search over the organizations of a list, which may grow at its end but not change otherwise: a list that is
 * reloaded needs a new search.
 *
 * An organization matches when each word of the query is part of its ID, name or display name, whatever the case and the
 * accents. Better ranks come first; organizations of one rank keep the order of the list.
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

  /** Normalizes the organizations that were added to the list. `find` does so as well, but then takes longer. */
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

  /** The matches of `find`, one list for each rank, the best rank first. */
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

  /** The indexes of the organizations that have all words, looked for among the last ones where these are fewer. */
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
    const phrase = words.join(' ');
    const byRank: readonly number[][] = Object.values(ranks).map(() => []);
    // Only ranks below it still have room, so an organization is not looked at more closely than that.
    let openRanks = byRank.length;
    for (const index of found) {
      const rank = rankOf(this.#texts[index] ?? '', words, phrase, openRanks);
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

/** How many of the ranks, from the best on, have no full page of matches in them and before them. */
function countOpenRanks(byRank: readonly (readonly number[])[]): number {
  let matches = 0;
  const full = byRank.findIndex(({ length }) => (matches += length) >= maximumMatches);
  return full < 0 ? byRank.length : full;
}

function rankOf(text: string, words: readonly string[], phrase: string, openRanks: number): number {
  const idStart = text.lastIndexOf(separator, text.length - 2);
  const start = text.indexOf(separator + phrase);
  if (text.includes(separator + phrase + separator)) {
    return ranks.exact;
  }
  if (start >= 0 && start < idStart) {
    return ranks.prefix;
  }
  const isTold = openRanks > ranks.wordStart && words.every((word) => startsSomeWord(text, word));
  return isTold ? ranks.wordStart : ranks.elsewhere;
}

function startsSomeWord(text: string, word: string): boolean {
  let position = text.indexOf(word);
  while (position >= 0 && isInsideWord(text, position)) {
    position = text.indexOf(word, position + 1);
  }
  return position >= 0;
}

/** Whether a letter or a digit stands before a position. */
function isInsideWord(text: string, position: number): boolean {
  return /[\p{L}\p{M}\p{N}]$/u.test(text.slice(Math.max(0, position - 2), position));
}
