import { isRecord, type JsonObject } from '../api/jsonFields.ts';
import { eventText, withoutDevice } from '../sections/eventSecrets.ts';
import { type Item, objectField, textField } from '../sections/section.ts';
import { visibleJson } from '../text/json.ts';
import type { PartOfList, PagedAnswer } from './pagedAnswers.ts';

/** The most characters of an answer as JSON: more fills the context of a model, or is cut by VS Code at any place. */
export const LONGEST_ANSWER = 20_000;

/** A share of an answer that the fields beside the list can take at most. */
const LONGEST_FIELDS = LONGEST_ANSWER / 2;

/**
 * The part of an answer that begins at an item. It ends before the item with which it would be too long. An item that is
 * too long by itself is shortened, and says so.
 * @param nextAfter the value of `next` for the part that begins at an item
 */
export function answerPart(reading: PagedAnswer, from: number, nextAfter: (end: number) => string): JsonObject {
  const { listName, items, mostItems = Infinity, assembled = (part): unknown => part } = reading;
  const total = items.length;
  const fieldsOf = (part: PartOfList) => shortenedToFit(reading.fields(part), LONGEST_FIELDS) as JsonObject;
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
    const shown = shortenedToFit(item, budget);
    length += visibleJson(shown).length + 1;
    if (length > budget && part.length > 0) {
      break;
    }
    part.push(shown);
  }
  return wrapped(assembled(part), { from, end: from + part.length });
}

/** The lengths of texts, and the numbers of items and fields, to which a value is shortened, one after the other. */
const steps = [
  { texts: 2000, items: 200 },
  { texts: 500, items: 50 },
  { texts: 100, items: 10 },
  { texts: 20, items: 3 },
];

/**
 * A JSON value that is at most so long as JSON. A value that is too long has its texts, lists and objects shortened, and
 * says so.
 * @param longest in UTF-16 code units
 */
export function shortenedToFit(value: unknown, longest: number): unknown {
  const length = visibleJson(value).length;
  if (length <= longest) {
    return value;
  }
  const note = `This is a part. The whole has ${length} characters as JSON.`;
  // A copy of what JSON has: an object can say by itself what it is as JSON.
  const whole: unknown = JSON.parse(JSON.stringify(value));
  for (const step of steps) {
    const short = shortened(whole, step);
    const noted = isRecord(short) ? { ...short, shortened: note } : { shortened: note, value: short };
    if (visibleJson(noted).length <= longest) {
      return noted;
    }
  }
  return { shortened: note };
}

function shortened(value: unknown, step: (typeof steps)[number]): unknown {
  if (typeof value === 'string') {
    return value.length > step.texts ? `${value.slice(0, step.texts).toWellFormed()}…` : value;
  }
  if (Array.isArray(value)) {
    return value.slice(0, step.items).map((item) => shortened(item, step));
  }
  if (isRecord(value)) {
    const fields = Object.entries(value).slice(0, step.items);
    return Object.fromEntries(
      fields.map(([name, field]) => [name.slice(0, step.texts).toWellFormed(), shortened(field, step)]),
    );
  }
  return value;
}

/** The fields of a log event that a language model gets. No other field is given: any can hold an IP address or a user agent. */
const textFields = [
  'user_id',
  'user_name',
  'client_id',
  'client_name',
  'connection',
  'connection_id',
  'strategy',
  'organization_id',
  'organization_name',
  'audience',
  'scope',
];

const ipv4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;
/** With at least four groups, since times and ratios have fewer, or with the sign for groups that are left out. */
const ipv6 =
  /(?<![\w:])(?:(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}|(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?)(?![\w:])/gi;

/** What an event tells, without any IP address, and without its user agent. */
export function textWithoutAddresses(event: Item, text = eventText(event)): string {
  return withoutDevice(event, text).replace(ipv4, '…').replace(ipv6, '…');
}

/**
 * A masked log event without IP addresses and user agents.
 * @param meaning what the type of the event means
 */
export function eventForModel(event: Item, meaning: string): Item {
  const texts = textFields.map((field) => [field, textWithoutAddresses(event, textField(event, field))] as const);
  const error = textField(objectField(objectField(event, 'details'), 'error'), 'message');
  return {
    log_id: textField(event, 'log_id') || textField(event, '_id'),
    date: event['date'],
    type: event['type'],
    meaning,
    text: textWithoutAddresses(event),
    ...Object.fromEntries(texts.filter(([, text]) => text !== '')),
    ...(error && { error: textWithoutAddresses(event, error) }),
  };
}
