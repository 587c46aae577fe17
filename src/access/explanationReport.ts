import * as l10n from '@vscode/l10n';
import { eventText } from '../sections/eventSecrets.ts';
import { dateField, firstTextField, textField } from '../sections/section.ts';
import { inlineCode, markdownLink, readableMarkdown } from '../text/markdown.ts';
import type { Certainty, Finding } from './condition.ts';
import { type Failure, failuresOf } from './conditions.ts';
import type { Explanation, FailedEvent } from './explain.ts';
import { headline } from './headline.ts';
import { type FactDocument, sourceOf } from './factRequests.ts';
import { isSuccess } from './events.ts';
import type { FactName, Missing } from './facts.ts';

/**
 * The explanation as Markdown that can be pasted into a ticket. Foreign text in it has no markup, and makes no links.
 */
export function report(explanation: Explanation, options: ReportOptions): string {
  const { findings } = explanation;
  const failed = failuresOf(explanation).map((failure) => failedEntry(failure, explanation, options));
  const unknown = findings.flatMap((finding) =>
    finding.result === 'unknown' ? [unknownEntry(finding, explanation, options)] : [],
  );
  const passed = findings.flatMap((finding) =>
    finding.result === 'passed' ? [passedEntry(finding, explanation, options)] : [],
  );
  const blocks = [
    `## ${sentence(headline(explanation))}`,
    subject(explanation, options).join('\n'),
    describeReading(explanation, options),
    ...section(`✗ ${l10n.t('Failed checks')}`, failed),
    ...section(`? ${l10n.t('Checks that could not be made')}`, unknown),
    ...section(`✓ ${l10n.t('Passed checks')}`, passed),
    ...section(l10n.t('Recent failures in the log'), eventEntries(explanation, options)),
    ...section(
      l10n.t('Failures in the log that may be about this login'),
      explanation.possibleEvents.map((event) => eventEntry(event, options)),
    ),
    ...section(l10n.t('What cannot be seen from outside'), unseen()),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`### ${title}`, entries.join('\n')];
}

/** The titles with the IDs, which the headline does not have. */
function subject({ question, titles }: Explanation, { linkTo }: ReportOptions): readonly string[] {
  const named = (title: string, id: string, document: FactDocument) => {
    const link = linkTo(document);
    const label = link === undefined ? sentence(title) : markdownLink(sentence(title), link);
    return title === id ? label : `${label} (${inlineCode(id)})`;
  };
  const { organizationId, clientId, userId } = question;
  const { organization, application = clientId ?? '', user = userId ?? '' } = titles;
  return [
    ...(userId === undefined ? [] : [l10n.t('User: {0}', named(user, userId, { userId }))]),
    l10n.t('Organization: {0}', named(organization, organizationId, { path: [] })),
    ...(clientId === undefined ? [] : [l10n.t('Application: {0}', named(application, clientId, { clientId }))]),
  ].map((line) => `- ${line}`);
}

function describeReading(
  { question: { domain }, readAtMs, requests }: Explanation,
  { language, tenantTitle }: ReportOptions,
): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(readAtMs);
  const tenant = tenantTitle === domain ? inlineCode(domain) : `${sentence(tenantTitle)} (${inlineCode(domain)})`;
  return requests === 1
    ? l10n.t('Read on {0} from the tenant {1}, with 1 request.', sentence(time), tenant)
    : l10n.t('Read on {0} from the tenant {1}, with {2} requests.', sentence(time), tenant, requests);
}

function unseen(): readonly string[] {
  return [
    l10n.t('Actions, which can deny or change a login'),
    l10n.t('The policies of multifactor authentication, and whether the user passes them'),
    l10n.t('What the identity provider of a connection decides, and how it is set up'),
    l10n.t('The network, the browser with its cookies and extensions, and the request that the application sends'),
    l10n.t('Changes of the last seconds, which do not reach all parts of Auth0 at once'),
  ].map((line) => `- ${line}`);
}

/** How much of a sentence a report shows, in UTF-16 code units. */
const SENTENCE_LENGTH = 1000;

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
}

/** A text that can hold foreign text, as Markdown. */
function sentence(text: string): string {
  return readableMarkdown(text, SENTENCE_LENGTH);
}

/** The entry of a failed condition, as items of a Markdown list. */
function failedEntry(finding: Failure, explanation: Explanation, options: ReportOptions): string {
  const { certainty, fact, remedy, title } = finding;
  return [
    `- ✗ ${l10n.t('{0}: {1}', `**${sentence(title)}** (${certaintyTexts[certainty]()})`, sentence(fact))}`,
    `  - ${l10n.t('To change it: {0}', sentence(remedy))}`,
    `  - ${proof(finding, explanation, options)}`,
  ].join('\n');
}

