import type * as vscode from 'vscode';
import { ApiError, canMeanExpiredCursor, isFailure, recover } from '../api/apiError.ts';
import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import type { Read } from '../api/managementApi.ts';
import { PageReader, type ReadPage } from '../api/pageReader.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { visibleJson } from '../text/json.ts';
import { shortenedToFit } from './forModel.ts';

/** What a call costs. */
export interface ToolCost {
  /** The most requests, or the least where the work tells how many more, without those that are repeated. */
  readonly requests: number;
  /** The most with those that are repeated, and with the further pages of long lists. */
  readonly most?: number;
}

/** No call of a tool makes more requests. What is left comes with `next`. */
export const MOST_REQUESTS = 100;

/** What the rest of a search costs. @param requests those that are left, as far as it is known */
export function costOfRest(requests = 1): ToolCost {
  return { requests: Math.min(Math.max(1, requests), MOST_REQUESTS), most: MOST_REQUESTS };
}

/** Each request can be repeated twice after a failure. */
export function mostOf({ requests, most = 3 * requests }: ToolCost): number {
  return Math.min(most, MOST_REQUESTS);
}

/** Thrown in place of a request beyond those that the person has agreed to. */
export class RequestsUsedUp extends Error {
  constructor() {
    super('The requests of this call are used up. Call the tool again, or ask for less.');
  }
}

/** A context that ends a request before it is one more than so many, of all that are made with it. */
export function limitedTo(most: number, context: RequestContext): RequestContext {
  let requests = 0;
  return {
    ...context,
    onAttempt: (failure) => {
      if (requests >= most) {
        throw failure ?? new RequestsUsedUp();
      }
      requests += 1;
      context.onAttempt?.(failure);
    },
  };
}

/** What an answer says of a list that the tenant has not sent to its end. */
export const cutOff = 'The Management API sends no more, although there may be more.';

/** What a tool has read: a list, of which a language model gets one part after the other. */
export interface PagedAnswer {
  /** The field of the answer that has the items. */
  readonly listName: string;
  /** The items that were read so far. */
  readonly items: readonly unknown[];
  /** Whether nothing is left to read. */
  readonly hasEnded: boolean;
  /** Reads more where nothing is left of what was read. @throws ApiError */
  readonly readMore: (context: RequestContext) => Promise<void>;
  /** What reading more costs, if it is more than a page. */
  readonly costOfMore?: ToolCost;
  /** The fields beside the list. @param part the items of the part of the answer */
  readonly fields: (part: PartOfList) => JsonObject;
  /** The most items of a part, if fewer than fit are of use. */
  readonly mostItems?: number;
}

/** What a tool has read that a language model gets in one part, shortened if it is too long. */
export interface WholeAnswer {
  readonly whole: JsonObject;
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
  options: Pick<PagedAnswer, 'mostItems'> = {},
): PagedAnswer {
  return { listName, items, hasEnded: true, readMore: () => Promise.resolve(), fields, ...options };
}

/** Reads pages, and where a place has expired says what it takes to come to it again, in place of reading all again. */
export function withoutRestart<T>(readPage: ReadPage<T>): ReadPage<T> {
  let requests = 0;
  return async (from, context) => {
    try {
      const page = await readPage(from, context);
      requests += 1;
      return page;
    } catch (error) {
      if (from === undefined || !(error instanceof ApiError) || !canMeanExpiredCursor(error)) {
        throw error;
      }
      throw new Error(
        `The place in this list has expired. Leave “next” out to begin again. Requests to come here again: at least ${requests}.`,
      );
    }
  };
}

/** The pages of a list for a language model, which gets one part after the other. */
export function pagesForModel<T>(readPage: ReadPage<T>, keyOf: (item: T) => string): PageReader<T> {
  return new PageReader(withoutRestart(readPage), keyOf);
}

/** The total that a list tells, with one request. @returns `undefined` if it tells none @throws ApiError `cancelled` */
export function totalIn(read: Read, path: string, context: RequestContext): Promise<number | undefined> {
  const answer = read(path, { page: 0, per_page: 1, include_totals: 'true' }, context);
  const total = answer.then((page) =>
    isRecord(page) && typeof page['total'] === 'number' ? page['total'] : undefined,
  );
  return recover(total, isFailure, () => undefined);
}

/** A total, unless more was read than it says: it is not known then. */
export function countedFrom(read: number, total: number | undefined): number | undefined {
  return total === undefined || total < read ? undefined : total;
}

