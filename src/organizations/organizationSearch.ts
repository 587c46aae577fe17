import type { Organization } from '../api/organization.ts';
import type { Growing } from '../api/pageReader.ts';
import { normalizedText } from '../text/plainText.ts';
import { type CooperativeWork, repeat, resultOf, runCooperatively } from '../ui/cooperativeWork.ts';
import { meetsConditions, type OrganizationQuestion, readQuestion, readWords } from './searchQuery.ts';

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
  /** Some word occurs in metadata alone. */
  metadata: 4,
} as const;

/** Delimits each field. Normalized text does not contain it, so no word of a query matches across two fields. */
const separator = '\0';

/** Stands between the ID and the values of metadata. Normalized text does not contain it either. */
const metadataMark = '\u0001';

/** The last search. The matches of a longer query are among the matches of the last one. */
interface LastSearch {
  readonly words: readonly string[];
  /** The indexes of the organizations that match the words. */
  readonly found: readonly number[];
  /** How many organizations were searched. */
  readonly searched: number;
}

/** The matches of a search. */
export interface RankedResult {
  /** The best, one array per rank, the best rank first: at most `maximumMatches` of each way to read the query. */
  readonly byRank: readonly (readonly Organization[])[];
  /** The number of all, which can be larger. */
  readonly total: number;
  /** All, in the order of the list where the query has one way to be read. */
  readonly all: () => readonly Organization[];
}

/**
 * Searches the organizations of a list, also those that it has got since the last search.
 *
 * An organization matches if its ID, name or display name contains each word of the query, ignoring case and accents.
 * With metadata, its values are searched as well, and the query can have conditions such as `plan:enterprise`. Better
 * ranks come first. Organizations of one rank keep the order of the list.
 */
export class OrganizationSearch {
  readonly #organizations: Growing<Organization>;
  readonly #withMetadata: boolean;
  /**
   * The normalized name, display name and ID of each organization, then its values of metadata, with a separator around
   * each field.
   */
  readonly #texts: string[] = [];
  #last: LastSearch = { words: [], found: [], searched: 0 };

