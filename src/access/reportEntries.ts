import * as l10n from '@vscode/l10n';
import { inlineCode, markdownLink, readableMarkdown } from '../text/markdown.ts';
import type { Certainty, Finding } from './condition.ts';
import type { Explanation } from './explanation.ts';
import { type FactDocument, sourceOf } from './factSources.ts';
import type { FactName } from './facts.ts';
import type { Failure } from './headline.ts';
import { describeMissing } from './missingTexts.ts';

/** How much of a sentence a report shows, in UTF-16 code units. */
const SENTENCE_LENGTH = 1000;

/** What a report needs besides the explanation. */
export interface ReportParts {
  /** The language of dates, as a BCP 47 tag. */
  readonly language: string;
  /** The URL of a document, `undefined` if nothing can follow it. */
  readonly linkTo: (document: FactDocument) => string | undefined;
  /** What the type code of a log event means, in words. */
  readonly meaningOf: (type: string) => string;
}

/** A text that can hold foreign text, as Markdown. */
export function sentence(text: string): string {
  return readableMarkdown(text, SENTENCE_LENGTH);
}

/** The entry of a failed condition, as items of a Markdown list. */
export function failedEntry(finding: Failure, explanation: Explanation, parts: ReportParts): string {
  const { certainty, fact, remedy, title } = finding;
  return [
    `- ✗ ${l10n.t('{0}: {1}', `**${sentence(title)}** (${certaintyTexts[certainty]()})`, sentence(fact))}`,
    `  - ${l10n.t('To change it: {0}', sentence(remedy))}`,
    `  - ${proof(finding, explanation, parts)}`,
  ].join('\n');
}

const certaintyTexts: Readonly<Record<Certainty, () => string>> = {
  sure: () => l10n.t('certain'),
  likely: () => l10n.t('probable'),
  hint: () => l10n.t('possible'),
};

/** The entry of a condition that could not be checked, with the reason for each missing fact. */
export function unknownEntry(
  { title, missing, documentation }: Extract<Finding, { result: 'unknown' }>,
  explanation: Explanation,
  parts: ReportParts,
): string {
  const reasons = missing.map((name) => {
    const reason = explanation.missing[name];
    return [sourceOfFact(name, explanation, parts), ...(reason ? [sentence(describeMissing(reason))] : [])].join(' – ');
  });
  return [
    `- ? **${sentence(title)}**`,
    ...new Set(reasons.map((line) => `  - ${line}`)),
    `  - ${documentationLink(documentation)}`,
  ].join('\n');
}

/** The entry of a passed condition. */
export function passedEntry(
  finding: Extract<Finding, { result: 'passed' }>,
  explanation: Explanation,
  parts: ReportParts,
): string {
  const line = l10n.t('{0}: {1}', `**${sentence(finding.title)}**`, sentence(finding.fact));
  return `- ✓ ${line} (${proof(finding, explanation, parts)})`;
}

/** The sources that were read, and the page with the rule. The log is a source where an event names the condition. */
function proof({ condition, sources, documentation }: Finding, explanation: Explanation, parts: ReportParts): string {
  const { events, facts } = explanation;
  const isNamed = events.some(({ names }) => names.some((name) => name.condition === condition));
  const read = sources
    .filter((name) => 'value' in facts[name] && (name !== 'events' || isNamed))
    .map((name) => sourceOfFact(name, explanation, parts));
  return [...(read.length === 0 ? [] : [[...new Set(read)].join(', ')]), documentationLink(documentation)].join(' · ');
}

/** The request that reads a fact, which is a link where there is a document. */
export function sourceOfFact(name: FactName, { question }: Explanation, { linkTo }: ReportParts): string {
  const { request, document } = sourceOf(name, question);
  const link = document && linkTo(document);
  // VS Code's light theme of high contrast makes code in a link unreadable.
  return link === undefined ? inlineCode(request) : markdownLink(request, link);
}

function documentationLink(url: string): string {
  return markdownLink(l10n.t('Documentation'), url);
}
