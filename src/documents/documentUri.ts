import * as vscode from 'vscode';
import type { Organization } from '../management/organization.ts';
import { fromUriComponents, toUriComponents, type DocumentAddress } from './documentAddress.ts';

/** The document of an organization: the same one however a person gets to it. */
export function organizationUri(domain: string, { id, name = id }: Organization): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain, id, name }));
}

/** The document of all loaded organizations of a tenant. */
export function listUri(domain: string): vscode.Uri {
  return vscode.Uri.from(toUriComponents({ domain }));
}

/** What a URI of ours stands for, `undefined` for any other. */
export function documentAddress(uri: vscode.Uri): DocumentAddress | undefined {
  return fromUriComponents(uri);
}
