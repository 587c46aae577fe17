import { isRecord } from '../api/jsonFields.ts';
import { mask, maskInvitationLinks } from '../text/secretForms.ts';
import { isSecretField } from '../text/secretNames.ts';
import { maskText } from '../text/secrets.ts';
import { type Item, textField } from './section.ts';

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

/**
 * Masks everything in a log event that can be a secret: requests and responses that it repeats, tickets, codes, tokens,
 * passwords, and the parameters of links, also inside texts.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function maskEvent(event: Item): Item {
  return maskSecrets(event, isSecretField, maskText);
}

/** What a log event tells, without the IP address and the user agent. Foreign text. */
export function eventText(event: Item): string {
  return withoutDevice(event, textField(event, 'description'));
}

/** A text of a log event without the IP address and the user agent of the event. */
export function withoutDevice(event: Item, text: string): string {
  return ['ip', 'user_agent']
    .map((field) => textField(event, field))
    .filter((value) => value !== '')
    .reduce((rest, value) => rest.replaceAll(value, '…'), text);
}
