/** Readers for unchecked JSON: a value has the requested type, or is `undefined`. */

/** A JSON object with unchecked fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object and not an array. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of a JSON text, `undefined` for any other text. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field, none of those that every object has. */
export function ownField<T>(fields: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The text at a path without lists, empty if there is none. */
export function textAt(object: JsonObject, path: string): string {
  let value: unknown = object;
  for (const field of path.split('.')) {
    value = isRecord(value) ? ownField(value, field) : undefined;
  }
  return typeof value === 'string' ? value : '';
}

interface TextAtPath {
  readonly path: string;
  readonly text: string;
}

/** All texts in a value, with `[]` in their paths behind a list. */
export function textsIn(value: unknown, path = ''): readonly TextAtPath[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((element) => textsIn(element, `${path}[]`));
  }
  return isRecord(value)
    ? Object.entries(value).flatMap(([field, content]) => textsIn(content, path === '' ? field : `${path}.${field}`))
    : [];
}

/** A string without lone surrogates, which a URI, a tree item ID and a file cannot hold. */
export function readString(value: unknown): string | undefined {
  return typeof value === 'string' ? value.toWellFormed() : undefined;
}

/**
 * Reads an object whose values all have one type. Entries with other values are left out.
 * @returns the same object if nothing changes
 */
export function readRecord<T>(
  value: unknown,
  readValue: (value: unknown) => T | undefined,
): Readonly<Record<string, T>> | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const isUnchanged = (key: string) =>
    value[key] !== undefined && key.isWellFormed() && readValue(value[key]) === value[key];
  if (Object.keys(value).every(isUnchanged)) {
    return value as Readonly<Record<string, T>>;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, field]): (readonly [string, T])[] => {
      const result = readValue(field);
      return result === undefined ? [] : [[key.toWellFormed(), result]];
    }),
  );
}

/** The value if it is an object and not an array. */
export function readObject(value: unknown): JsonObject | undefined {
  return isRecord(value) ? value : undefined;
}
