import type { JsonObject } from '../management/jsonFields.ts';
import type { RequestContext } from '../management/requestContext.ts';

/** What a tool has read: a list, of which a language model gets one part after the other. */
export interface Reading {
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
  fields: Reading['fields'],
  options: Pick<Reading, 'mostItems' | 'assembled'> = {},
): Reading {
  return { listName, items, hasEnded: true, readMore: () => Promise.resolve(), fields, ...options };
}
