import { isRecord } from '../management/jsonFields.ts';

/** Whether a value says nothing: absent, `null`, or an object without a field that says something. */
export function isNothing(value: unknown): boolean {
  return value === undefined || value === null || (isRecord(value) && Object.values(value).every(isNothing));
}

/**
 * A JSON value in the one form that all values of the same meaning have: keys and lists sorted, and fields that say
 * nothing left out. The API returns lists in no promised order.
 */
export function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return sortedBy(value.map(canonical), (item) => [JSON.stringify(item)]);
  }
  if (!isRecord(value)) {
    return value;
  }
  const fields = Object.entries(value).filter(([, field]) => !isNothing(field));
  return Object.fromEntries(sortedBy(fields, ([key]) => [key]).map(([key, field]) => [key, canonical(field)]));
}

/** A sorted copy. Each key decides only among items with the same keys before it. */
export function sortedBy<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): readonly T[] {
  const keyed = items.map((item) => ({ item, keys: keysOf(item) }));
  return keyed.sort((a, b) => compareKeys(a.keys, b.keys)).map(({ item }) => item);
}

/** By code units, which is the same in every language. */
function compareKeys(one: readonly string[], other: readonly string[]): number {
  for (const [place, key] of one.entries()) {
    const otherKey = other[place] ?? '';
    if (key !== otherKey) {
      return key < otherKey ? -1 : 1;
    }
  }
  return 0;
}
