import { isRecord } from '../management/jsonFields.ts';

/** Replaces a live secret. */
export const mask = '••••••';

/**
 * Masks certain fields of a parsed value, at any depth and whatever their type.
 * @param isSecret whether the field of this name is masked
 * @param maskText masks parts of any other text
 * @returns a copy
 */
export function maskSecrets<T>(value: T, isSecret: (field: string) => boolean, maskText = unchanged): T {
  return maskedIn(value, isSecret, maskText) as T;
}

function maskedIn(value: unknown, isSecret: (field: string) => boolean, maskText: (text: string) => string): unknown {
  if (typeof value === 'string') {
    return maskText(value);
  }
  if (Array.isArray(value)) {
    return value.map((item) => maskedIn(item, isSecret, maskText));
  }
  if (!isRecord(value)) {
    return value;
  }
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, field]) => [key, isSecret(key) ? mask : maskedIn(field, isSecret, maskText)]),
  );
}

function unchanged(text: string): string {
  return text;
}
