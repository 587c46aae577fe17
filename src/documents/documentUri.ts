import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { fromUriComponents, toUriComponents, type DocumentAddress } from './documentAddress.ts';

/**
 * The document of an organization, or of something in it: the same one however a person gets to it.
 * @param path see `OrganizationAddress`
 */
export function organizationUri(
  domain: string,
  { id, name = id }: Organization,
  path: readonly string[] = [],
): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain, id, name, path }));
}

/** The document of all loaded organizations of a tenant. */
export function listUri(domain: string): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain }));
}

/** What a URI of ours stands for, `undefined` for any other. */
export function documentAddress(uri: vscode.Uri): DocumentAddress | undefined {
  return fromUriComponents(uri);
}
