import * as vscode from 'vscode';
import { back, choose, type Choice } from '../input/ask.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import type { OrganizationList } from '../organizations/organizationList.ts';
import { connectionsBucket } from '../scans/connectionQuestions.ts';
import { type Answers, progressOf } from '../scans/scanOrganizations.ts';
import type { Tenants } from '../tenants/tenants.ts';
import { costText, FREE_REQUESTS } from './scanTexts.ts';

/** Which organizations are asked: those without an answer, every loaded one, or all once the list is loaded. */
export type ScanExtent = 'continue' | 'anew' | 'loadAll';

/**
 * Lets the user choose what a scan asks, and says what each choice costs. Does not ask if all organizations are loaded
 * and few have no answer.
 * @returns `undefined` when the user cancels
 */
export async function chooseScanExtent(
  tenants: Tenants,
  { domain, title }: { readonly domain: string; readonly title: string },
  list: OrganizationList,
  answers: Answers,
): Promise<ScanExtent | undefined> {
  const { asked, total } = progressOf(list.organizations, answers);
  if (list.hasEnded && total - asked <= FREE_REQUESTS) {
    return 'continue';
  }
  const cost = (requests: number) => costText(tenants, domain, connectionsBucket, requests);
  const rest: Choice<ScanExtent> = {
    value: 'continue',
    label: vscode.l10n.t('Continue'),
    description: vscode.l10n.t('{0} of {1}', formatNumber(total - asked), formatNumber(total)),
    detail: cost(total - asked),
  };
  const loaded: Choice<ScanExtent> = {
    value: 'anew',
    label: list.isComplete ? vscode.l10n.t('All Organizations') : vscode.l10n.t('Loaded Organizations'),
    description: formatNumber(total),
    detail: cost(total),
  };
  const all: Choice<ScanExtent> = {
    value: 'loadAll',
    label: vscode.l10n.t('Load All Organizations First'),
    detail: vscode.l10n.t('How many there are is not known yet. You are asked again before they are searched.'),
  };
  const choices = [...(asked > 0 ? [rest] : []), loaded, ...(list.hasEnded ? [] : [all])];
  const answer = await choose(choices, { title, placeholder: vscode.l10n.t('One request for each organization') });
  return answer === back ? undefined : answer;
}
