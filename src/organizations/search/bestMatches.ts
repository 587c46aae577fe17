/** The best of many items, which come in the order that decides between those of the same rank. */
export class BestMatches<T> {
  readonly #limit: number;
  readonly #byRank: readonly T[][];
  #openRanks: number;

  /** `ranks` is how many ranks there are; 0 is the best. */
  constructor(limit: number, ranks: number) {
    this.#limit = limit;
    this.#byRank = Array.from({ length: ranks }, () => []);
    this.#openRanks = ranks;
  }

  /** A further item gets a place only if its rank is lower than this. */
  get openRanks(): number {
    return this.#openRanks;
  }

  /** The items of each rank, the best one first, together no more than the limit. */
  get ranked(): readonly (readonly T[])[] {
    let places = this.#limit;
    return this.#byRank.map((items) => {
      const kept = items.slice(0, places);
      places -= kept.length;
      return kept;
    });
  }

  add(item: T, rank: number): void {
    if (rank < this.#openRanks) {
      this.#byRank[rank]?.push(item);
      this.#closeRanks();
    }
  }

  #closeRanks(): void {
    let places = this.#limit;
    this.#openRanks = 0;
    while (this.#openRanks < this.#byRank.length && places > (this.#byRank[this.#openRanks]?.length ?? 0)) {
      places -= this.#byRank[this.#openRanks]?.length ?? 0;
      this.#openRanks++;
    }
  }
}
