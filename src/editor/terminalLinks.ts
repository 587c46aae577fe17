import * as vscode from 'vscode';
import { organizationTitle } from '../management/organization.ts';
import type { KnownOrganizations } from '../organizations/knownOrganizations.ts';
import { plainText } from '../text/plainText.ts';
import { idLength, type IdInText, idsIn } from './organizationIds.ts';

/** A link on an organization ID in a terminal. */
export class OrganizationLink extends vscode.TerminalLink {
  readonly id: string;

  constructor({ character, id }: IdInText, tooltip: string) {
    super(character, idLength, tooltip);
    this.id = id;
  }
}

/** Creates links on the IDs in a line of a terminal. A URL keeps its own link. */
export function terminalLinks(known: Pick<KnownOrganizations, 'finder' | 'titleOf'>, line: string): OrganizationLink[] {
  const find = known.finder();
  const linked = idsIn(line).filter(({ isInUrl }) => !isInUrl);
  return linked.map((place) => {
    const found = find(place.id);
    const tooltip = found
      ? vscode.l10n.t(
          'Open {0} of {1}',
          plainText(organizationTitle(found.organization)),
          plainText(known.titleOf(found.domain)),
        )
      : vscode.l10n.t('Open Organization');
    return new OrganizationLink(place, tooltip);
  });
}
