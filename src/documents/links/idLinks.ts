import * as vscode from 'vscode';
import { documentAddress, organizationUri } from '../documentUri.ts';
import { commandLink } from './commandLink.ts';
import { linksIn, type IdKind } from './linksIn.ts';

/** The section whose documents show what an ID stands for. */
const sectionOf: Readonly<Record<Exclude<IdKind, 'organization'>, string>> = {
  user: 'members',
  connection: 'connections',
  invitation: 'invitations',
  domain: 'discovery-domains',
  clientGrant: 'client-grants',
  group: 'groups',
  role: 'roles',
};

/** A link whose target is made up when somebody points at it, since the list has one for each organization. */
class OrganizationLink extends vscode.DocumentLink {
  readonly domain: string;
  readonly id: string;

  constructor(range: vscode.Range, domain: string, id: string) {
    super(range);
    this.domain = domain;
    this.id = id;
    this.tooltip = openText(id);
  }
}

/** The IDs in one of our documents that there is something to open for. Nothing is read before a person follows one. */
export function idLinksOf(document: vscode.TextDocument): vscode.DocumentLink[] {
  const address = documentAddress(document.uri);
  if (!address) {
    return [];
  }
  const { domain, id: organizationId } = address;
  return linksIn(document.getText()).flatMap(({ offset, length, id, kind }) => {
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
    if (kind === 'organization') {
      return id === organizationId ? [] : [new OrganizationLink(range, domain, id)];
    }
    if (organizationId === undefined || id === address.path.at(-1)) {
      return [];
    }
    const link = new vscode.DocumentLink(
      range,
      organizationUri(domain, { id: organizationId, name: address.name }, [sectionOf[kind], id]),
    );
    link.tooltip = openText(id);
    return [link];
  });
}

/** Gives a link of `idLinksOf` its target. */
export function resolveIdLink(link: vscode.DocumentLink): vscode.DocumentLink {
  if (link instanceof OrganizationLink) {
    link.target = vscode.Uri.parse(commandLink('openOrganizationById', link.id, link.domain));
  }
  return link;
}

function openText(id: string): string {
  return vscode.l10n.t('Open {0}', id);
}
