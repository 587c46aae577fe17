import * as vscode from 'vscode';
import { organizationUri } from '../documents/documentUri.ts';
import { commandLink } from '../documents/links/commandLink.ts';
import type { Organization } from '../management/organization.ts';
import type { KnownOrganization, KnownOrganizations } from './knownOrganizations.ts';
import { idLength, type IdInText } from './organizationIds.ts';

/** Links on IDs. */
export class IdLinks {
  readonly #known: KnownOrganizations;
  /** VS Code asks for all links of a file after each change. */
  readonly #documents = new WeakMap<Organization, vscode.Uri>();

  constructor(known: KnownOrganizations) {
    this.#known = known;
  }

  of(ids: readonly IdInText[]): vscode.DocumentLink[] {
    const tooltip = vscode.l10n.t('Open Organization');
    const find = this.#known.finder();
    // An address that lost its own link would lead nowhere any more; the hover still offers the organization.
    const linked = ids.filter(({ isInUrl }) => !isInUrl);
    return linked.map(({ line, character, id }) => {
      const range = new vscode.Range(line, character, line, character + idLength);
      // With its target, since VS Code forgets links that it has yet to ask for one whenever a provider comes or goes.
      const link = new vscode.DocumentLink(range, this.#target(id, find(id)));
      link.tooltip = tooltip;
      return link;
    });
  }

  /** The document, or where the ID is not known the command that asks for the tenant. */
  #target(id: string, found: KnownOrganization | undefined): vscode.Uri {
    if (!found) {
      return vscode.Uri.parse(commandLink('openOrganizationById', id));
    }
    let uri = this.#documents.get(found.organization);
    if (!uri) {
      uri = organizationUri(found.domain, found.organization);
      this.#documents.set(found.organization, uri);
    }
    return uri;
  }
}
