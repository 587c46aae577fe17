import * as vscode from 'vscode';
import { back, type Choice, choose } from '../input/ask.ts';
import { connectionsBucket } from '../scans/connectionQuestions.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Compared } from './compareOrganizations.ts';
import { comparedSections, requestsFor } from './readComparedSides.ts';
import { jointCostText } from './scanTexts.ts';

/**
 * The names of the sections to compare. Lets the user choose, and says what each choice costs.
 * @param extent `withMembers` or `withoutMembers`, used without asking
 * @returns `undefined` when the user cancels
 */
export async function chooseComparedSections(
  tenants: Tenants,
  compared: Compared,
  extent: unknown,
): Promise<readonly string[] | undefined> {
  if (extent === 'withMembers' || extent === 'withoutMembers') {
    return comparedSections(extent === 'withMembers');
  }
  const [withoutMembers, withMembers] = [comparedSections(false), comparedSections(true)];
  const choices: readonly Choice<readonly string[]>[] = [
    {
      value: withoutMembers,
      label: vscode.l10n.t('Without Members'),
      detail: costOf(tenants, compared, withoutMembers),
    },
    {
      value: withMembers,
      label: vscode.l10n.t('With Members'),
      detail: costOf(tenants, compared, withMembers),
    },
  ];
  const title = vscode.l10n.t('Compare Everything');
  const placeholder = vscode.l10n.t('All is read anew. Each further page of a long section takes one more request.');
  const answer = await choose(choices, { title, placeholder });
  return answer === back ? undefined : answer;
}

/** What reading both organizations costs at least. */
function costOf(tenants: Tenants, compared: Compared, names: readonly string[]): string {
  const requests = requestsFor(names);
  const [first, second] = compared.map(({ domain }) => domain);
  const costs = new Map(compared.map(({ domain }) => [domain, first === second ? 2 * requests : requests]));
  return jointCostText(tenants, connectionsBucket, costs);
}
