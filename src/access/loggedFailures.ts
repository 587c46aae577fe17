import * as l10n from '@vscode/l10n';
import { withoutDevice } from '../sections/eventSecrets.ts';
import { dateField, firstTextField, type Item, objectField, textField } from '../sections/section.ts';
import { plainText } from '../text/plainText.ts';
import { endOf, isSuccess, namesOf, textsOf } from './events.ts';
import { type Asked, eventsOf, type Facts, inRow, personOf, short, timeOf, typeOf } from './facts.ts';

/** How long a failure in the log tells of the state now, in ms. Many a setting changes within a week. */
const TELLING_MS = 7 * 24 * 60 * 60 * 1000;

/** How much of the text of an event a sentence shows, in UTF-16 code units. */
const EVENT_TEXT_LENGTH = 160;

/** What the log tells of a condition that a login did not meet. */
export interface LoggedFailure {
  /** The deciding event, in a sentence. It holds foreign text. */
  readonly fact: string;
  /** What names the condition: the type of the event, or its text. */
  readonly by: 'code' | 'text';
  readonly isOld: boolean;
}

/**
 * The failure in the log that names a condition, `undefined` if none does.
 * @param id the ID of the condition
 * @param nowMs the current time, in UNIX ms
 */
export function loggedFailure(id: string, facts: Facts, nowMs: number, asked: Asked): LoggedFailure | undefined {
  const naming = eventsNaming(id, facts, asked);
  const telling = naming.filter(({ event }) => !isOld(event, nowMs));
  const [decisive] = [...telling.filter(({ by }) => by === 'code'), ...telling, ...naming];
  return (
    decisive && {
      fact: describeEvent(decisive.event, naming.length),
      by: decisive.by,
      isOld: telling.length === 0,
    }
  );
}

/** Whether an event of the log names a condition. @param id the ID of the condition */
export function isNamed(id: string, facts: Facts, asked: Asked): boolean {
  return eventsNaming(id, facts, asked).length > 0;
}

/** Whether an event that may be about the login names a condition. @param id the ID of the condition */
export function mayBeNamed(id: string, facts: Facts, { possibleEvents = [], ...asked }: Asked): boolean {
  return isNamed(id, { ...facts, events: { value: [...possibleEvents, ...eventsOf(facts)] } }, asked);
}

/** Whether a failure in the log is too old to tell of the state now. @param nowMs the current time, in UNIX ms */
export function isOld(event: Item, nowMs: number): boolean {
  const oldestMs = nowMs - TELLING_MS;
  return (dateField(event, 'date')?.valueOf() ?? oldestMs) < oldestMs;
}

function eventsNaming(id: string, facts: Facts, asked: Asked) {
  return eventsOf(facts).flatMap((event) => {
    const name = isSuccess(event) ? undefined : namesOf(event).find(({ condition: named }) => named === id);
    return name && !endOf(id, event, facts, personOf(asked, facts)) ? [{ event, by: name.by }] : [];
  });
}

/** @param count how many such events there are */
function describeEvent(event: Item, count: number): string {
  const name = firstTextField(objectField(event, 'details'), 'action_name') || textField(event, 'connection');
  const what = inRow([short(typeOf(event)), timeOf(event), short(name)], ', ');
  const text = shownText(event);
  if (count > 1) {
    return text === ''
      ? l10n.t('The log has {0} such events, the newest of type {1}.', count, what)
      : l10n.t('The log has {0} such events, the newest of type {1}: “{2}”', count, what, text);
  }
  return text === ''
    ? l10n.t('The log has an event of type {0}.', what)
    : l10n.t('The log has an event of type {0}: “{1}”', what, text);
}

/** The text of an event that tells what failed, short and without addresses. Empty if it has none. */
export function shownText(event: Item): string {
  return plainText(withoutDevice(event, [...new Set(textsOf(event))].join(' – ')), EVENT_TEXT_LENGTH);
}
