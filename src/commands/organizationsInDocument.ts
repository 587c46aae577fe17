import * as vscode from 'vscode';
import { ordered } from '../documents/documentAddress.ts';
import { documentAddress } from '../documents/documentUri.ts';
import { readOrganization, type Organization } from '../management/organization.ts';
import { documentationOf } from '../management/organizationsClient.ts';
import { withCancel } from '../notifications/progress.ts';
import { chooseOrganization } from './chooseOrganization.ts';
import type { Services } from './services.ts';

/** What a command needs of an organization. */
export type Needs = 'id' | 'all';

/**
 * The organizations that one of our documents is about. It costs a request where the document says no more than the ID,
 * more is needed, and the organization is not loaded.
 */
export async function organizationsInDocument(
  services: Services,
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
  if (path.length === 0 || path[0] === ordered) {
    const organization = readOrganization(JSON.parse(await services.documents.text(uri)));
    return organization ? [organization] : [];
  }
  const organization =
    services.lists.find(domain, id) ?? (needs === 'id' ? { id } : await lookUp(services, domain, id));
  return organization ? [organization] : [];
}

/** In the editor of a list, the organizations at the cursors are meant; without an editor, all of them. */
async function organizationsInList(
  services: Services,
  uri: vscode.Uri,
  domain: string,
): Promise<readonly Organization[]> {
  const { organizations } = services.lists.get(domain);
  const { document, selections = [] } = vscode.window.activeTextEditor ?? {};
  if (document?.uri.toString() !== uri.toString()) {
    return organizations;
  }
  const places = new Set(selections.flatMap((selection) => placesIn(document, selection)));
  if (places.size > 0) {
    return organizations.filter((_, place) => places.has(place));
  }
  const chosen = await chooseOrganization(services, {
    domain,
    title: vscode.l10n.t('Choose an Organization'),
    text: '',
  });
  return chosen ? [chosen] : [];
}

/** The places in the list of the organizations that a selection touches: each begins and ends on lines of its own. */
function placesIn(document: vscode.TextDocument, { start, end }: vscode.Selection): readonly number[] {
  const places: number[] = [];
  let place = -1;
  for (let line = 0; line <= end.line; line++) {
    const { text } = document.lineAt(line);
    if (text === '    {') {
      place++;
    }
    if (line >= start.line && text.startsWith('    ')) {
      places.push(place);
    }
  }
  return places;
}

async function lookUp(services: Services, domain: string, id: string): Promise<Organization | undefined> {
  try {
    return await withCancel(vscode.l10n.t('Looking up {0}', id), (caller) =>
      services.lists.lookUp(domain, (client) => client.get(id, caller), id),
    );
  } catch (error) {
    services.notifier.notify(error, {
      domain,
      what: vscode.l10n.t('Organization {0} could not be read', id),
      documentation: documentationOf.get,
      retry: () => lookUp(services, domain, id),
    });
    return undefined;
  }
}
