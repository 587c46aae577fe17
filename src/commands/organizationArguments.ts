import * as vscode from 'vscode';
import { everything, ordered } from '../documents/documentAddress.ts';
import { documentAddress } from '../documents/documentUri.ts';
import { isRecord } from '../management/jsonFields.ts';
import { readOrganization, type Organization } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { isRow } from '../sidebar/rows.ts';
import { withProgress } from '../messages/progress.ts';
import { activeDocumentUri, rowArguments } from './commandArguments.ts';
import { chooseOrganization, pickOrganization } from './findOrganization.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** What a command needs of an organization. */
export type Needs = 'id' | 'all';

/**
 * The organizations that one of our documents is about. It costs a request where the document says no more than the ID,
 * more is needed, and the organization is not loaded.
 * @throws ApiError
 */
async function organizationsInDocument(
  services: ExtensionServices,
  uri: vscode.Uri,
  needs: Needs,
): Promise<readonly Organization[]> {
  const address = documentAddress(uri);
  if (!address) {
    return [];
  }
  if (address.id === undefined) {
    return organizationsInList(services, uri, address.domain);
  }
  const { domain, id, path } = address;
  if (needs === 'id') {
    return [services.store.find(domain, id) ?? { id }];
  }
  if (path.length === 0 || path[0] === ordered || path[0] === everything) {
    const content: unknown = JSON.parse(await services.documents.text(uri));
    const organization = readOrganization(
      path[0] === everything && isRecord(content) ? content['organization'] : content,
    );
    return organization ? [organization] : [];
  }
  return [services.store.find(domain, id) ?? (await lookUp(services, domain, id))];
}

/** In the editor of a list, the organizations at the cursors are meant; without an editor, all of them. */
async function organizationsInList(
  services: ExtensionServices,
  uri: vscode.Uri,
  domain: string,
): Promise<readonly Organization[]> {
  const { organizations } = services.store.get(domain);
  const { document, selections = [] } = vscode.window.activeTextEditor ?? {};
  if (document?.uri.toString() !== uri.toString()) {
    return organizations;
  }
  const ids = new Set(selections.flatMap((selection) => idsAt(document, selection)));
  if (ids.size > 0) {
    const known = new Map(organizations.map((organization) => [organization.id, organization]));
    return [...ids].map((id) => known.get(id) ?? { id });
  }
  const chosen = await chooseOrganization(services, {
    domain,
    title: vscode.l10n.t('Choose an Organization'),
    text: '',
  });
  return chosen ? [chosen] : [];
}

/** The IDs of the organizations that a selection touches. In the document, each begins and ends on lines of its own. */
function idsAt(document: vscode.TextDocument, { start, end }: vscode.Selection): readonly string[] {
  const textAt = (line: number) => document.lineAt(line).text;
  const isInside = (line: number) => textAt(line).startsWith('    ');
  let first = start.line;
  while (isInside(first) && textAt(first) !== '    {') {
    first--;
  }
  // Whole lines end where the next one begins, of which nothing is selected.
  let last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  while (isInside(last) && !textAt(last).startsWith('    }')) {
    last++;
  }
  const ids: string[] = [];
  for (let line = first; line <= last; line++) {
    const id = /^ {6}"id": ("(?:[^"\\]|\\.)*")/.exec(textAt(line))?.[1];
    if (id !== undefined) {
      ids.push(JSON.parse(id) as string);
    }
  }
  return ids;
}

function lookUp({ store }: ExtensionServices, domain: string, id: string): Promise<Organization> {
  return withProgress(vscode.l10n.t('Looking up {0}', id), (context) =>
    store.lookUp(domain, (client) => client.get(id, context), id),
  );
}

/**
 * The organizations that a command is for. None of the ways costs a request where the organization is loaded.
 * @param argument a row, an organization, the URI of a document, an array of rows or organizations, or `'selection'`
 *   for the selected rows, even while one of our documents is in the active editor
 * @param selection the rows that are selected, which VS Code hands to commands of a row's menu
 * @param retry runs the command again for a document whose organization could not be read, which the person is told;
 *   without it no more is needed than the ID, which costs no request
 */
export async function organizationArguments(
  services: ExtensionServices,
  argument?: unknown,
  selection?: unknown,
  retry?: (document: vscode.Uri) => unknown,
): Promise<readonly Organization[]> {
  const organizations = rowArguments(argument, selection).flatMap(organizationOf);
  if (organizations.length > 0) {
    return organizations;
  }
  const uri = argument instanceof vscode.Uri ? argument : argument === 'selection' ? undefined : activeDocumentUri();
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
  services: ExtensionServices,
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
