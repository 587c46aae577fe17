import type { Organization } from '../../management/organization.ts';
import { normalizedText } from './normalizedText.ts';

/**
 * What is searched of some organizations that follow each other in the list, as one string: it is faster to search and
 * takes less memory than one for each. Its characters are the bytes of UTF-8, so that V8 needs one byte for each however
 * many scripts there are.
 */
export interface SearchKeys {
  /** The fields in the order ID, name, display name of one organization after the other, with a separator around each. */
  readonly text: string;
  /** Where each field starts, and behind the last one where the next would. */
  readonly starts: Uint16Array | Uint32Array;
  /** How many organizations these are. */
  readonly count: number;
}

/** How many fields each organization has in `SearchKeys.starts`. */
export const fieldCount = 3;

/** Cannot be found, for it is not in any normalized text. */
const separator = '\0';

/** Makes the keys of organizations. */
export function searchKeys(organizations: readonly Organization[]): SearchKeys {
  const fields = organizations
    .flatMap(({ id, name, display_name: displayName }) => [id, name, displayName])
    .map((field = '') => searchKey(field));
  const text = ['', ...fields, ''].join(separator);
  // Half the memory wherever names are of a usual length.
  const starts = new (text.length <= 0xffff ? Uint16Array : Uint32Array)(fields.length + 1);
  let start = separator.length;
  for (const [index, field] of fields.entries()) {
    starts[index] = start;
    start += field.length + separator.length;
  }
  starts[fields.length] = start;
  return { text, starts, count: organizations.length };
}

/** A text as it stands in `SearchKeys.text`. */
export function searchKey(text: string): string {
  return utf8(normalizedText(text));
}

function utf8(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) {
    return text;
  }
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) {
    bytes += String.fromCharCode(byte);
  }
  return bytes;
}
