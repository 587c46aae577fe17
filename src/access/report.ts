import * as l10n from '@vscode/l10n';
import { inlineCode, markdownLink } from '../text/markdown.ts';
import type { Explanation } from './explanation.ts';
import type { FactDocument } from './factSources.ts';
import { failuresOf, headline } from './headline.ts';
import { eventEntries } from './reportEvents.ts';
import { failedEntry, passedEntry, type ReportParts, sentence, unknownEntry } from './reportEntries.ts';

/**
 * The explanation as Markdown that can be pasted into a ticket. Foreign text in it has no markup, and makes no links.
 */
export function report(explanation: Explanation, parts: ReportParts): string {
  const { findings } = explanation;
  const failed = failuresOf(explanation).map((failure) => failedEntry(failure, explanation, parts));
  const unknown = findings.flatMap((finding) =>
    finding.result === 'unknown' ? [unknownEntry(finding, explanation, parts)] : [],
  );
  const passed = findings.flatMap((finding) =>
    finding.result === 'passed' ? [passedEntry(finding, explanation, parts)] : [],
  );
  const blocks = [
    `## ${sentence(headline(explanation))}`,
    subject(explanation, parts).join('\n'),
    describeReading(explanation, parts),
    ...section(`✗ ${l10n.t('Failed checks')}`, failed),
    ...section(`? ${l10n.t('Checks that could not be made')}`, unknown),
    ...section(`✓ ${l10n.t('Passed checks')}`, passed),
    ...section(l10n.t('Recent failures in the log'), eventEntries(explanation, parts)),
    ...section(l10n.t('What cannot be seen from outside'), unseen()),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(title: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [`### ${title}`, entries.join('\n')];
}

/** The titles with the IDs, which the headline does not have. */
function subject({ question, titles }: Explanation, { linkTo }: ReportParts): readonly string[] {
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

function describeReading({ question, readAtMs, requests }: Explanation, { language }: ReportParts): string {
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long' }).format(readAtMs);
  const tenant = inlineCode(question.domain);
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