/** The pages that are left to read, as far as it is known. */
export function pagesBetween(read: number, total: number | undefined): number | undefined {
  return total === undefined ? undefined : Math.ceil((total - read) / PAGE_SIZE);
}

/** The readings that are kept, the ones that were used last. */
const MOST_KEPT = 20;

/** A reading, with what it answers. */
export interface Kept {
  /** The name of the tool and its input as it was understood: a reading goes on for the same input alone. */
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

  /**
   * The beginning of a reading, which is kept with the first value to go on with. Without one, nothing is, so that no short
   * answer takes the place of a long one.
   */
  begin(kept: Kept): PlaceInAnswer {
    const id = randomId();
    return {
      reading: kept.reading,
      from: 0,
      nextAfter: (end) => {
        this.#use(id, kept);
        return `${id}.${end}`;
      },
    };
  }

  /**
   * The place that a language model names.
   * @param next what the model has sent as `next`, which can be anything
   * @param requests those of the first part
   * @throws Error that tells the model how to go on
   */
  find(next: unknown, question: string, requests: number): PlaceInAnswer {
    const remedy = `leave “next” out to begin with the first part. Requests: about ${requests}.`;
    const [, id = '', from = ''] = /^([0-9a-f]{16})\.(\d{1,9})$/.exec(typeof next === 'string' ? next : '') ?? [];
    const kept = this.#kept.get(id);
    if (!kept || Number(from) > kept.reading.items.length) {
      throw new Error(
        `This “next” leads nowhere: it is of no answer of this tool, or of one that is too old. To go on, ${remedy}`,
      );
    }
    if (kept.question !== question) {
      throw new Error(
        `This “next” belongs to an answer to other input or tenants. Give the same input as before, or ${remedy}`,
      );
    }
    this.#use(id, kept);
    return { reading: kept.reading, from: Number(from), nextAfter: (end) => `${id}.${end}` };
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

function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The most characters of an answer as JSON: more fills the context of a model, or is cut by VS Code at any place. */
export const LONGEST_ANSWER = 20_000;

/** A share of an answer that the fields beside the list can take at most. */
const LONGEST_FIELDS = LONGEST_ANSWER / 2;

/**
 * The part of an answer that begins at an item. It ends before the item with which it would be too long. An item that is
 * too long by itself is shortened, and says so. Only the last part can be complete.
 * @param nextAfter the value of `next` for the part that begins at an item
 * @param masked what a language model gets of a value
 */
export function answerPart(
  reading: PagedAnswer,
  from: number,
  nextAfter: (end: number) => string,
  masked: (value: unknown) => unknown = (value) => value,
): JsonObject {
  const { listName, items, mostItems = Infinity } = reading;
  const total = items.length;
  const wrapped = (list: readonly unknown[], part: PartOfList, next: string): JsonObject => {
    const fields = shortenedToFit(masked(reading.fields(part)), LONGEST_FIELDS) as JsonObject;
    const goesOn = part.end < total || !reading.hasEnded;
    return {
      ...fields,
      ...(goesOn && 'complete' in fields && { complete: false }),
      [listName]: list,
      ...(part.end < total && { left_out: total - part.end }),
      ...(goesOn && { next }),
    };
  };
  // The numbers in the fields have the fewest digits for a part without items.
  const spare = 50;
  const longestNext = `${'f'.repeat(16)}.${'9'.repeat(9)}`;
  const budget = LONGEST_ANSWER - spare - visibleJson(wrapped([], { from, end: from }, longestNext)).length;
  const part: unknown[] = [];
  let length = 0;
  for (const item of items.slice(from, from + Math.min(mostItems, total))) {
    const shown = shortenedToFit(masked(item), budget);
    length += visibleJson(shown).length + 1;
    if (length > budget && part.length > 0) {
      break;
    }
    part.push(shown);
  }
  const end = from + part.length;
  const goesOn = end < total || !reading.hasEnded;
  return wrapped(part, { from, end }, goesOn ? nextAfter(end) : '');
}

/** Runs a task with a signal that aborts when a cancellation token of VS Code is cancelled. */
export async function withSignal<T>(
  token: vscode.CancellationToken,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const cancel = () => {
    controller.abort();
  };
  const listener = token.onCancellationRequested(cancel);
  try {
    // A token that is already cancelled calls the listener asynchronously.
    if (token.isCancellationRequested) {
      cancel();
    }
    return await task(controller.signal);
  } finally {
    listener.dispose();
  }
}
