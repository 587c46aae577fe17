/** Reading parsed JSON whose types nobody has checked: a field has the type that is asked for, or is absent. */

/** Whether a value is an object and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
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

/** The objects of a list, and how many other things there are in it. */
export function readObjects(list: readonly unknown[]): {
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly leftOut: number;
} {
  const objects = list.filter(isRecord);
  return { objects, leftOut: list.length - objects.length };
}
