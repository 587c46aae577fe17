import * as vscode from 'vscode';
import { organizationTitle, type Organization } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';
import { organizationTooltip } from '../organizations/tooltip.ts';
import type { KnownOrganizations } from './knownOrganizations.ts';
import { idLength, type IdInText } from './organizationIds.ts';

/** Longer titles would push the code away. */
const longestTitle = 40;

/** The title of an organization, whose tooltip is made when somebody points at it. */
class NameHint extends vscode.InlayHint {
  override readonly paddingLeft = true;
  readonly organization: Organization;

  constructor(position: vscode.Position, organization: Organization) {
    super(position, plainText(organizationTitle(organization), longestTitle));
    this.organization = organization;
  }
}

/** The titles of known organizations behind their IDs, and behind the quotes around these. */
export function nameHints(
  known: KnownOrganizations,
  document: vscode.TextDocument,
  ids: readonly IdInText[],
): vscode.InlayHint[] {
  const find = known.finder();
  return ids.flatMap(({ line, character, id }) => {
    const found = find(id);
    if (!found) {
      return [];
    }
    const end = character + idLength;
    const isQuoted = /["'`]/.test(document.lineAt(line).text[end] ?? '');
    return [new NameHint(new vscode.Position(line, isQuoted ? end + 1 : end), found.organization)];
  });
}

/** Adds what there is to know of the organization. */
export function explained(hint: vscode.InlayHint): vscode.InlayHint {
  if (hint instanceof NameHint) {
    hint.tooltip = organizationTooltip(hint.organization);
  }
  return hint;
}
