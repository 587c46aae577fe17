import { isRecord } from '../management/jsonFields.ts';

/** Replaces a live secret. */
const mask = '••••••';

/**
 * Masks certain fields of a parsed value, at any depth and whatever their type.
 * @param fields the names of the fields
 * @returns a copy, or the same value if `fields` is empty
 */
export function maskSecrets<T>(value: T, fields: readonly string[]): T {
  return fields.length === 0 ? value : (maskedIn(value, fields) as T);
}

function maskedIn(value: unknown, fields: readonly string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => maskedIn(item, fields));
  }
  if (!isRecord(value)) {
    return value;
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, field]) => [key, fields.includes(key) ? mask : maskedIn(field, fields)]),
  );
}
