import * as l10n from '@vscode/l10n';
import { firstTextField, textField } from '../sections/section.ts';
import { foldedList, inlineCode, markdownLink, readableMarkdown } from '../text/markdown.ts';
import { dotted, inRow, plainText } from '../text/plainText.ts';
import { type Certainty, type Finding, missingIn } from './condition.ts';
import { type Failure, failuresOf } from './conditions.ts';
import { isSuccess } from './events.ts';
import type { Explanation, FailedEvent } from './explanation.ts';
import { type FactDocument, factNames, sourceOf } from './factRequests.ts';
import {
  type AccessQuestion,
  type FactName,
  hasPerson,
  type Missing,
  personOf,
  timeOf,
  typeOf,
  userIdOf,
} from './facts.ts';
import { headline } from './headline.ts';
import { textOf } from './logEvidence.ts';

/**
 * The explanation as Markdown: the answer, what to do, the failures in the log, what could not be checked, and what else
 * was read. Foreign text in it has no markup, and makes no links.
 */
export function report(explanation: Explanation, options: ReportOptions): string {
  const { events, possibleEvents, findings, question } = explanation;
  const entries = (failures: readonly FailedEvent[]) => eventEntries(failures, question, options);
  const passed = findings.filter(({ result }) => result === 'passed');
  // The title alone would deny what the settings leave open, and a failure may tell.
  const named = possibleEvents.flatMap(({ isPast, names }) => (isPast ? [] : names.map(({ condition }) => condition)));
  const titled = passed.filter((finding) => !('isOpen' in finding && named.includes(finding.condition)));
  const blocks = [
    `## ${sentence(headline(explanation))}`,
    ...section(l10n.t('Fix'), failuresOf(explanation).map(fix)),
    ...section(l10n.t('Failures in the log'), [...entries(events), ...whyNone(explanation)]),
    ...section(l10n.t('Failures in the log that may be about this login'), entries(possibleEvents)),
    ...section(l10n.t('What could not be checked'), notChecked(explanation)),
    // Before the lists that open from a line, which have no space below them.
    l10n.t(
      'What the Management API cannot show: Actions, MFA, identity providers, network, browser, changes of the last seconds',
    ),
    ...(passed.length === 0
      ? []
      : [
          folded(
            l10n.t('Passed checks: {0}', options.isTicket ? eachOnce(titlesOf(titled)) : passed.length),
            passed.map(passedEntry),
            options,
          ),
        ]),
    folded(describeReading(explanation, options), sourcesOf(explanation, options), options),
    subject(explanation, options).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** What a report needs besides the explanation. */
export interface ReportOptions {
  /** The language of dates, as a BCP 47 tag. */
  readonly language: string;
  /** The label of the tenant, or its domain. */
  readonly tenantTitle: string;
  /** The URL of a document, `undefined` if nothing can follow it. */
  readonly linkTo: (document: FactDocument) => string | undefined;
  /** What the type code of a log event means, in words. */
  readonly meaningOf: (type: string) => string;
  /** Whether the report goes into a ticket, in which a list cannot be opened: the line that opens it stands alone. */
  readonly isTicket?: boolean;
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`### ${title}`, entries.join('\n')];
}

/** Details behind a line. @param line plain text */
function folded(line: string, entries: readonly string[], { isTicket }: ReportOptions): string {
  return isTicket ? sentence(line) : foldedList(plainText(line, SENTENCE_LENGTH), entries);
}

/** How much of a sentence a report shows, in UTF-16 code units. */
const SENTENCE_LENGTH = 1000;

/** How much of a name a report shows, in UTF-16 code units. */
const NAME_LENGTH = 100;

/** A text that can hold foreign text, as Markdown. */
function sentence(text: string, length = SENTENCE_LENGTH): string {
  return readableMarkdown(text, length);
}

function titlesOf(checks: readonly Pick<Finding, 'title'>[]): readonly string[] {
  return checks.map(({ title }) => title);
}

function eachOnce(texts: readonly string[]): string {
  return [...new Set(texts)].join(', ');
}

/** What to do about a failed condition, and why. */
function fix({ certainty, documentation, fact, remedy, title }: Failure): string {
  return [
    `- **${sentence(remedy)}** ${markdownLink(l10n.t('Documentation'), documentation)}`,
    `  - ${sentence(l10n.t('{0} ({1}): {2}', title, certaintyTexts[certainty], fact))}`,
  ].join('\n');
}

const certaintyTexts: Readonly<Record<Certainty, string>> = {
  sure: l10n.t('certain'),
  likely: l10n.t('probable'),
  hint: l10n.t('possible'),
};

function passedEntry({ title, ...finding }: Finding): string {
  return `- ${sentence('fact' in finding ? l10n.t('{0}: {1}', title, finding.fact) : title)}`;
}

/** How many lines of failures are shown. */
const SHOWN_FAILURES = 5;

/** How much of the text of an event is shown, in UTF-16 code units. */
const TEXT_LENGTH = 300;

/** The failures, those first that are no history. Equal ones share a line. */
function eventEntries(
  events: readonly FailedEvent[],
  question: AccessQuestion,
  options: ReportOptions,
): readonly string[] {
  const groups = new Map<string, { readonly what: string; readonly equal: FailedEvent[] }>();
  for (const event of [false, true].flatMap((isPast) => events.filter((one) => one.isPast === isPast))) {
    const what = describeEvent(event, question, options);
    const group = groups.get(what) ?? { what, equal: [] };
    groups.set(what, { what, equal: [...group.equal, event] });
  }
  const entries = [...groups.values()].map(({ what, equal }) => `- ${dotted(timesOf(equal), what)}`);
  const further = entries.slice(SHOWN_FAILURES);
  return further.length === 0
    ? entries
    : [
        ...entries.slice(0, SHOWN_FAILURES),
        `\n${folded(l10n.t('Further failures: {0}', further.length), further, options)}`,
      ];
}

/** When equal events happened. Empty if they do not tell. */
function timesOf(equal: readonly FailedEvent[]): string {
  const times = equal
    .map(({ event }) => timeOf(event))
    .filter(Boolean)
    .toSorted();
  const [first = '', last = ''] = [times[0], times.at(-1)];
  if (equal.length === 1) {
    return first;
  }
  return first === ''
    ? l10n.t('{0} times', equal.length)
    : l10n.t('{0} times between {1} and {2}', equal.length, first, last);
}

/**
 * What happened, to whom, or by which connection if that is not known, what the event says and what that points to, as Markdown. The application is known if it is asked
 * about. Where no person is, a link explains the login of the one of the event.
 */
function describeEvent(
  { event, names, isPast }: FailedEvent,
  question: AccessQuestion,
  { meaningOf, linkTo }: ReportOptions,
): string {
  const type = typeOf(event);
  const [userId, clientId] = [userIdOf(event), textField(event, 'client_id')];
  const isOfAsked = clientId === question.clientId;
  const link = hasPerson(question) ? undefined : linkTo({ login: { userId, clientId: question.clientId ?? clientId } });
  const person = sentence(firstTextField(event, 'user_name', 'user_id', 'connection'), NAME_LENGTH);
  const whose = [
    link === undefined ? person : `${person} (${markdownLink(l10n.t('Explain for This Person'), link)})`,
    ...[isOfAsked ? '' : firstTextField(event, 'client_name', 'client_id'), `${meaningOf(type)} (${type})`].map(
      (part) => sentence(part, NAME_LENGTH),
    ),
  ];
  const text = textOf(event);
  const named = names.map(({ title, by, hasPassed, isFollowed }) =>
    isFollowed
      ? l10n.t('{0} (overcome since)', title)
      : hasPassed
        ? l10n.t('{0} (passes now)', title)
        : by === 'text'
          ? l10n.t('{0} (by its text)', title)
          : title,
  );
  const pointer =
    named.length > 0
      ? l10n.t('Points to: {0}', named.join(', '))
      : isPast
        ? l10n.t('A login or another event has overcome it since.')
        : '';
  const what = dotted(...whose);
  const told = text.trim() === '' ? l10n.t('The event has no text.') : inlineCode(text, TEXT_LENGTH);
  return dotted(l10n.t('{0}: {1}', what, told), pointer && sentence(pointer));
}

/** Says why there are no failures. Those of others can fill the part of the log that is read. */
function whyNone({ question, events, possibleEvents, facts, missing }: Explanation): readonly string[] {
  if (events.length > 0 || possibleEvents.length > 0 || 'missing' in facts.events || missing.events) {
    return [];
  }
  const { length } = facts.events.value.filter((event) => !isSuccess(event));
  return [
    `- ${
      length === 0
        ? hasPerson(question)
          ? l10n.t('The log has no recent failed login that names this organization or user.')
          : l10n.t('The log has no recent failed login that names this organization.')
        : l10n.t('No failure among the newest in the log is about this login. Read: {0}.', length)
    }`,
  ];
}

/** The causes for which something could not be checked, each with the checks. */
function notChecked(explanation: Explanation): readonly string[] {
  const { findings, missing } = explanation;
  const unread = findings.flatMap((finding) => missingIn(finding).map((name) => ({ name, title: finding.title })));
  const isLogUnread = missing.events && missing.events.kind !== 'unneeded';
  const log = isLogUnread ? [{ name: 'events', title: l10n.t('Failures in the log') } as const] : [];
  const causes = new Map<string, readonly string[]>();
  for (const { name, title } of [...unread, ...log]) {
    const cause = causeOf(name, missing[name], explanation);
    causes.set(cause, [...(causes.get(cause) ?? []), title]);
  }
  return [...causes].map(
    ([cause, titles]) => `- **${cause}** ${sentence(l10n.t('Not checked: {0}', eachOnce(titles)))}`,
  );
}

/** Why a fact is missing, with its request where that alone tells what is meant, as Markdown. */
function causeOf(name: FactName, missing: Missing | undefined, { question }: Explanation): string {
  const cause = missing && describeMissing(missing);
  const isOfAll = missing?.kind === 'scope' || missing?.kind === 'limit';
  return [...(isOfAll ? [] : [sourceOf(name, question).request]), ...(cause === undefined ? [] : [cause])]
    .map((part) => sentence(part))
    .join(' – ');
}

/** The titles with the IDs, which the headline does not have. */
function subject({ question, titles, facts }: Explanation, { linkTo }: ReportOptions): readonly string[] {
  const named = (title: string, id: string, document: FactDocument) => {
    const link = linkTo(document);
    const shown = sentence(title, NAME_LENGTH);
    const label = link === undefined ? shown : markdownLink(shown, link);
    return title === id ? label : `${label} (${inlineCode(id)})`;
  };
  const { organizationId, clientId, invitationId } = question;
  const userId = personOf(question, facts);
  const { organization, application = clientId ?? '', user = userId ?? '' } = titles;
  const person =
    userId !== undefined
      ? named(user, userId, { userId })
      : invitationId !== undefined
        ? named(user, invitationId, { path: ['invitations', invitationId] })
        : sentence(user, NAME_LENGTH);
  return [
    ...(hasPerson(question) ? [l10n.t('User: {0}', person)] : []),
    l10n.t('Organization: {0}', named(organization, organizationId, { path: [] })),
    ...(clientId === undefined ? [] : [l10n.t('Application: {0}', named(application, clientId, { clientId }))]),
  ].map((line) => `- ${line}`);
}

function describeReading(
  { question: { domain }, readAtMs, requests }: Explanation,
  { language, tenantTitle }: ReportOptions,
): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(readAtMs);
  const tenant = tenantTitle === domain ? domain : `${tenantTitle} (${domain})`;
  return requests === 1
    ? l10n.t('Read on {0} from the tenant {1}, with 1 request.', time, tenant)
    : l10n.t('Read on {0} from the tenant {1}, with {2} requests.', time, tenant, requests);
}

