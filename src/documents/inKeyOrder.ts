/**
 * The same value with the keys of every object in one order, so that two texts of it can be compared. Arrays keep
 * theirs, which means something.
 */
export function inKeyOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inKeyOrder);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, field]) => [key, inKeyOrder(field)]));
}
