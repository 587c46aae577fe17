import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import { isOrganization, organizationTitle, type Organization } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';
import { withoutIcons } from '../notifications/withoutIcons.ts';
import { openList } from '../organizations/openList.ts';
import { isRow } from '../organizations/rows.ts';
import { pickTenant } from '../tenants/pickTenant.ts';
import { activeDocument } from './arguments.ts';
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
  const candidates = Array.isArray(selection) ? selection : [argument].flat();
  const organizations = candidates.flatMap((candidate: unknown) => organizationOf(candidate));
  if (organizations.length > 0) {
    return organizations;
  }
  const uri = argument instanceof vscode.Uri ? argument : argument === 'selection' ? undefined : activeDocument();
  if (uri) {
    return organizationsInDocument(services, uri);
  }
  const selected = services.tree.selection.flatMap(organizationOf);
  return selected.length > 0 ? selected : pickOrganization(services);
}

function organizationOf(candidate: unknown): readonly Organization[] {
  if (isRow(candidate)) {
    return candidate.kind === 'organization' ? [candidate.organization] : [];
  }
  return isOrganization(candidate) ? [candidate] : [];
}

async function organizationsInDocument(services: Services, uri: vscode.Uri): Promise<readonly Organization[]> {
  const address = documentAddress(uri);
  if (!address) {
    return [];
  }
  if (address.id !== undefined && address.path.length > 0) {
    return [{ id: address.id, name: address.name }];
  }
  const content: unknown = JSON.parse(await services.documents.text(uri));
  if (isOrganization(content)) {
    return [content];
  }
  return services.lists.get(address.domain).organizations;
}

async function pickOrganization({ tenants, lists, notifier }: Services): Promise<readonly Organization[]> {
  const title = vscode.l10n.t('Choose an Organization');
  const domain = await pickTenant(tenants, title);
  if (domain === undefined) {
    return [];
  }
  const items = openList(lists, notifier, domain).then(({ organizations }) =>
    organizations.map((organization) => ({
      label: withoutIcons(plainText(organizationTitle(organization))),
      description: withoutIcons(plainText(organization.name ?? '')),
      detail: withoutIcons(plainText(organization.id)),
      organization,
    })),
  );
  const choice = await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true });
  return choice ? [choice.organization] : [];
}
