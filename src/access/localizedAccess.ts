import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failedEvents } from '../sections/eventWords.ts';
import type { Explanation } from './explain.ts';
import { report, type ReportOptions } from './explanationReport.ts';

export { explain, headline } from './explain.ts';
export { planOf } from './factReader.ts';
export { readApplication, readFacts } from './readFacts.ts';
export { explanationPlaceholder } from './explanationReport.ts';
export { sectionFindings } from './sectionFindings.ts';

// The texts of this folder come from a library that has its own copy of the translations.
l10n.config({ contents: vscode.l10n.bundle ?? {} });

/** The report of an explanation in the language of the person. */
export function localizedReport(explanation: Explanation, linkTo: ReportOptions['linkTo']): string {
  return report(explanation, {
    language: vscode.env.language,
    linkTo,
    meaningOf: (type) => (Object.hasOwn(failedEvents, type) ? failedEvents[type] : undefined) ?? type,
  });
}
