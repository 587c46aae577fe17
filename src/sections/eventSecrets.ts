import { isSecretField } from '../text/secretNames.ts';
import { maskText } from '../text/secrets.ts';
import { maskFields } from './maskFields.ts';
import { type Item, textField } from './section.ts';

/**
 * Masks everything in a log event that can be a secret: requests and responses that it repeats, tickets, codes, tokens,
 * passwords, and the parameters of links, also inside texts.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-event-type-codes
 */
export function maskEvent(event: Item): Item {
  return maskFields(event, isSecretField, maskText);
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
