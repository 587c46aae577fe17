import * as vscode from 'vscode';
import { organizationTitle } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';
import { isRow } from '../organizations/rows.ts';
import { showInformation } from '../notifications/messages.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { activeDocument, organizationAt, type OrganizationAtTenant } from './arguments.ts';
import { showComparison, type Compared, type Comparison } from './showComparison.ts';
import type { Services } from './services.ts';
import { pickOrganization } from './targets.ts';

/**
 * Compares two organizations, of one tenant or of two, in the diff editor.
 * @param argument a row, the URI of a document or `{ domain, id }`; without it the two selected rows, or the active
 *   document or the selected row
 * @param other the same for the second organization, which the person is asked for without it, or the rows that are
 *   selected, which VS Code hands to commands of a row's menu
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export async function compareWith(
  services: Services,
  argument?: unknown,
  other?: unknown,
): Promise<Comparison | undefined> {
  const [given, counterpart] = sidesIn(services, argument, other);
  const first = given ?? (await pickOrganization(services, vscode.l10n.t('Compare: Choose the First Organization')));
  const second = counterpart ?? (first && (await pickCounterpart(services, first)));
  return first && second && compare(services, first, second);
}

/** Remembers an organization for `compareWithSelected`. @param argument a row, the URI of a document or `{ domain, id }` */
export async function selectForCompare({ comparing }: Services, argument?: unknown): Promise<void> {
  const selected = organizationAt(argument);
  if (selected) {
    comparing.selected = selected;
    await vscode.commands.executeCommand('setContext', 'organizationInspector.hasSelectedForCompare', true);
  }
}

/**
 * Compares the organization of `selectForCompare` with another one.
 * @param argument a row, the URI of a document or `{ domain, id }`
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export async function compareWithSelected(services: Services, argument?: unknown): Promise<Comparison | undefined> {
  const { selected } = services.comparing;
  const other = organizationAt(argument);
  return selected && other && compare(services, selected, other);
}

/** What is given or selected, first of all two rows. */
function sidesIn(
  { tree }: Services,
  argument: unknown,
  other: unknown,
): readonly [first?: OrganizationAtTenant | undefined, second?: OrganizationAtTenant | undefined] {
  const rows: readonly unknown[] = Array.isArray(other) ? other : argument === undefined ? tree.selection : [];
  if (rows.length === 2 && rows.every((row) => isRow(row) && row.kind === 'organization')) {
    return [organizationAt(rows[0]), organizationAt(rows[1])];
  }
  return argument === undefined
    ? [organizationAt(activeDocument()) ?? organizationAt(tree.selection[0])]
    : [organizationAt(argument), organizationAt(other)];
}

/** In another tenant it often has the same name, so the search begins with that. */
function pickCounterpart(
  services: Services,
  { domain, organization }: OrganizationAtTenant,
): Promise<OrganizationAtTenant | undefined> {
  const title = vscode.l10n.t('Compare {0} With', plainText(organizationTitle(organization), 60));
  return pickOrganization(services, title, (other) =>
    other === domain ? { text: '', without: organization.id } : { text: organization.name ?? '' },
  );
}

async function compare(services: Services, ...sides: Compared): Promise<Comparison | undefined> {
  const [first, second] = sides;
  if (first.domain === second.domain && first.id === second.id) {
    void showInformation(vscode.l10n.t('Choose another organization: this one would be compared with itself.'));
    return undefined;
  }
  for (const { domain } of sides) {
    if ((await pickTenant(services.tenants, vscode.l10n.t('Compare Organizations'), domain)) === undefined) {
      return undefined;
    }
  }
  return showComparison(services, sides);
}
