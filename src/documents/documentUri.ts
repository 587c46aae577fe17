import * as vscode from 'vscode';
import type { AccessQuestion } from '../access/facts.ts';
import type { Organization } from '../api/organization.ts';
import type { SectionAddress } from '../sections/section.ts';
import {
  type DocumentAddress,
  explanationAddress,
  fromUriComponents,
  toUriComponents,
  type UserAddress,
} from './documentAddress.ts';

/**
 * The URI of the document of an organization or of something in it. All callers use the same URI, so the same tab.
 * @param path see `OrganizationAddress`
 */
export function organizationUri(
  domain: string,
  { id, name = id }: Organization,
  path: readonly string[] = [],
): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain, id, name, path }));
}

/** The URI of the document of a user. */
export function userUri(user: UserAddress): vscode.Uri {
  return vscode.Uri.from(toUriComponents(user));
}

/** The URI of the document of an application. */
export function applicationUri(domain: string, clientId: string): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain, clientId }));
}

/** The URI of the document with an explanation. @param name the name of the organization */
export function explanationUri(question: AccessQuestion, name: string): vscode.Uri {
  return vscode.Uri.from(toUriComponents(explanationAddress(question, name)));
}

/** The URI of the document with the loaded organizations of a tenant. */
export function listUri(domain: string): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain }));
}

/** The URI of the summary of two tenants. @param snapshot the time of the snapshot if the first one is a snapshot */
export function summaryUri(
  [domain, comparedWith]: readonly [first: string, second: string],
  snapshot?: string,
): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain, comparedWith, ...(snapshot !== undefined && { snapshot }) }));
}

/** The address of a document of this extension, `undefined` for any other URI. */
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
