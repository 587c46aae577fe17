import { isRecord } from '../api/jsonFields.ts';
import { mask, maskInvitationLinks } from '../text/secretForms.ts';
import type { Item } from './section.ts';

/**
 * Masks certain fields of a parsed value, at any depth and whatever their type. Nothing, an empty text, and true or false
 * stay: they are no secret, and tell that there is none.
 * @param isSecret whether the field of this name and value is masked. The holder is the name of the field that it is in,
 *   empty at the top
 * @param maskText masks parts of any other text
 * @returns a copy
 */
export function maskSecrets<T>(
  value: T,
  isSecret: (field: string, holder: string, value: unknown) => boolean,
  maskText: (text: string) => string = (text) => text,
): T {
  const maskedIn = (part: unknown, holder: string): unknown => {
    if (typeof part === 'string') {
      return maskText(part);
    }
    if (Array.isArray(part)) {
      return part.map((item) => maskedIn(item, holder));
    }
    if (!isRecord(part)) {
      return part;
    }
    // In lists of headers and parameters, one field holds the name and another the value.
    const { name: nameOfValue } = part;
    const fields = Object.entries(part).map(([key, field]) => {
      const name = key === 'value' && typeof nameOfValue === 'string' ? nameOfValue : key;
      const isMasked = !isNothing(field) && isSecret(name, holder, field);
      return [key, isMasked ? mask : maskedIn(field, name)] as const;
    });
    return Object.fromEntries(fields);
  };
  return maskedIn(value, '') as T;
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === '' || typeof value === 'boolean';
}

/** Masks the link of an invitation and its ticket, also in metadata: anyone with the link can accept the invitation. */
export function maskInvitation(invitation: Item): Item {
  return maskSecrets(invitation, (field) => ['invitation_url', 'ticket_id'].includes(field), maskInvitationLinks);
}
