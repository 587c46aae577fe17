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
