import * as vscode from 'vscode';
import type { ReadSection } from '../comparing/comparable.ts';
import { back, type Choice, choose } from '../input/ask.ts';
import { formatNumber } from '../messages/formatNumber.ts';
import { connectionsBucket } from '../scans/connectionQuestions.ts';
import { requestedSections, type SectionContent } from '../sections/loadSections.ts';
import { members } from '../sections/members.ts';
import { roles } from '../sections/roles.ts';
import type { Tenants } from '../tenants/tenants.ts';
import type { Compared } from './compareOrganizations.ts';
import { jointCostText } from './scanTexts.ts';

const withoutMembers = requestedSections.filter((name) => name !== members.name);

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
    return extent === 'withMembers' ? requestedSections : withoutMembers;
  }
  const choices: readonly Choice<readonly string[]>[] = [
    {
      value: withoutMembers,
      label: vscode.l10n.t('Without Members'),
      detail: costOf(tenants, compared, withoutMembers),
    },
    {
      value: requestedSections,
      label: vscode.l10n.t('With Members'),
      detail: costOf(tenants, compared, requestedSections),
    },
  ];
  const title = vscode.l10n.t('Compare Everything');
  const placeholder = vscode.l10n.t('All is read anew. Each further page of a long section takes one more request.');
  const answer = await choose(choices, { title, placeholder });
  return answer === back ? undefined : answer;
}

/** What reading both organizations costs at least. */
function costOf(tenants: Tenants, compared: Compared, names: readonly string[]): string {
  // Roles are two lists: the roles of the organization and the roles of the tenant.
  const requests = 1 + names.length + (names.includes(roles.name) ? 1 : 0);
  const [first, second] = compared.map(({ domain }) => domain);
  const costs = new Map(compared.map(({ domain }) => [domain, first === second ? 2 * requests : requests]));
  return jointCostText(tenants, connectionsBucket, costs);
}

/**
 * The items of a section, or why it is not compared.
 * @param section `undefined` for a section that was not asked for
 */
export function comparedSection(section: SectionContent | undefined): ReadSection {
  if (!section) {
    return { why: vscode.l10n.t('Members are compared only on demand, because they differ by nature.') };
  }
  const { items, complete, error } = section;
  if (error) {
    const { status, errorCode, message } = error;
    const code = [status, errorCode].filter((part) => part !== undefined).join(' ');
    return { why: code === '' ? message : `${code}: ${message}` };
  }
  return complete
    ? { items }
    : { why: vscode.l10n.t('The Management API sends only the first {0}.', formatNumber(items.length)) };
}
