import * as l10n from '@vscode/l10n';
import type { Query } from '../api/managementApi.ts';
import { quotedTerm } from '../text/lucene.ts';
import { dotted } from '../text/plainText.ts';
import { eventText } from './eventSecrets.ts';
import { failedEvents, noticedEvents, succeededEvents } from './eventWords.ts';
import { dateField, firstTextField, type Item, type ItemPresentation, textField } from './section.ts';

export { maskEvent } from './eventSecrets.ts';

/**
 * The parameters that list the log events of an organization or user, newest first.
 * @see https://auth0.com/docs/deploy-monitor/logs/log-search-query-syntax
 */
export function eventQuery(field: 'organization_id' | 'user_id', id: string, isFailuresOnly: boolean): Query {
  const subject = `${field}:${quotedTerm(id)}`;
  const types = isFailuresOnly ? ` AND type:(${Object.keys(failedEvents).join(' OR ')})` : '';
  return { q: subject + types, sort: 'date:-1' };
}

/**
 * The row of a log event. IP addresses and user agents are left out.
 * @param language the language of dates, as a BCP 47 tag
 * @param nowMs the current time, in UNIX ms
 */
export function presentEvent(event: Item, language: string, nowMs = Date.now()): ItemPresentation {
  const type = textField(event, 'type');
  const date = dateField(event, 'date');
  const description = eventText(event);
  const user = dotted(textField(event, 'user_name'), textField(event, 'user_id'));
  const parts = [
    // The clock of this computer can be slow.
    date && relativeTime(Math.min(date.valueOf() - nowMs, 0), language),
    firstTextField(event, 'user_name', 'user_id', 'client_name'),
    // Only the description tells how such a login failed.
    type === 'f' ? description : '',
  ];
  return {
    ...meaningOf(type),
    description: dotted(...parts),
    tooltip: [
      date?.toLocaleString(language, { dateStyle: 'full', timeStyle: 'long' }) ?? '',
      description,
      ...(user === '' ? [] : [l10n.t('User {0}', user)]),
      ...labelled(l10n.t('Application {0}', textField(event, 'client_name')), event, 'client_name'),
      ...labelled(l10n.t('Connection {0}', textField(event, 'connection')), event, 'connection'),
      ...labelled(l10n.t('Type {0}', type), event, 'type'),
    ],
  };
}

const meanings = [
  { events: failedEvents, icon: 'error' },
  { events: succeededEvents, icon: 'pass' },
  { events: noticedEvents, icon: 'info' },
] as const;

function meaningOf(type: string): Pick<ItemPresentation, 'label' | 'icon'> {
  const found = meanings.find(({ events }) => Object.hasOwn(events, type));
  return { label: found?.events[type] ?? type, icon: found?.icon ?? 'circle-outline' };
}

function labelled(line: string, event: Item, field: string): readonly string[] {
  return textField(event, field) === '' ? [] : [line];
}

/** Units of time with their lengths in ms. */
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A time as people tell it, such as `3 days ago`. @param ms the time from now, negative in the past */
export function relativeTime(ms: number, language: string): string {
  const [unit, length] = units.find(([, long]) => Math.abs(ms) >= long) ?? (['second', Infinity] as const);
  // "Yesterday" would be wrong for many events of one and a half days ago.
  const format = new Intl.RelativeTimeFormat(language, { numeric: unit === 'second' ? 'auto' : 'always' });
  return format.format(Math.trunc(ms / length), unit);
}
