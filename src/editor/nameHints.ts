import * as vscode from 'vscode';
import { organizationTitle } from '../management/organization.ts';
import { plainText } from '../management/plainText.ts';
import { organizationTooltip } from '../organizations/tooltip.ts';
import type { KnownOrganizations } from './knownOrganizations.ts';
import { idLength, type IdInText } from './organizationIds.ts';

/** Longer titles would push the code away. */
const longestTitle = 40;

/** The titles of known organizations behind their IDs, and behind the quotes around these. */
export function nameHints(
  known: KnownOrganizations,
  document: vscode.TextDocument,
  ids: readonly IdInText[],
): vscode.InlayHint[] {
  return ids.flatMap(({ offset, id }) => {
    const found = known.find(id);
    if (!found) {
      return [];
    }
    const end = document.positionAt(offset + idLength);
    const next = document.getText(new vscode.Range(end, end.translate(0, 1)));
    const hint = new vscode.InlayHint(
      /["'`]/.test(next) ? end.translate(0, 1) : end,
      plainText(organizationTitle(found.organization), longestTitle),
    );
    hint.paddingLeft = true;
    hint.tooltip = organizationTooltip(found.organization);
    return [hint];
  });
}
