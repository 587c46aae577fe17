import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { failedEvents } from '../sections/failedEvents.ts';
import type { Explanation } from './explanation.ts';
import { report } from './report.ts';
import type { ReportParts } from './reportEntries.ts';

export { planOf } from './accessPlan.ts';
export { explain } from './explain.ts';
export { explanationNotKept } from './explanationNotKept.ts';
export { headline } from './headline.ts';
export { readApplication } from './readApplication.ts';
export { readFacts } from './readFacts.ts';
export { sectionFindings } from './sectionFindings.ts';

// The texts of this folder come from a library that has its own copy of the translations.
l10n.config({ contents: vscode.l10n.bundle ?? {} });

/** The report of an explanation in the language of the person. */
export function localizedReport(explanation: Explanation, linkTo: ReportParts['linkTo']): string {
  return report(explanation, {
    language: vscode.env.language,
    linkTo,
    meaningOf: (type) => (Object.hasOwn(failedEvents, type) ? failedEvents[type] : undefined) ?? type,
  });
}
