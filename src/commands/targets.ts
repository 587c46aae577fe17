import * as vscode from 'vscode';
import { ordered } from '../documents/documentAddress.ts';
import { documentAddress } from '../documents/documentUri.ts';
import { readOrganization, type Organization } from '../management/organization.ts';
import { isRow } from '../organizations/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { activeDocument, rowsMeant, type OrganizationAtTenant } from './arguments.ts';
import { chooseOrganization } from './chooseOrganization.ts';
import type { Services } from './services.ts';

/**
 * The organizations that a command is for. None of the ways costs a request where the organization is loaded.
 * @param argument a row, an organization, the URI of a document, an array of rows or organizations, or `'selection'`
 *   for the selected rows, even while one of our documents is in the active editor
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
 */
export async function organizationsIn(
  services: Services,
  argument?: unknown,
  selection?: unknown,
): Promise<readonly Organization[]> {
  const organizations = rowsMeant(argument, selection).flatMap(organizationOf);
  if (organizations.length > 0) {
    return organizations;
  }
  const uri = argument instanceof vscode.Uri ? argument : argument === 'selection' ? undefined : activeDocument();
  if (uri) {
    return organizationsInDocument(services, uri);
  }
  const selected = services.tree.selection.flatMap(organizationOf);
  if (selected.length > 0) {
    return selected;
  }
  const picked = await pickOrganization(services, vscode.l10n.t('Choose an Organization'));
  return picked ? [picked.organization] : [];
}

function organizationOf(candidate: unknown): readonly Organization[] {
  if (isRow(candidate)) {
    return candidate.kind === 'organization' ? [candidate.organization] : [];
  }
  const organization = readOrganization(candidate);
  return organization ? [organization] : [];
}

async function organizationsInDocument(services: Services, uri: vscode.Uri): Promise<readonly Organization[]> {
  const address = documentAddress(uri);
  if (!address) {
    return [];
  }
  if (address.id !== undefined && address.path.length > 0 && address.path[0] !== ordered) {
    return [{ id: address.id, name: address.name }];
  }
  const content: unknown = JSON.parse(await services.documents.text(uri));
  const organization = readOrganization(content);
  if (organization) {
    return [organization];
  }
  return services.lists.get(address.domain).organizations;
}

/**
 * The organization that a person picks, after the tenant where several are connected.
 * @param textAt what the search in a tenant begins with
 */
export async function pickOrganization(
  services: Services,
  title: string,
  textAt: (domain: string) => string = () => '',
): Promise<OrganizationAtTenant | undefined> {
  const domain = await pickTenant(services.tenants, title);
  if (domain === undefined) {
    return undefined;
  }
  const organization = await chooseOrganization(services, { domain, title, text: textAt(domain) });
  return organization && { domain, organization, id: organization.id };
}
