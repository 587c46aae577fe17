import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { asSent, organizationTitle } from '../api/organization.ts';
import { inFront, organizationArgument, type OrganizationReference } from '../commands/commandArguments.ts';
import type { Services } from '../commands/services.ts';
import { documentUri } from '../documents/documentUri.ts';
import { pickOrganization } from '../find/findOrganization.ts';
import { isRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { plainText } from '../text/plainText.ts';
import { showInformation, withProgress } from '../ui/notifications.ts';
import { both, comparableOrganization, type Pair } from './comparable.ts';
import type { CompareState } from './comparePairs.ts';
import { orderedForm } from './comparisonDocuments.ts';
import { type OrganizationSide, readSides, tenantTitles, TITLE_LENGTH } from './readSides.ts';

/**
 * The two organizations of a command that compares. Asks for what is missing.
 * @param argument a row, the URI of a document or `{ domain, id }`; without it the two selected rows, or else see
 *   `inFront`
 * @param other the second organization in the same forms, or the selected rows, which VS Code passes to commands in the
 *   context menu of a row; without it the user is asked
 * @returns `undefined` when the user cancels, or after a message that they cannot be compared
 */
export async function chooseSides(
  services: Services<'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument: unknown,
  other: unknown,
): Promise<ComparedOrganizations | undefined> {
  const [given, counterpart] = sidesIn(services, argument, other);
  const first = given ?? (await pickOrganization(services, l10n.t('Compare: Choose the First Organization')));
  const second = counterpart ?? (first && (await pickCounterpart(services, first)));
  return first && second && (await canCompare(services, [first, second])) ? [first, second] : undefined;
}

/**
 * Remembers an organization for `compareWithSelected`.
 * @param argument a row, the URI of a document or `{ domain, id }`
 */
export async function selectForCompare({ comparing }: CompareState, argument?: unknown): Promise<void> {
  const selected = organizationArgument(argument);
  if (selected) {
    comparing.selected = selected;
    await vscode.commands.executeCommand('setContext', 'organizationInspector.hasSelectedForCompare', true);
  }
}

/**
 * Compares the organization of `selectForCompare` with another organization.
 * @param argument a row, the URI of a document or `{ domain, id }`
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export async function compareWithSelected(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants'> & CompareState,
  argument?: unknown,
): Promise<Pair<vscode.Uri> | undefined> {
  const { selected } = services.comparing;
  const other = organizationArgument(argument);
  return selected && other && (await canCompare(services, [selected, other]))
    ? showComparison(services, [selected, other])
    : undefined;
}

/** The organizations of the arguments or of the selection. Two selected rows take precedence. */
function sidesIn(
  { tree }: Services<'tree'>,
  argument: unknown,
  other: unknown,
): readonly [first?: OrganizationReference | undefined, second?: OrganizationReference | undefined] {
  const rows: readonly unknown[] = Array.isArray(other) ? other : argument === undefined ? tree.selection : [];
  if (rows.length === 2 && rows.every((row) => isRow(row) && row.kind === 'organization')) {
    return [organizationArgument(rows[0]), organizationArgument(rows[1])];
  }
  return argument === undefined
    ? [inFront(tree, organizationArgument)[0]]
    : [organizationArgument(argument), organizationArgument(other)];
}

/** An organization often has the same name in another tenant, so the search there begins with the name. */
function pickCounterpart(
  services: Services<'known' | 'notifier' | 'store' | 'tenants'>,
  { domain, organization }: OrganizationReference,
): Promise<OrganizationReference | undefined> {
  const title = l10n.t('Compare {0} With', plainText(organizationTitle(organization), 60));
  const hasOthers = services.tenants.domains.some((other) => other !== domain);
  return pickOrganization(services, title, {
    excludedId: organization.id,
    text: hasOthers ? (organization.name ?? '') : '',
  });
}

/** Whether these are two organizations of connected tenants. If not, a message says so. */
async function canCompare({ tenants }: Services<'tenants'>, sides: ComparedOrganizations): Promise<boolean> {
  const [first, second] = sides;
  if (first.domain === second.domain && first.id === second.id) {
    void showInformation(l10n.t('Choose another organization: this one would be compared with itself.'));
    return false;
  }
  for (const { domain } of sides) {
    if ((await pickTenant(tenants, l10n.t('Compare Organizations'), domain)) === undefined) {
      return false;
    }
  }
  return true;
}

/** The organizations to compare. */
export type ComparedOrganizations = Pair<OrganizationReference>;

/**
 * Reads two organizations, with one request each, and shows them side by side.
 * @returns the URIs of both sides, `undefined` if a side could not be read
 */
export async function showComparison(
  services: Services<'documents' | 'notifier' | 'store' | 'tenants'>,
  compared: ComparedOrganizations,
): Promise<Pair<vscode.Uri> | undefined> {
  const sides = await withProgress(l10n.t('Reading two organizations'), (context) =>
    readSides(services, compared, context, () => showComparison(services, compared)),
  );
  if (!sides) {
    return undefined;
  }
  const uris = await Promise.all(both(sides, (side) => keep(services, side)));
  await vscode.commands.executeCommand('vscode.diff', ...uris, comparisonTitle(services, sides));
  return uris;
}

async function keep(
  { documents }: Services<'documents'>,
  { domain, organization }: OrganizationSide,
): Promise<vscode.Uri> {
  const { id, name = id } = organization;
  const uri = documentUri({ domain, id, name, path: orderedForm.names }, orderedForm);
  await documents.keep(uri, comparableOrganization(asSent(organization)));
  return uri;
}

/** The title of the tab. It has the tenants only if they are two. */
export function comparisonTitle(services: Services<'tenants'>, sides: Pair<OrganizationSide>): string {
  const isOneTenant = sides[0].domain === sides[1].domain;
  const tenants = tenantTitles(services, sides);
  const titles = both(sides, ({ organization }, side) => {
    const title = plainText(organizationTitle(organization), TITLE_LENGTH);
    return isOneTenant ? title : `${title} (${plainText(tenants[side], TITLE_LENGTH)})`;
  });
  return titles.join(' ↔ ');
}
