import * as vscode from 'vscode';
import { ordered } from '../documents/documentAddress.ts';
import { organizationUri } from '../documents/documentUri.ts';
import { withSortedKeys } from '../management/jsonFields.ts';
import { type Organization, organizationTitle } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import type { RequestContext } from '../management/requestContext.ts';
import { showInformation } from '../messages/notifications.ts';
import { withProgress } from '../messages/progress.ts';
import { isRow } from '../sidebar/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { tenantTitle } from '../tenants/tenantTypes.ts';
import { plainText } from '../text/plainText.ts';
import { pickOrganization } from './findOrganization.ts';
import { activeDocumentUri, organizationArgument, type OrganizationReference } from './commandArguments.ts';
import type { ExtensionServices } from './extensionServices.ts';

/**
 * Compares two organizations, of one tenant or of two, in the diff editor.
 * @param argument a row, the URI of a document or `{ domain, id }`; without it the two selected rows, or else the
 *   active document, or else the selected row
 * @param other the second organization in the same forms, or the selected rows, which VS Code passes to commands in the
 *   context menu of a row; without it the user is asked
 * @returns the URIs of both sides, `undefined` when nothing was compared
 */
export async function compareWith(
  services: ExtensionServices,
  argument?: unknown,
  other?: unknown,
): Promise<Comparison | undefined> {
  const [given, counterpart] = sidesIn(services, argument, other);
  const first = given ?? (await pickOrganization(services, vscode.l10n.t('Compare: Choose the First Organization')));
  const second = counterpart ?? (first && (await pickCounterpart(services, first)));
  return first && second && compare(services, first, second);
}

/**
 * Remembers an organization for `compareWithSelected`.
 * @param argument a row, the URI of a document or `{ domain, id }`
 */
export async function selectForCompare({ comparing }: ExtensionServices, argument?: unknown): Promise<void> {
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
  services: ExtensionServices,
  argument?: unknown,
): Promise<Comparison | undefined> {
  const { selected } = services.comparing;
  const other = organizationArgument(argument);
  return selected && other && compare(services, selected, other);
}

/** The organizations of the arguments or of the selection. Two selected rows take precedence. */
function sidesIn(
  { tree }: ExtensionServices,
  argument: unknown,
  other: unknown,
): readonly [first?: OrganizationReference | undefined, second?: OrganizationReference | undefined] {
  const rows: readonly unknown[] = Array.isArray(other) ? other : argument === undefined ? tree.selection : [];
  if (rows.length === 2 && rows.every((row) => isRow(row) && row.kind === 'organization')) {
    return [organizationArgument(rows[0]), organizationArgument(rows[1])];
  }
  return argument === undefined
    ? [organizationArgument(activeDocumentUri()) ?? organizationArgument(tree.selection[0])]
    : [organizationArgument(argument), organizationArgument(other)];
}

/** An organization often has the same name in another tenant, so the search there begins with the name. */
function pickCounterpart(
  services: ExtensionServices,
  { domain, organization }: OrganizationReference,
): Promise<OrganizationReference | undefined> {
  const title = vscode.l10n.t('Compare {0} With', plainText(organizationTitle(organization), 60));
  return pickOrganization(services, title, (other) =>
    other === domain ? { text: '', excludedId: organization.id } : { text: organization.name ?? '' },
  );
}

async function compare(services: ExtensionServices, ...sides: Compared): Promise<Comparison | undefined> {
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

/** The URIs of the documents on both sides of a diff editor. */
export type Comparison = readonly [original: vscode.Uri, modified: vscode.Uri];

/** The organizations to compare. */
export type Compared = readonly [OrganizationReference, OrganizationReference];

/** How much of a title fits into a tab, in UTF-16 code units. */
const TITLE_LENGTH = 60;

interface Side {
  readonly domain: string;
  readonly organization: Organization;
}

/**
 * Reads two organizations, with one request each, and shows them side by side.
 * @returns the URIs of both sides, `undefined` if a side could not be read
 */
async function showComparison(services: ExtensionServices, compared: Compared): Promise<Comparison | undefined> {
  const [original, modified] = await withProgress(vscode.l10n.t('Reading two organizations'), (context) =>
    Promise.all([readSide(services, compared, 0, context), readSide(services, compared, 1, context)]),
  );
  if (!original || !modified) {
    return undefined;
  }
  const uris = [await keep(services, original), await keep(services, modified)] as const;
  const title = `${titleOf(services, original, modified)} ↔ ${titleOf(services, modified, original)}`;
  await vscode.commands.executeCommand('vscode.diff', ...uris, title);
  return uris;
}

/** Reads an organization before a tab opens, so a failure is a notification and leaves no tab. */
async function readSide(
  services: ExtensionServices,
  compared: Compared,
  side: 0 | 1,
  context: RequestContext,
): Promise<Side | undefined> {
  const { domain, id, organization } = compared[side];
  const { name = id } = organization;
  try {
    return { domain, organization: await services.store.lookUp(domain, (client) => client.get(id, context), id) };
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be read', plainText(name)),
      documentation: documentationOf.get,
      retry: () => showComparison(services, compared),
    });
    return undefined;
  }
}

async function keep({ documents }: ExtensionServices, { domain, organization }: Side): Promise<vscode.Uri> {
  const uri = organizationUri(domain, organization, [ordered]);
  await documents.keep(uri, withSortedKeys(organization));
  return uri;
}

/** Has the tenant only if the other side is from another tenant. */
function titleOf({ tenants }: ExtensionServices, { domain, organization }: Side, other: Side): string {
  const title = plainText(organizationTitle(organization), TITLE_LENGTH);
  return domain === other.domain
    ? title
    : `${title} (${plainText(tenantTitle(tenants.find(domain) ?? { domain }), TITLE_LENGTH)})`;
}
