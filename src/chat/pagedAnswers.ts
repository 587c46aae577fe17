import type { JsonObject } from '../api/jsonFields.ts';
import type { RequestContext } from '../api/requestContext.ts';

/** What a tool has read: a list, of which a language model gets one part after the other. */
export interface PagedAnswer {
  /** The field of the answer that has the items. */
  readonly listName: string;
  /** The items that were read so far. */
  readonly items: readonly unknown[];
  /** Whether nothing is left to read. */
  readonly hasEnded: boolean;
  /** Reads at least one more item, unless there is none. @throws ApiError */
  readonly readMore: (context: RequestContext) => Promise<void>;
  /** The fields beside the list. @param part the items of the part of the answer */
  readonly fields: (part: PartOfList) => JsonObject;
  /** The most items of a part, if fewer than fit are of use. */
  readonly mostItems?: number;
  /** Makes the value of the list's field from its items; without it, the items are a list. */
  readonly assembled?: (items: readonly unknown[]) => unknown;
}

/** Some items of a list: from `from` on, before `end`. */
export interface PartOfList {
  readonly from: number;
  readonly end: number;
}

/** A reading of which everything is there. */
export function wholeReading(
  listName: string,
  items: readonly unknown[],
  fields: PagedAnswer['fields'],
  options: Pick<PagedAnswer, 'mostItems' | 'assembled'> = {},
): PagedAnswer {
  return { listName, items, hasEnded: true, readMore: () => Promise.resolve(), fields, ...options };
}

/** The readings that are kept, the ones that were used last. */
const MOST_KEPT = 20;

/** A reading, with the question that it answers. */
interface Kept {
  /** What the person has agreed to: a reading goes on for the same question alone. */
  readonly question: string;
  readonly domains: readonly string[];
  readonly reading: PagedAnswer;
}

/** A place in a reading. */
export interface PlaceInAnswer {
  readonly reading: PagedAnswer;
  readonly from: number;
  /** The value with which a language model goes on at an item. */
  readonly nextAfter: (end: number) => string;
}

/**
 * Keeps what tools have read, so that a language model gets the next part without the requests of the first one. Cursors
 * of the Management API stay here: the model gets a value of ours.
 */
export class ReadingCache {
  /** By their IDs, in the order of their use. */
  readonly #kept = new Map<string, Kept>();

  /** Keeps a reading. @returns its beginning */
  keep(question: string, domains: readonly string[], reading: PagedAnswer): PlaceInAnswer {
    const id = randomId();
    this.#use(id, { question, domains, reading });
    return placeIn(id, reading, 0);
  }

  /**
   * The place that a language model names.
   * @param next what the model has sent as `next`, which can be anything
   * @throws Error that tells the model how to go on
   */
  find(next: unknown, question: string): PlaceInAnswer {
    const [, id = '', from = ''] = /^([0-9a-f]{16})\.(\d{1,9})$/.exec(typeof next === 'string' ? next : '') ?? [];
    const kept = this.#kept.get(id);
    if (!kept || Number(from) > kept.reading.items.length) {
      throw new Error(
        'This “next” leads nowhere: it is not from an answer of this tool, or that answer is too old. Values of “next” cannot be made up. Leave it out to begin with the first part.',
      );
    }
    if (kept.question !== question) {
      throw new Error(
        'This “next” belongs to an answer to other input. Give the same input as before, with “next” of the last answer, or leave “next” out to begin with the first part.',
      );
    }
    this.#use(id, kept);
    return placeIn(id, kept.reading, Number(from));
  }

  /** Drops what was read from a tenant. */
  drop(domain: string): void {
    for (const [id, { domains }] of [...this.#kept]) {
      if (domains.includes(domain)) {
        this.#kept.delete(id);
      }
    }
  }

  #use(id: string, kept: Kept): void {
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) {
      this.#kept.delete(oldest);
    }
  }
}

function placeIn(id: string, reading: PagedAnswer, from: number): PlaceInAnswer {
  return { reading, from, nextAfter: (end) => `${id}.${end}` };
}

function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
