import * as vscode from 'vscode';
import { comparablePair } from '../comparing/comparable.ts';
import type { Comparison } from '../comparing/comparison.ts';
import { both, type Pair } from '../comparing/pair.ts';
import { comparisonPath } from '../documents/comparisonPath.ts';
import { counterpart } from '../documents/documentAddress.ts';
import { documentAddress, organizationUri } from '../documents/documentUri.ts';
import type { OrganizationDocuments } from '../documents/organizationDocuments.ts';
import { urisOfTab } from '../documents/expectedDocuments.ts';
import type { Compared } from './compareOrganizations.ts';

/** Makes the documents of a comparison, or gives the open ones new content. @returns their URIs */
export async function keepComparison(
  documents: OrganizationDocuments,
  comparison: Comparison,
): Promise<Pair<vscode.Uri>> {
  const contents = comparablePair(comparison.sides, comparison.withIds);
  const uris = both(comparison.sides, ({ domain, id, name }, side) => {
    const other = comparison.sides[side === 0 ? 1 : 0];
    return organizationUri(domain, { id, name }, comparisonPath({ ...other, kind: 'comparison' }));
  });
  await Promise.all(both(uris, (uri, side) => documents.keep(uri, contents[side], comparison)));
  return uris;
}

/**
 * The document of a comparison that a command is about.
 * @param argument a URI; without it the changed side of the active tab
 */
export function comparisonUri(argument: unknown): vscode.Uri | undefined {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const uri = argument instanceof vscode.Uri ? argument : activeTab && urisOfTab(activeTab).at(-1);
  return uri && comparedIn(uri) && uri;
}

/** The organizations of a comparison. @param uri the URI of the document of the second one */
export function comparedIn(uri: vscode.Uri): Compared | undefined {
  const address = documentAddress(uri);
  const other = address && counterpart(address);
  if (address?.id === undefined || !other) {
    return undefined;
  }
  const { domain, id, name } = address;
  return [
    { ...other, organization: { id: other.id } },
    { domain, id, organization: { id, name } },
  ];
}
