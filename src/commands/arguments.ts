import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import type { Organization } from '../management/organization.ts';
import { isRow } from '../organizations/rows.ts';

/** The tenant that a command's argument speaks of: a domain, a row or the URI of a document. */
export function domainIn(argument: unknown): string | undefined {
  if (typeof argument === 'string') {
    return argument;
  }
  if (argument instanceof vscode.Uri) {
    return documentAddress(argument)?.domain;
  }
  return isRow(argument) ? argument.domain : undefined;
}

/** The argument as a text, `undefined` for anything else. */
export function textIn(argument: unknown): string | undefined {
  return typeof argument === 'string' ? argument : undefined;
}

/** The URI of the document in the active editor, if it is one of ours. */
export function activeDocument(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && documentAddress(uri) ? uri : undefined;
}

/** The organization that a row of it or below it, or the URI of a document, is about. */
export function organizationAt(argument: unknown): OrganizationAtTenant | undefined {
  if (isRow(argument)) {
    return 'organization' in argument
      ? { domain: argument.domain, organization: argument.organization, id: argument.organization.id }
      : undefined;
  }
  const address = argument instanceof vscode.Uri ? documentAddress(argument) : undefined;
  if (address?.id === undefined) {
    return undefined;
  }
  const { domain, id, name } = address;
  return { domain, organization: { id, name }, id };
}

export interface OrganizationAtTenant {
  readonly domain: string;
  readonly id: string;
  /** Has at least ID and name. */
  readonly organization: Organization;
}