/** The requests that were answered, each a link where there is a document. */
function sourcesOf({ facts, question }: Explanation, { linkTo }: ReportOptions): readonly string[] {
  return factNames
    .filter((name) => 'value' in facts[name])
    .map((name) => {
      const { request, document } = sourceOf(name, question);
      const link = document && linkTo(document);
      // VS Code's light theme of high contrast makes code in a link unreadable.
      return `- ${link === undefined ? inlineCode(request) : markdownLink(request, link)}`;
    });
}

/** Why a fact is missing, in a sentence. Plain text, which can hold foreign text. */
export function describeMissing(missing: Missing): string {
  switch (missing.kind) {
    case 'leftOut':
      return l10n.t('The question leaves it out.');
    case 'unneeded':
      return l10n.t('It was not needed.');
    case 'scope':
      return missing.scopes.length === 1
        ? l10n.t('The access token lacks the scope {0}.', missing.scopes.join(''))
        : l10n.t('The access token lacks the scopes {0}.', missing.scopes.join(', '));
    case 'feature':
      return l10n.t('The tenant refuses it, or lacks the feature.');
    case 'notFound':
      return l10n.t('The tenant does not have it.');
    case 'limit':
      return l10n.t('It was not read: the most requests of an explanation were made before.');
    case 'cutOff':
      return l10n.t('Only the beginning of the list was read, which does not decide.');
    case 'absent':
      return l10n.t('The answer lacks a field that decides.');
    case 'failed': {
      const code = inRow([missing.status, missing.reason]);
      return missing.message
        ? l10n.t('The request failed ({0}): {1}', code, missing.message)
        : l10n.t('The request failed ({0}).', code);
    }
  }
}
