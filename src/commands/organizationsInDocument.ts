import * as vscode from 'vscode';
import { everything, ordered } from '../documents/documentAddress.ts';
import { documentAddress } from '../documents/documentUri.ts';
import { isRecord } from '../management/jsonFields.ts';
import { readOrganization, type Organization } from '../management/organization.ts';
import { withProgress } from '../messages/progress.ts';
import { chooseOrganization } from './findOrganization.ts';
import type { ExtensionServices } from './extensionServices.ts';

/** What a command needs of an organization. */
export type Needs = 'id' | 'all';

/**
 * The organizations that one of our documents is about. It costs a request where the document says no more than the ID,
 * more is needed, and the organization is not loaded.
 * @throws ApiError
 */
export async function organizationsInDocument(
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
    return [services.lists.find(domain, id) ?? { id }];
  }
  if (path.length === 0 || path[0] === ordered || path[0] === everything) {
    const content: unknown = JSON.parse(await services.documents.text(uri));
    const organization = readOrganization(
      path[0] === everything && isRecord(content) ? content['organization'] : content,
    );
    return organization ? [organization] : [];
  }
  return [services.lists.find(domain, id) ?? (await lookUp(services, domain, id))];
}

/** In the editor of a list, the organizations at the cursors are meant; without an editor, all of them. */
async function organizationsInList(
  services: ExtensionServices,
  uri: vscode.Uri,
  domain: string,
): Promise<readonly Organization[]> {
  const { organizations } = services.lists.get(domain);
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

function lookUp({ lists }: ExtensionServices, domain: string, id: string): Promise<Organization> {
  return withProgress(vscode.l10n.t('Looking up {0}', id), (context) =>
    lists.lookUp(domain, (client) => client.get(id, context), id),
  );
}
