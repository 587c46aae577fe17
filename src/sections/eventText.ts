import { type Item, textField } from './section.ts';

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
