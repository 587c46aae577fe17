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

/** More than anybody reads. */
const maximumMatches = 200;

const organizationsPerBlock = 500;

/** What was found last: whoever goes on typing finds no others. */
interface LastSearch {
  readonly keys: readonly string[];
  /** The organizations that were found, for each block that there was. */
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
    this.prepare();
    const words = normalizedText(query).split(' ').filter(Boolean);
    const { indexes, total } = words.length > 0 ? this.#search(words) : this.#all();
    return { matches: indexes.flatMap((index) => this.#organizations[index] ?? []), total };
  }

  #all(): { indexes: readonly number[]; total: number } {
    const total = this.#organizations.length;
    return { indexes: Array.from({ length: Math.min(total, maximumMatches) }, (_, index) => index), total };
  }

  #search(words: readonly string[]): { indexes: readonly number[]; total: number } {
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
      for (const key of keys) {
        candidates.keepThoseWith(key, block, best.openRanks > ranks.wordStart);
      }
      addRanked(best, candidates, block, phrase, first);
      found.push(candidates.kept());
      total += candidates.count;
      first += block.count;
    }
    this.#last = { keys, found };
    return { indexes: best.items, total };
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
