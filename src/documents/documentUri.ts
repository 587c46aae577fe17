import * as vscode from 'vscode';
import type { Organization } from '../api/organization.ts';
import type { SectionAddress } from '../sections/section.ts';
import {
  type DocumentAddress,
  type DocumentPath,
  fromUriComponents,
  pathOfList,
  pathOfOrganization,
  toUriComponents,
} from './documentAddress.ts';

/**
 * The URI of a document. All callers use the same URI, so the same tab.
 * @param pathOf the file of a document of its kind
 * @throws Error for an address that this kind does not have
 */
export function documentUri<Address extends DocumentAddress>(
  address: Address,
  pathOf: (address: Address) => DocumentPath | undefined,
): vscode.Uri {
  const path = pathOf(address);
  if (!path) {
    throw new Error(`There is no document ${address.path.join('/')}.`);
  }
  return vscode.Uri.from(toUriComponents(address, path));
}

/**
 * The URI of the document of an organization or of something in it.
 * @param path of a section or an item, `['everything']` or `['ordered']`
 */
export function organizationUri(
  domain: string,
  { id, name = id }: Organization,
  path: readonly string[] = [],
): vscode.Uri {
  return documentUri({ domain, id, name, path }, pathOfOrganization);
}

/** The URI of the document with the loaded organizations of a tenant. */
export function listUri(domain: string): vscode.Uri {
  return documentUri({ domain, path: [] }, pathOfList);
}

/** The address in a URI of this extension, `undefined` for any other URI. Whether it exists, `DocumentKinds` knows. */
export function documentAddress(uri: vscode.Uri): DocumentAddress | undefined {
  return fromUriComponents(uri);
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
