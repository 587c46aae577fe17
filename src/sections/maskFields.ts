import { isRecord } from '../api/jsonFields.ts';
import { holdsName, holdsValue, mask, maskInvitationLinks } from '../text/plainText.ts';
import type { Item } from './section.ts';

/**
 * Masks certain fields of a parsed value, at any depth and whatever their type. Nothing, an empty text, and true or false
 * stay: they are no secret, and tell that there is none.
 * @param isSecret whether the field of this name and value is masked. The holder is the name of the field that it is in,
 *   empty at the top
 * @param maskText masks parts of any other text
 * @returns a copy
 */
export function maskFields<T>(
  value: T,
  isSecret: (field: string, holder: string, value: unknown) => boolean,
  maskText: (text: string) => string = (text) => text,
): T {
  const isHidden = (name: string, holder: string, field: unknown) =>
    canBeSecret(field) && isSecret(name, holder, field);
  const maskedIn = (part: unknown, holder: string): unknown => {
    if (typeof part === 'string') {
      return maskText(part);
    }
    if (Array.isArray(part)) {
      return part.every(isPair)
        ? part.map(([name, field]) => [maskText(name), isHidden(name, holder, field) ? mask : maskedIn(field, holder)])
        : part.map((item) => maskedIn(item, holder));
    }
    if (!isRecord(part)) {
      return part;
    }
    // In lists of headers and parameters, one field holds the name and another the value.
    const names = Object.entries(part).flatMap(([key, name]) =>
      holdsName.test(key)
        ? [name].flat().filter((one): one is string => typeof one === 'string' && !one.includes('/'))
        : [],
    );
    const fields = Object.entries(part).map(([key, field]) => {
      const isValue = holdsValue.test(key);
      const name = isValue ? (names.find((one) => isHidden(one, holder, field)) ?? names[0] ?? key) : key;
      return [key, isHidden(name, holder, field) ? mask : maskedIn(field, name)] as const;
    });
    return Object.fromEntries(fields);
  };
  return maskedIn(value, '') as T;
}

/** Whether a value is a name and a value, as in lists of headers. */
function isPair(value: unknown): value is readonly [string, unknown] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';
}

function canBeSecret(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && typeof value !== 'boolean';
}

/** Masks the link of an invitation and its ticket, also in metadata: anyone with the link can accept the invitation. */
export function maskInvitation(invitation: Item): Item {
  return maskFields(invitation, (field) => ['invitation_url', 'ticket_id'].includes(field), maskInvitationLinks);
}
