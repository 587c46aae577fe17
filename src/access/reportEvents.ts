import * as l10n from '@vscode/l10n';
import { eventText } from '../sections/eventText.ts';
import { dateField, firstTextField, textField } from '../sections/section.ts';
import { inlineCode } from '../text/markdown.ts';
import type { Explanation, FailedEvent } from './explanation.ts';
import { describeMissing } from './missingTexts.ts';
import { type ReportParts, sentence, sourceOfFact } from './reportEntries.ts';

/** How much of the text of an event a report shows, in UTF-16 code units. */
const TEXT_LENGTH = 1000;

/** The failed events of the log, as items of a Markdown list, or why there are none. */
export function eventEntries(explanation: Explanation, parts: ReportParts): readonly string[] {
  const { events, facts } = explanation;
  if (events.length > 0) {
    return events.map((event) => eventEntry(event, parts));
  }
  return [`- ${sourceOfFact('events', explanation, parts)} – ${sentence(whyNone(facts.events))}`];
}

/** The failures of others can fill the part of the log that is read, so those of the login may lie behind it. */
function whyNone(read: Explanation['facts']['events']): string {
  if ('missing' in read) {
    return describeMissing(read.missing);
  }
  return read.value.length === 0
    ? l10n.t('The log has no recent failure.')
    : l10n.t('No failure among the newest in the log is about this login. Read: {0}.', read.value.length);
}

function eventEntry({ event, names }: FailedEvent, parts: ReportParts): string {
  const type = textField(event, 'type');
  const date = dateField(event, 'date');
  const application = firstTextField(event, 'client_name', 'client_id');
  const what = [
    date && new Intl.DateTimeFormat(parts.language, { dateStyle: 'long', timeStyle: 'long' }).format(date),
    `${parts.meaningOf(type)} (${type})`,
    application && l10n.t('Application {0}', application),
  ];
  const text = eventText(event);
  const named = names.map(({ title, by, hasPassed }) =>
    [
      by === 'code'
        ? l10n.t('Points to: {0}, by its code.', title)
        : l10n.t('Points to: {0}, only by its text, which can change.', title),
      ...(hasPassed ? [l10n.t('This check has passed, so a setting may have changed since.')] : []),
    ].join(' '),
  );
  return [
    `- ${what
      .filter(Boolean)
      .map((part) => sentence(part ?? ''))
      .join(' · ')}`,
    `  - ${text.trim() === '' ? l10n.t('The event has no text.') : inlineCode(text, TEXT_LENGTH)}`,
    ...named.map((line) => `  - ${sentence(line)}`),
  ].join('\n');
}
