import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { isRecord } from '../api/jsonFields.ts';
import { isOrganizationId, isOrganizationName, type Organization, readOrganization } from '../api/organization.ts';
import { documentArgument, inFront, isRow, organizationArgument, rowArguments } from '../commands/commandTarget.ts';
import type { Services } from '../commands/services.ts';
import { documentAddress, everything, isList, isOfOrganization } from '../documents/documentAddress.ts';
import { idsIn } from '../organizations/organizationIds.ts';
import { withProgress } from '../ui/notifications.ts';
import type { Question } from '../ui/ask.ts';
import { chooseOrganization, pickOrganization } from './findOrganization.ts';
import { hostName } from './identifiers.ts';

/** Which fields of an organization a command needs. */
export type Needs = 'id' | 'all';

/**
 * The organizations of a document from this extension. Makes a request only if the document has no more than the ID,
 * all fields are needed, and the organization is not loaded.
 * @throws ApiError
 */
async function organizationsInDocument(
  services: Services<'documents' | 'known' | 'notifier' | 'store'>,
  uri: vscode.Uri,
  needs: Needs,
): Promise<readonly Organization[]> {
  const address = documentAddress(uri);
  if (!address) {
    return [];
  }
  if (!isOfOrganization(address)) {
    return isList(address) ? organizationsInList(services, uri, address.domain) : [];
  }
  const { domain, id, path } = address;
  if (needs === 'id') {
    return [services.store.find(domain, id) ?? { id }];
  }
  if (path.length === 0 || path[0] === everything) {
    const content: unknown = JSON.parse(await services.documents.text(uri));
    const organization = readOrganization(
      path[0] === everything && isRecord(content) ? content['organization'] : content,
    );
    return organization ? [organization] : [];
  }
  return [services.store.find(domain, id) ?? (await lookUp(services, domain, id))];
}

/** In the active editor of a list, the organizations at the cursors or one that the user chooses; otherwise all. */
async function organizationsInList(
  services: Services<'known' | 'notifier' | 'store'>,
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
  const chosen = await chooseOrganization(services, { domains: [domain], title: l10n.t('Choose an Organization') });
  return chosen ? [chosen.organization] : [];
}

/** The IDs of the organizations that a selection touches. In the document, each organization has its own lines. */
function idsAt(document: vscode.TextDocument, { start, end }: vscode.Selection): readonly string[] {
  const textAt = (line: number) => document.lineAt(line).text;
  const isInside = (line: number) => textAt(line).startsWith('    ');
  let first = start.line;
  while (isInside(first) && textAt(first) !== '    {') {
    first--;
  }
  // A selection of whole lines ends at the start of the next line, which is not selected.
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

function lookUp({ store }: Services<'store'>, domain: string, id: string): Promise<Organization> {
  return withProgress(l10n.t('Looking up {0}', id), (context) =>
    store.lookUp(domain, (client) => client.get(id, context), id),
  );
}

/**
 * The organizations that a command applies to. Makes no request for an organization that is loaded.
 * @param argument a row, an organization, the URI of a document, an array of rows or organizations, or `'selection'`
 *   for the selected rows alone; without it see `inFront`
 * @param selection the selected rows, which VS Code passes to commands in the context menu of a row
 * @param retry runs the command again, from the notification about a document whose organization could not be read;
 *   without it the command needs only the ID, which takes no request
 */
export async function organizationArguments(
  services: Services<'documents' | 'known' | 'notifier' | 'store' | 'tenants' | 'tree'>,
  argument?: unknown,
  selection?: unknown,
  retry?: (document: vscode.Uri) => unknown,
): Promise<readonly Organization[]> {
  const organizations = rowArguments(argument, selection).flatMap(organizationOf);
  if (organizations.length > 0) {
    return organizations;
  }
  if (argument instanceof vscode.Uri) {
    return readDocument(services, argument, retry);
  }
  const found =
    argument === 'selection'
      ? services.tree.selection.flatMap(organizationOf)
      : inFront(services.tree, (one) => documentArgument(one) ?? organizationArgument(one)?.organization);
  if (found[0] instanceof vscode.Uri) {
    return readDocument(services, found[0], retry);
  }
  // Rows inside an organization that are selected with its own are about the same one.
  const selected = [...new Map(found.flatMap(organizationOf).map((one) => [one.id, one])).values()];
  if (selected.length > 0) {
    return selected;
  }
  const picked = await pickOrganization(services, l10n.t('Choose an Organization'));
  return picked ? [picked.organization] : [];
}

async function readDocument(
  services: Services<'documents' | 'known' | 'notifier' | 'store'>,
  uri: vscode.Uri,
  retry: ((document: vscode.Uri) => unknown) | undefined,
): Promise<readonly Organization[]> {
  try {
    return await organizationsInDocument(services, uri, retry ? 'all' : 'id');
  } catch (error) {
    const { domain = '', id = '' } = documentAddress(uri) ?? {};
    services.notifier.notify(error, {
      ...services.store.failureOf(domain, id),
      ...(id === '' && {
        what: l10n.t('The organizations of {0} could not be loaded', services.store.tenants.titleOf(domain)),
      }),
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

/** The parts of a question that asks for a key, such as an organization's name. */
export interface KeyQuestion extends Pick<Question, 'prompt' | 'placeholder' | 'problem'> {
  /** The key that a text is, or names. */
  readonly keyIn: (text: string) => string;
}

/** The question for an organization's ID, also as the only one in a URL, a line of JSON or a sentence. */
export function idQuestion(): KeyQuestion {
  return {
    keyIn: idIn,
    prompt: l10n.t('ID of the organization'),
    placeholder: 'org_…',
    problem: (text) =>
      isOrganizationId(idIn(text))
        ? undefined
        : l10n.t('An organization ID is org_ and letters or digits behind it, 50 characters at most.'),
  };
}

function idIn(text: string): string {
  const [only = text, ...others] = new Set(idsIn(text).map(({ id }) => id));
  return isOrganizationId(text) || others.length > 0 ? text : only;
}

/** The question for an organization's name. */
export function nameQuestion(): KeyQuestion {
  return {
    keyIn: (text) => text,
    prompt: l10n.t('Name of the organization, not its display name'),
    placeholder: 'acme',
    problem: (text) =>
      isOrganizationName(text)
        ? undefined
        : l10n.t('A name has 1 to 50 characters: lower case letters a to z, digits, _ and -.'),
  };
}

/** The question for a discovery domain of organizations. */
export function discoveryDomainQuestion(): KeyQuestion {
  return {
    keyIn: (text) => hostName(text) ?? text,
    prompt: l10n.t('The whole domain. It is looked up with one request.'),
    placeholder: 'acme.example',
    problem: (text) =>
      hostName(text) === undefined ? l10n.t('Enter a whole domain, such as acme.example.') : undefined,
  };
}
