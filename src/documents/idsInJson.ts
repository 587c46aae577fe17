import { isCompleteOrganizationId } from '../api/organization.ts';
import { organizationSections } from '../sections/organizationSections.ts';

/** An ID that is a string value in a JSON text. Offset and length exclude the quotes and count UTF-16 code units. */
export interface JsonId {
  readonly offset: number;
  readonly length: number;
  readonly id: string;
  /** `organization`, or the name of the section that holds what has this ID. */
  readonly kind: string;
}

/** The name of the section, keyed by the prefix of an ID. */
const sectionByPrefix = new Map(organizationSections.map(({ idPrefix, name }) => [idPrefix, name]));

/** In characters: longer than any ID, including a user ID that contains an email address. */
const longestId = 400;

/**
 * Finds the IDs among the string values of a JSON text; keys are skipped. The time is linear in the length of the text,
 * valid or not: scanning an unterminated string stops at the end of its line.
 */
export function idsInJson(text: string): readonly JsonId[] {
  const ids: JsonId[] = [];
  // The last key, and the offset at which its value begins.
  let key = '';
  let valueAt = -1;
  for (let quote = text.indexOf('"'); quote !== -1;) {
    const offset = quote + 1;
    const end = endOfString(text, offset);
    const next = skipSpace(text, end + 1);
    if (text[end] === '"' && end - offset <= longestId) {
      const string = text.slice(offset, end);
      if (text[next] === ':') {
        key = string;
        valueAt = skipSpace(text, next + 1);
      } else {
        const kind = kindOf(string, valueAt === quote ? key : undefined);
        if (kind) {
          ids.push({ offset, length: string.length, id: string, kind });
        }
      }
    }
    quote = text.indexOf('"', next);
  }
  return ids;
}

/** @param key the key whose value the string is, `undefined` for an element of an array */
function kindOf(string: string, key: string | undefined): string | undefined {
  if (isCompleteOrganizationId(string)) {
    return 'organization';
  }
  // A string with an escape sequence is left out: its text differs from the ID.
  if (key === 'user_id') {
    return /^[\w-]+\|[^\\]+$/.test(string) ? 'members' : undefined;
  }
  // Only the length of organization IDs is documented, 50 characters: it is taken for the others.
  const prefix = /^([a-z]{3,4})_[A-Za-z0-9]{1,45}$/.exec(string)?.[1];
  return prefix === undefined ? undefined : sectionByPrefix.get(prefix);
}

/** The offset of the closing quote, or else of the end of the line or of the text. */
function endOfString(text: string, start: number): number {
  const stops = /["\\\n\r]/g;
  stops.lastIndex = start;
  for (let stop = stops.exec(text); stop; stop = stops.exec(text)) {
    if (stop[0] !== '\\') {
      return stop.index;
    }
    // An escaped quote or backslash is part of the string. An escaped line break still ends it.
    if (text[stop.index + 1] === '"' || text[stop.index + 1] === '\\') {
      stops.lastIndex = stop.index + 2;
    }
  }
  return text.length;
}

/** The offset of the first character from `start` on that is not JSON white space. */
function skipSpace(text: string, start: number): number {
  let index = start;
  while (text[index] === ' ' || text[index] === '\n' || text[index] === '\r' || text[index] === '\t') {
    index++;
  }
  return index;
}
