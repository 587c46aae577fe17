import { fieldCount, type SearchKeys } from './searchKeys.ts';
import { startsWord } from './wordStart.ts';

/** Below one in so many, it is faster to look at each by itself than to search the text between them as well. */
const fewOf = 2;

/**
 * The organizations of some keys that hold all words that were looked for so far. It is used again for other keys, and
 * made of typed arrays, because it is filled anew with every organization at every keystroke.
 */
export class Candidates {
  /** Indexes in the keys; only the first `count` of them mean anything. */
  readonly indexes: Uint16Array;
  /** By the place in `indexes`: 1 if each word has been found where a word starts. Only set if that was wanted. */
  readonly atWordStarts: Uint8Array;
  readonly #all: Uint16Array;
  #count = 0;

  constructor(capacity: number) {
    this.indexes = new Uint16Array(capacity);
    this.atWordStarts = new Uint8Array(capacity);
    this.#all = Uint16Array.from({ length: capacity }, (_, index) => index);
  }

  get count(): number {
    return this.#count;
  }

  /** Begins with organizations of some keys: those that `kept` gave, or all of them. */
  restart(count: number, among: Uint16Array = this.#all.subarray(0, count)): void {
    this.#count = among.length;
    this.atWordStarts.fill(1, 0, among.length);
    this.indexes.set(among);
  }

  /** Those that are left, to begin with them another time. */
  kept(): Uint16Array {
    return this.indexes.slice(0, this.#count);
  }

  /** Drops those that hold the word in no field. Without word starts only the first place of the word is looked for. */
  keepThoseWith(word: string, { text, starts, count: all }: SearchKeys, wantsWordStarts: boolean): void {
    const indexes = this.indexes;
    const atWordStarts = this.atWordStarts;
    const count = this.#count;
    const areFew = count * fewOf < all;
    let kept = 0;
    let position = -1;
    for (let place = 0; place < count; place++) {
      const index = indexes[place] ?? 0;
      const start = starts[index * fieldCount] ?? 0;
      const end = starts[(index + 1) * fieldCount] ?? 0;
      if (areFew && !text.slice(start, end).includes(word)) {
        continue;
      }
      // A place behind this organization is kept for one of the next, so that nothing is searched twice.
      if (position < start) {
        position = text.indexOf(word, start);
        if (position < 0) {
          break;
        }
      }
      if (position >= end) {
        continue;
      }
      let atWordStart = atWordStarts[place] ?? 0;
      if (wantsWordStarts && atWordStart === 1) {
        while (position < end && !startsWord(text, position)) {
          const next = text.indexOf(word, position + 1);
          position = next < 0 ? text.length : next;
        }
        atWordStart = position < end ? 1 : 0;
      }
      indexes[kept] = index;
      atWordStarts[kept] = atWordStart;
      kept++;
    }
    this.#count = kept;
  }

  /**
   * Drops those of which no field is the phrase, and where its beginnings are wanted, neither the name nor the display
   * name begins with it.
   */
  keepThoseThatAre(phrase: string, { text, starts }: SearchKeys, wantsBeginnings: boolean): void {
    const indexes = this.indexes;
    const count = this.#count;
    const letter = phrase.charCodeAt(0);
    const length = phrase.length + 1;
    let kept = 0;
    for (let place = 0; place < count; place++) {
      const index = indexes[place] ?? 0;
      for (let field = 0; field < fieldCount; field++) {
        const start = starts[index * fieldCount + field] ?? 0;
        // Most fields are told by their first letter or their length, which takes less time.
        const canBe =
          wantsBeginnings && field > 0
            ? text.charCodeAt(start) === letter
            : (starts[index * fieldCount + field + 1] ?? 0) - start === length;
        if (canBe && text.startsWith(phrase, start)) {
          indexes[kept] = index;
          kept++;
          break;
        }
      }
    }
    this.#count = kept;
  }
}
