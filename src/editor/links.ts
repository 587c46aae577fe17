import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { commandLink } from '../documents/links/commandLink.ts';
import type { KnownOrganizations } from './knownOrganizations.ts';
import { idLength, type IdInText } from './organizationIds.ts';

/** A link whose target is made when somebody points at it. */
class IdLink extends vscode.DocumentLink {
  readonly id: string;

  constructor(range: vscode.Range, id: string) {
    super(range);
    this.id = id;
    this.tooltip = vscode.l10n.t('Open Organization');
  }
}

/** Links on IDs, as long as there is a tenant that can be asked for them. */
export function links(known: KnownOrganizations, ids: readonly IdInText[]): vscode.DocumentLink[] {
  return known.domains.length === 0
    ? []
    : ids.map(
        ({ line, character, id }) => new IdLink(new vscode.Range(line, character, line, character + idLength), id),
      );
}

/** Gives a link its target: the document, or where the ID is not known the command that asks for the tenant. */
export function resolved(known: KnownOrganizations, link: vscode.DocumentLink): vscode.DocumentLink {
  if (link instanceof IdLink) {
    const found = known.find(link.id);
    link.target = found
      ? organizationUri(found.domain, found.organization)
      : vscode.Uri.parse(commandLink('openOrganizationById', link.id));
  }
  return link;
}