  constructor(organizations: Growing<Organization>, { withMetadata = false } = {}) {
    this.#organizations = organizations;
    this.#withMetadata = withMetadata;
    if (!withMetadata) {
      resultOf(this.#prepare());
    }
  }

  /** Searches without a pause. */
  find(query: string): RankedResult {
    return resultOf(this.#search(query));
  }

  /**
   * Finds what `find` does, in slices of a few ms between which other work is done: metadata is much more text than names.
   * @param place the normalized title of the tenant, whose words can stand in the query as well
   * @returns `undefined` once the signal aborts
   */
  findInSlices(query: string, signal: AbortSignal, place?: string): Promise<RankedResult | undefined> {
    return runCooperatively(this.#search(query, place), signal);
  }

  *#search(query: string, place = ''): CooperativeWork<RankedResult> {
    yield* this.#prepare();
    const question = this.#withMetadata ? readQuestion(query) : readWords(query);
    const { words, conditions } = question;
    if (words.length + conditions.length === 0) {
      const all = this.#organizations;
      return { byRank: [all.slice(0, maximumMatches)], total: all.length, all: () => all };
    }
    let found = yield* this.#matching(question);
    let byRank = yield* this.#best(found, words);
    const own = words.filter((word) => !startsSomeWord(place, word));
    if (own.length < words.length && words.length + conditions.length > 1) {
      const all = new Set(found);
      const others: (typeof byRank)[] = [];
      const isNamed = own.length + conditions.length > 0;
      // A tenant alone means none of its organizations, but a word of its title can be one of theirs as well.
      for (const each of isNamed ? [own] : words.map((word) => [word])) {
        const matching = yield* this.#matching({ ...question, words: each });
        const added: number[] = [];
        yield* repeat(matching.length, (step) => {
          const index = matching[step] ?? 0;
          if (isNamed || startsSomeWord(namesIn(this.#texts[index] ?? ''), each.join())) {
            all.add(index);
            added.push(index);
          }
        });
        others.push(yield* this.#best(added, each));
      }
      const shown = new Set<number>();
      byRank = [...byRank, ...byRank.map((_, rank) => others.flatMap((ranked) => ranked[rank] ?? []))].map((indexes) =>
        indexes.filter((index) => !shown.has(index) && shown.add(index)),
      );
      found = [...all];
    }
    const at = (indexes: readonly number[]) => indexes.flatMap((index) => this.#organizations[index] ?? []);
    return { byRank: byRank.map(at), total: found.length, all: () => at(found) };
  }

  /** Normalizes the organizations that were added to the list. */
  #prepare(): CooperativeWork<void> {
    return repeat(this.#organizations.length - this.#texts.length, () => {
      // Between two slices, another search can prepare the same organizations.
      const organization = this.#organizations[this.#texts.length];
      if (!organization) {
        return;
      }
      const { id, name = '', display_name: displayName = '', metadata } = organization;
      const fields = [name, displayName, id].map(normalizedText);
      const values = this.#withMetadata && metadata ? valuesOf(metadata) : [];
      this.#texts.push(['', ...fields, ...(values.length > 0 ? [metadataMark, ...values] : []), ''].join(separator));
    });
  }

  /** The indexes of the organizations that match. */
  *#matching({ words, conditions }: OrganizationQuestion): CooperativeWork<readonly number[]> {
    const values = conditions.flatMap(({ isExcluded, normalizedValue }) => (isExcluded ? [] : normalizedValue));
    const candidates = yield* this.#containing([...words, ...values]);
    if (conditions.length === 0) {
      return candidates;
    }
    const found: number[] = [];
    yield* repeat(candidates.length, (step) => {
      const index = candidates[step] ?? 0;
      const organization = this.#organizations[index];
      if (organization && meetsConditions(organization, this.#texts[index] ?? '', conditions)) {
        found.push(index);
      }
    });
    return found;
  }

  /** The indexes of the organizations that contain all words. A narrower query tests only the last search's matches. */
  *#containing(words: readonly string[]): CooperativeWork<readonly number[]> {
    const { words: lastWords, found: lastFound, searched } = this.#last;
    const isNarrower = searched > 0 && lastWords.every((last) => words.some((word) => word.includes(last)));
    const [candidates, firstNew] = isNarrower ? [lastFound, searched] : [[], 0];
    const texts = this.#texts;
    const end = texts.length;
    const found: number[] = [];
    yield* repeat(candidates.length + end - firstNew, (step) => {
      const index = candidates[step] ?? firstNew + step - candidates.length;
      const text = texts[index] ?? '';
      if (words.every((word) => text.includes(word))) {
        found.push(index);
      }
    });
    this.#last = { words, found, searched: end };
    return found;
  }

  *#best(found: readonly number[], words: readonly string[]): CooperativeWork<readonly (readonly number[])[]> {
    const start = separator + words.join(' ');
    const query = { words, start, whole: start + separator };
    const byRank: readonly number[][] = Object.values(ranks).map(() => []);
    // Matches of this rank and of worse ranks are dropped, so `rankOf` does not tell these ranks apart.
    let openRanks = byRank.length;
    yield* repeat(found.length, (step) => {
      const index = found[step] ?? 0;
      const rank = openRanks > 0 ? rankOf(this.#texts[index] ?? '', query, openRanks) : openRanks;
      if (rank < openRanks) {
        byRank[rank]?.push(index);
        openRanks = countOpenRanks(byRank);
      }
    });
    let room = maximumMatches;
    return byRank.map((indexes) => {
      const kept = indexes.slice(0, room);
      room -= kept.length;
      return kept;
    });
  }
}

function valuesOf(metadata: NonNullable<Organization['metadata']>): readonly string[] {
  return Object.values(metadata).flatMap((value) => (value === null ? [] : normalizedText(value)));
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

/** What stands before the metadata. */
function namesIn(text: string): string {
  const mark = text.indexOf(metadataMark);
  return mark < 0 ? text : text.slice(0, mark);
}

function rankOf(wholeText: string, { words, start, whole }: Query, openRanks: number): number {
  const text = namesIn(wholeText);
  if (words.length === 0) {
    return ranks.exact;
  }
  if (text !== wholeText && !words.every((word) => text.includes(word))) {
    return ranks.metadata;
  }
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
