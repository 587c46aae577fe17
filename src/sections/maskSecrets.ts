import { isRecord } from '../management/jsonFields.ts';

/** Stands where a live secret was. */
const mask = '••••••';

/**
 * A parsed value without what certain fields hold, however deep they are and whatever they hold.
 * @param fields their names
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
