import * as vscode from 'vscode';
import { describeCutOff } from '../messages/cutOffText.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { explanationOf } from '../messages/errorNotifier.ts';
import { showInformation, showWarning } from '../messages/notifications.ts';
import type { ExportTally, Gap } from '../sections/exportTally.ts';
import { offerToOpen } from './exportMessages.ts';
import { describeOrganizations, type ExportOrder, sectionsOf, sectionTitle } from './exportOrder.ts';

/**
 * Tells what was exported, and what is missing. Does not wait for the user's choice.
 * @param remarks what there is to say about the requests that were made, in sentences
 */
export async function showExported(
  order: ExportOrder,
  { items, gaps }: ExportTally,
  remarks: readonly string[],
  targets: readonly vscode.Uri[],
): Promise<void> {
  const counts = sectionsOf(order).map((name) =>
    vscode.l10n.t('{0}: {1}.', sectionTitle(name), formatNumber(items.get(name) ?? 0)),
  );
  const missing = await Promise.all(gaps.map((gap) => describeGap(order, gap)));
  const text = [
    vscode.l10n.t('Exported from {0}.', describeOrganizations(order.organizations)),
    ...counts,
    ...missing,
    ...remarks,
  ].join(' ');
  const show = gaps.length > 0 ? showWarning : showInformation;
  offerToOpen(targets, (open) => show(text, open));
}

async function describeGap({ domain, organizations }: ExportOrder, gap: Gap): Promise<string> {
  const title = sectionTitle(gap.section);
  const why = gap.error ? (await explanationOf(gap.error, domain)).meaning : describeCutOff();
  return organizations.length === 1
    ? vscode.l10n.t('Incomplete: {0}. {1}', title, why)
    : vscode.l10n.t(
        'Incomplete: {0} in {1} of {2} organizations. {3}',
        title,
        formatNumber(gap.organizations),
        formatNumber(organizations.length),
        why,
      );
}
