import * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import type { SectionAddress } from '../sections/section.ts';
import { type DocumentAddress, documentAddress, toUriComponents } from './documentAddress.ts';
import { type DocumentForm, listForm, organizationForm } from './documentKinds.ts';

/** The URI of a document. All callers use the same URI, so the same tab. */
export function documentUri(address: DocumentAddress, { fileOf }: Pick<DocumentForm, 'fileOf'>): vscode.Uri {
  return vscode.Uri.from(toUriComponents(address, fileOf(address)));
}

/**
 * The URI of the document of an organization or of something in it.
 * @param path of a section or an item, or `['everything']`
 */
export function organizationUri(
  domain: string,
  { id, name = id }: Organization,
  path: readonly string[] = [],
): vscode.Uri {
  return documentUri({ domain, id, name, path }, organizationForm);
}

/** The URI of the document with the loaded organizations of a tenant. */
export function listUri(domain: string): vscode.Uri {
  return documentUri({ domain, path: [] }, listForm);
}

/** Whether a document shows a section or one of its items. */
export function isOfSection(uri: vscode.Uri, { domain, id, path }: SectionAddress): boolean {
  const address = documentAddress(uri);
  return (
    address?.domain === domain &&
    address.id === id &&
    address.path.length - path.length <= 1 &&
    path.every((part, index) => address.path[index] === part)
  );
}
