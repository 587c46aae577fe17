import type { JsonObject } from '../management/jsonFields.ts';
import { visibleJson } from '../text/json.ts';
import { fitted } from './fitted.ts';
import type { PartOfList, Reading } from './reading.ts';

/** The most characters of an answer as JSON: more fills the context of a model, or is cut by VS Code at any place. */
export const LONGEST_ANSWER = 20_000;

/** A share of an answer that the fields beside the list can take at most. */
const LONGEST_FIELDS = LONGEST_ANSWER / 2;

/**
 * The part of an answer that begins at an item. It ends before the item with which it would be too long. An item that is
 * too long by itself is shortened, and says so.
 * @param nextAfter the value of `next` for the part that begins at an item
 */
export function answerPart(reading: Reading, from: number, nextAfter: (end: number) => string): JsonObject {
  const { listName, items, mostItems = Infinity, assembled = (part): unknown => part } = reading;
  const total = items.length;
  const fieldsOf = (part: PartOfList) => fitted(reading.fields(part), LONGEST_FIELDS) as JsonObject;
  const wrapped = (list: unknown, part: PartOfList): JsonObject => ({
    ...fieldsOf(part),
    [listName]: list,
    ...(part.end < total && { left_out: total - part.end }),
    ...((part.end < total || !reading.hasEnded) && { next: nextAfter(part.end) }),
  });
  // The numbers in the fields have the fewest digits for a part without items.
  const spare = 50;
  const budget = LONGEST_ANSWER - spare - visibleJson(wrapped([], { from, end: from })).length;
  const part: unknown[] = [];
  let length = 0;
  for (const item of items.slice(from, from + Math.min(mostItems, total))) {
    const shown = fitted(item, budget);
    length += visibleJson(shown).length + 1;
    if (length > budget && part.length > 0) {
      break;
    }
    part.push(shown);
  }
  return wrapped(assembled(part), { from, end: from + part.length });
}
