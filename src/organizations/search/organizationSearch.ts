import type { Organization } from '../../management/organization.ts';
import { BestMatches } from './bestMatches.ts';
import { Candidates } from './candidates.ts';
import { normalizedText } from './normalizedText.ts';
import { rankCount, rankOf, ranks } from './rank.ts';
import { searchKey, searchKeys, type SearchKeys } from './searchKeys.ts';

export interface SearchResult {
  /** The best ones, at most `maximumMatches`. */
  readonly matches: readonly Organization[];
  /** How many organizations match, whether or not they are among `matches`. */
  readonly total: number;
}

/** What was found, by rank; the best one comes first. */
type Ranked<T> = readonly (readonly T[])[];

/** More than anybody reads. */
export const maximumMatches = 200;

const organizationsPerBlock = 500;

/** What was found last: whoever goes on typing finds no others. */
interface LastSearch {
  readonly keys: readonly string[];
  /** The organizations that were found, for each block up to the last that was searched whole. */
  readonly found: readonly Uint16Array[];
}

/**
 * The search over the organizations of a list, which may grow at its end but not change otherwise: a list that was read
 * anew needs a new search.
 *
 * An organization matches when each word of the query is part of its ID, name or display name, whatever the case and the
 * accents. Those with the better rank come first, then those that come first in the list.
 */
export class OrganizationSearch {
  readonly #organizations: readonly Organization[];
  readonly #blocks: SearchKeys[] = [];
  #prepared = 0;
  #last: LastSearch = { keys: [], found: [] };

  constructor(organizations: readonly Organization[]) {
    this.#organizations = organizations;
    this.prepare();
  }

  /** Makes what has been added to the list ready for searching; `find` does so too, but then it takes that long. */
  prepare(): void {
    while (this.#prepared < this.#organizations.length) {
      const organizations = this.#organizations.slice(this.#prepared, this.#prepared + organizationsPerBlock);
      this.#blocks.push(searchKeys(organizations));
      this.#prepared += organizations.length;
    }
  }

  find(query: string): SearchResult {
    const { ranked, total } = this.#find(query, true);
    return { matches: ranked.flat(), total };
  }

  /** The matches of `find` alone, by their ranks, which takes less time where there are many more. */
  best(query: string): Ranked<Organization> {
    return this.#find(query, false).ranked;
  }

  #find(query: string, isCounted: boolean): { ranked: Ranked<Organization>; total: number } {
    this.prepare();
    const words = normalizedText(query).split(' ').filter(Boolean);
    if (words.length === 0) {
      return { ranked: [this.#organizations.slice(0, maximumMatches)], total: this.#organizations.length };
    }
    const { ranked, total } = this.#search(words, isCounted);
    return {
      ranked: ranked.map((indexes) => indexes.flatMap((index) => this.#organizations[index] ?? [])),
      total,
    };
  }

  #search(words: readonly string[], isCounted: boolean): { ranked: Ranked<number>; total: number } {
    const phrase = searchKey(words.join(' '));
    // The longest first, for it is likely to be the rarest.
    const keys = [...new Set(words)].map(searchKey).toSorted((left, right) => right.length - left.length);
    const isNarrower = this.#last.keys.every((last) => keys.some((key) => key.includes(last)));
    const before = isNarrower ? this.#last.found : [];
    const found: Uint16Array[] = [];
    const best = new BestMatches<number>(maximumMatches, rankCount);
    const candidates = new Candidates(organizationsPerBlock);
    let total = 0;
    let first = 0;
    for (const [place, block] of this.#blocks.entries()) {
      candidates.restart(block.count, before[place]);
      if (isCounted || best.openRanks > ranks.wordStart) {
        for (const key of keys) {
          candidates.keepThoseWith(key, block, best.openRanks > ranks.wordStart);
        }
        found.push(candidates.kept());
      } else {
        candidates.keepThoseThatAre(phrase, block, best.openRanks > ranks.prefix);
      }
      addRanked(best, candidates, block, phrase, first);
      total += candidates.count;
      first += block.count;
    }
    this.#last = { keys, found };
    return { ranked: best.ranked, total };
  }
}

function addRanked(
  best: BestMatches<number>,
  candidates: Candidates,
  block: SearchKeys,
  phrase: string,
  first: number,
): void {
  const { indexes, atWordStarts, count } = candidates;
  let { openRanks } = best;
  for (let place = 0; place < count; place++) {
    const index = indexes[place] ?? 0;
    const rank = rankOf(block, index, phrase, atWordStarts[place] === 1, openRanks);
    if (rank < openRanks) {
      best.add(first + index, rank);
      openRanks = best.openRanks;
    }
  }
}