const certaintyTexts: Readonly<Record<Certainty, () => string>> = {
  sure: () => l10n.t('certain'),
  likely: () => l10n.t('probable'),
  hint: () => l10n.t('possible'),
};

/** The entry of a condition that could not be checked, with the reason for each missing fact. */
function unknownEntry(
  { title, missing, documentation }: Extract<Finding, { result: 'unknown' }>,
  explanation: Explanation,
  options: ReportOptions,
): string {
  const reasons = missing.map((name) => {
    const reason = explanation.missing[name];
    return [sourceOfFact(name, explanation, options), ...(reason ? [sentence(describeMissing(reason))] : [])].join(
      ' – ',
    );
  });
  return [
    `- ? **${sentence(title)}**`,
    ...new Set(reasons.map((line) => `  - ${line}`)),
    `  - ${documentationLink(documentation)}`,
  ].join('\n');
}

/** The entry of a passed condition. */
function passedEntry(
  finding: Extract<Finding, { result: 'passed' }>,
  explanation: Explanation,
  options: ReportOptions,
): string {
  const line = l10n.t('{0}: {1}', `**${sentence(finding.title)}**`, sentence(finding.fact));
  return `- ✓ ${line} (${proof(finding, explanation, options)})`;
}

/** The sources that were read, and the page with the rule. The log is a source where an event names the condition. */
function proof(
  { condition, sources, documentation }: Finding,
  explanation: Explanation,
  options: ReportOptions,
): string {
  const { events, facts } = explanation;
  const isNamed = events.some(({ names }) => names.some((name) => name.condition === condition));
  const read = sources
    .filter((name) => 'value' in facts[name] && (name !== 'events' || isNamed))
    .map((name) => sourceOfFact(name, explanation, options));
  return [...(read.length === 0 ? [] : [[...new Set(read)].join(', ')]), documentationLink(documentation)].join(' · ');
}

/** The request that reads a fact, which is a link where there is a document. */
function sourceOfFact(name: FactName, { question }: Explanation, { linkTo }: ReportOptions): string {
  const { request, document } = sourceOf(name, question);
  const link = document && linkTo(document);
  // VS Code's light theme of high contrast makes code in a link unreadable.
  return link === undefined ? inlineCode(request) : markdownLink(request, link);
}

function documentationLink(url: string): string {
  return markdownLink(l10n.t('Documentation'), url);
}

/** How much of the text of an event a report shows, in UTF-16 code units. */
const TEXT_LENGTH = 1000;

/** The failed events of the log, as items of a Markdown list, or why there are none. */
function eventEntries(explanation: Explanation, options: ReportOptions): readonly string[] {
  const { events, possibleEvents, facts } = explanation;
  if (events.length > 0 || possibleEvents.length > 0) {
    return events.map((event) => eventEntry(event, options));
  }
  return [`- ${sourceOfFact('events', explanation, options)} – ${sentence(whyNone(facts.events))}`];
}

/** The failures of others can fill the part of the log that is read, so those of the login may lie behind it. */
function whyNone(read: Explanation['facts']['events']): string {
  if ('missing' in read) {
    return describeMissing(read.missing);
  }
  const { length } = read.value.filter((event) => !isSuccess(event));
  return length === 0
    ? l10n.t('The log has no recent failure.')
    : l10n.t('No failure among the newest in the log is about this login. Read: {0}.', length);
}

function eventEntry({ event, names }: FailedEvent, options: ReportOptions): string {
  const type = textField(event, 'type');
  const date = dateField(event, 'date');
  const application = firstTextField(event, 'client_name', 'client_id');
  const what = [
    date && new Intl.DateTimeFormat(options.language, { dateStyle: 'long', timeStyle: 'long' }).format(date),
    `${options.meaningOf(type)} (${type})`,
    application && l10n.t('Application {0}', application),
    firstTextField(event, 'user_name', 'user_id'),
  ];
  const text = eventText(event);
  const named = names.map(({ title, by, hasPassed, isFollowed }) =>
    [
      by === 'code'
        ? l10n.t('Points to: {0}, by its code.', title)
        : l10n.t('Points to: {0}, only by its text, which can change.', title),
      ...(isFollowed
        ? [l10n.t('A login or another event has overcome it since.')]
        : hasPassed
          ? [l10n.t('This check has passed, so a setting may have changed since.')]
          : []),
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
      return l10n.t('The plan of the tenant lacks the feature.');
    case 'notFound':
      return l10n.t('The tenant does not have it.');
    case 'limit':
      return l10n.t('It was not read: the most requests of an explanation were made before.');
    case 'cutOff':
      return l10n.t('Only the beginning of the list was read, which does not decide.');
    case 'failed': {
      const code = [missing.status, missing.reason].filter(Boolean).join(' ');
      return missing.message
        ? l10n.t('The request failed ({0}): {1}', code, missing.message)
        : l10n.t('The request failed ({0}).', code);
    }
  }
}
