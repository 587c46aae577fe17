import { eventText, withoutDevice } from '../sections/eventSecrets.ts';
import { type Item, objectField, textField } from '../sections/section.ts';

/** The fields of a log event that a language model gets. No other field is given: any can hold an IP address or a user agent. */
const textFields = [
  'user_id',
  'user_name',
  'client_id',
  'client_name',
  'connection',
  'connection_id',
  'strategy',
  'organization_id',
  'organization_name',
  'audience',
  'scope',
];

const ipv4 = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)/g;

/** With at least four groups, since times and ratios have fewer, or with the sign for groups that are left out. */
const ipv6 =
  /(?<![\w:])(?:(?:[\da-f]{1,4}:){4,7}[\da-f]{1,4}|(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?::(?:[\da-f]{1,4}(?::[\da-f]{1,4}){0,6})?)(?![\w:])/gi;

/** What an event tells, without any IP address, and without its user agent. */
export function textWithoutAddresses(event: Item, text = eventText(event)): string {
  return withoutDevice(event, text).replace(ipv4, '…').replace(ipv6, '…');
}

/**
 * A masked log event without IP addresses and user agents.
 * @param meaning what the type of the event means
 */
export function eventForModel(event: Item, meaning: string): Item {
  const texts = textFields.map((field) => [field, textWithoutAddresses(event, textField(event, field))] as const);
  const error = textField(objectField(objectField(event, 'details'), 'error'), 'message');
  return {
    log_id: textField(event, 'log_id') || textField(event, '_id'),
    date: event['date'],
    type: event['type'],
    meaning,
    text: textWithoutAddresses(event),
    ...Object.fromEntries(texts.filter(([, text]) => text !== '')),
    ...(error && { error: textWithoutAddresses(event, error) }),
  };
}
