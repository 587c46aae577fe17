import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { organizationTitle } from '../api/organization.ts';
import { plainText } from '../text/plainText.ts';
import { explanationOf } from '../ui/errorNotifier.ts';
import { describeCutOff, formatNumber } from '../ui/format.ts';
import { showInformation, showWarning } from '../ui/notifications.ts';
import {
  describeOrganizations,
  describeSections,
  type ExportRequest,
  fileName,
  sectionsOf,
  sectionTitle,
} from './exportQuestions.ts';
import type { ExportTally, Gap, SectionWriter } from './sectionWriter.ts';

/** What has failed if nothing was exported, without a full stop. */
export function describeFailed(order: ExportRequest): string {
  return l10n.t('{0} could not be exported from {1}', describeSections(order), describeOrganizations(order));
}

/** Where an export has stopped, without a full stop. */
export function describeStopped(order: ExportRequest, { part, parts }: SectionWriter): string {
  return part && parts > 1
    ? l10n.t(
        'The export has stopped at {0} of {1}',
        sectionTitle(part.section),
        describeOrganizations({ ...order, organizations: [part] }),
      )
    : l10n.t('The export of {0} from {1} has stopped', describeSections(order), describeOrganizations(order));
}

/**
 * Tells what was exported, and what is missing. Does not wait for the user's choice.
 * @param remarks what there is to say about the requests that were made, in sentences
 */
export async function showExported(
  order: ExportRequest,
  { items, gaps }: ExportTally,
  remarks: readonly string[],
  targets: readonly vscode.Uri[],
): Promise<void> {
  const counts = sectionsOf(order).map((name) =>
    l10n.t('{0}: {1}.', sectionTitle(name), formatNumber(items.get(name) ?? 0)),
  );
  const missing = await Promise.all(gaps.map((gap) => describeGap(order, gap)));
  const exported = l10n.t('Exported from {0}.', describeOrganizations(order));
  const text = [exported, ...counts, ...missing, ...remarks, ...describeNames(targets)].join(' ');
  const show = gaps.length > 0 ? showWarning : showInformation;
  offerToOpen(targets, (open) => show(text, open));
}

/** Tells the names of files with two endings: a dialog adds the one of the format to another that was typed. */
export function describeNames(targets: readonly vscode.Uri[]): readonly string[] {
  const names = targets.map(fileName).filter((name) => /\.[a-z]{1,5}\.[a-z]+$/i.test(name));
  return names.length > 0 ? [l10n.t('Saved as {0}.', names.join(', '))] : [];
}

async function describeGap({ domain, organizations }: ExportRequest, gap: Gap): Promise<string> {
  const title = sectionTitle(gap.section);
  const why = gap.error ? (await explanationOf(gap.error, domain)).meaning : describeCutOff();
  if (organizations.length === 1) {
    return l10n.t('Incomplete: {0}. {1}', title, why);
  }
  return gap.organizations === 1
    ? l10n.t('Incomplete: {0} of {1}. {2}', title, plainText(organizationTitle(gap.organization), 60), why)
    : l10n.t(
        'Incomplete: {0} in {1} of {2} organizations. {3}',
        title,
        formatNumber(gap.organizations),
        formatNumber(organizations.length),
        why,
      );
}

/**
 * Offers to open what was exported. Does not wait for the user's choice.
 * @param show shows a message with this button, and returns the pressed one
 */
export function offerToOpen(
  targets: readonly vscode.Uri[],
  show: (button: string) => Promise<string | undefined>,
): void {
  const open = targets.length === 1 ? l10n.t('Open File') : l10n.t('Open Files');
  void show(open).then(async (choice) => {
    if (choice === open) {
      for (const target of targets) {
        await vscode.commands.executeCommand('vscode.open', target, { preview: targets.length === 1 });
      }
    }
  });
}
