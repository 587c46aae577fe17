/** Reading parsed JSON whose types nobody has checked: a field has the type that is asked for, or is absent. */

/** An object whose fields nobody has checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object and not an array. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that fits into a URI, a row ID and a file: without halves of surrogate pairs. */
export function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toWellFormed() : undefined;
}

/**
 * An object whose values are all of one type; others are left out.
 * @returns the same object where nothing had to be changed
 */
export function readRecord<T>(
  value: unknown,
  readValue: (value: unknown) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const entries = Object.entries(value);
  const read = entries.flatMap(([key, field]): (readonly [string, T])[] => {
    const result = readValue(field);
    return result === undefined ? [] : [[key.toWellFormed(), result]];
  });
  const isUnchanged =
    read.length === entries.length &&
    read.every(([key, field], index) => key === entries[index]?.[0] && field === entries[index][1]);
  return isUnchanged ? (value as Readonly<Record<string, T>>) : Object.fromEntries(read);
}

/** A value if it is an object and not an array. */
export function readObject(value: unknown): JsonObject | undefined {
  return isRecord(value) ? value : undefined;
}

/**
 * A value as JSON has it, with the keys of every object in one order, so that two texts of it can be compared. Lists keep
 * their order, which means something.
 */
export function inKeyOrder(value: unknown): unknown {
  return sorted(JSON.parse(JSON.stringify(value)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, sorted(field)]));
}
