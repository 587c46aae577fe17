import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import { readOrganization, type Organization } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { isRow } from '../organizations/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { activeDocument, rowsMeant, type OrganizationAtTenant } from './arguments.ts';
import { chooseOrganization, type Search } from './chooseOrganization.ts';
import { organizationsInDocument } from './organizationsInDocument.ts';
import type { Services } from './services.ts';

/**
 * The organizations that a command is for. None of the ways costs a request where the organization is loaded.
 * @param argument a row, an organization, the URI of a document, an array of rows or organizations, or `'selection'`
 *   for the selected rows, even while one of our documents is in the active editor
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
 * @param retry runs the command again for a document whose organization could not be read, which the person is told;
 *   without it no more is needed than the ID, which costs no request
 */
export async function organizationsIn(
  services: Services,
  argument?: unknown,
  selection?: unknown,
  retry?: (document: vscode.Uri) => unknown,
): Promise<readonly Organization[]> {
  const organizations = rowsMeant(argument, selection).flatMap(organizationOf);
  if (organizations.length > 0) {
    return organizations;
  }
  const uri = argument instanceof vscode.Uri ? argument : argument === 'selection' ? undefined : activeDocument();
  if (uri) {
    return readDocument(services, uri, retry);
  }
  const selected = services.tree.selection.flatMap(organizationOf);
  if (selected.length > 0) {
    return selected;
  }
  const picked = await pickOrganization(services, vscode.l10n.t('Choose an Organization'));
  return picked ? [picked.organization] : [];
}

async function readDocument(
  services: Services,
  uri: vscode.Uri,
  retry: ((document: vscode.Uri) => unknown) | undefined,
): Promise<readonly Organization[]> {
  try {
    return await organizationsInDocument(services, uri, retry ? 'all' : 'id');
  } catch (error) {
    const { domain = '', id = domain } = documentAddress(uri) ?? {};
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be read', id),
      documentation: documentationOf.get,
      retry: () => retry?.(uri),
    });
    return [];
  }
}

function organizationOf(candidate: unknown): readonly Organization[] {
  if (isRow(candidate)) {
    return candidate.kind === 'organization' ? [candidate.organization] : [];
  }
  const organization = readOrganization(candidate);
  return organization ? [organization] : [];
}

/**
 * The organization that a person picks, after the tenant where several are connected.
 * @param searchAt how the search in a tenant begins, and what it does not offer
 */
export async function pickOrganization(
  services: Services,
  title: string,
  searchAt: (domain: string) => Pick<Search, 'text' | 'without'> = () => ({ text: '' }),
): Promise<OrganizationAtTenant | undefined> {
  const domain = await pickTenant(services.tenants, title);
  if (domain === undefined) {
    return undefined;
  }
  const organization = await chooseOrganization(services, { domain, title, ...searchAt(domain) });
  return organization && { domain, organization, id: organization.id };
}
