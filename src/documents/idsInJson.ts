import { isWholeOrganizationId } from '../management/organization.ts';

/** What an ID stands for. */
export type IdKind =
  'organization' | 'user' | 'connection' | 'role' | 'group' | 'clientGrant' | 'invitation' | 'domain';

/** An ID that is a string value in a JSON text, where it stands without its quotes, in UTF-16 code units. */
export interface JsonId {
  readonly offset: number;
  readonly length: number;
  readonly id: string;
  readonly kind: IdKind;
}

/**
 * How the IDs begin that tell by themselves what they stand for. Nobody promises what follows, so it is at most as long
 * as the 50 characters that are promised for organizations allow.
 * @see https://auth0.com/docs/api/management/v2/organizations
 */
const kindByPrefix: ReadonlyMap<string, IdKind> = new Map([
  ['con', 'connection'],
  ['rol', 'role'],
  ['grp', 'group'],
  ['cgr', 'clientGrant'],
  ['uinv', 'invitation'],
  ['ord', 'domain'],
]);

/** Longer than all IDs, those of users with an email address in them included. */
const longestId = 400;

/**
 * The IDs among the string values of a JSON text, whose keys are never among them. It takes time linear in the length of
 * the text, valid or not: a string that does not end on its line costs no more than that line.
 */
export function idsInJson(text: string): readonly JsonId[] {
  const links: JsonId[] = [];
  // The key whose value would begin at this offset.
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
          links.push({ offset, length: string.length, id: string, kind });
        }
      }
    }
    quote = text.indexOf('"', next);
  }
  return links;
}

function kindOf(string: string, key: string | undefined): IdKind | undefined {
  if (isWholeOrganizationId(string)) {
    return 'organization';
  }
  // Whatever has an escape in it would have to be opened by another name than it is written.
  if (key === 'user_id') {
    return /^[\w-]+\|[^\\]+$/.test(string) ? 'user' : undefined;
  }
  const prefix = /^([a-z]{3,4})_[A-Za-z0-9]{1,45}$/.exec(string)?.[1];
  return prefix === undefined ? undefined : kindByPrefix.get(prefix);
}

/** Where the closing quote is, or else the end of the line or of the text. */
function endOfString(text: string, start: number): number {
  const stops = /["\\\n\r]/g;
  stops.lastIndex = start;
  for (let stop = stops.exec(text); stop; stop = stops.exec(text)) {
    if (stop[0] !== '\\') {
      return stop.index;
    }
    // The character behind it is part of the string, except for the end of a line.
    if (text[stop.index + 1] === '"' || text[stop.index + 1] === '\\') {
      stops.lastIndex = stop.index + 2;
    }
  }
  return text.length;
}

/** The first character from here on that is not JSON's white space. */
function skipSpace(text: string, start: number): number {
  let index = start;
  while (text[index] === ' ' || text[index] === '\n' || text[index] === '\r' || text[index] === '\t') {
    index++;
  }
  return index;
}
