import * as vscode from 'vscode';
import { documentAddress } from '../documents/documentUri.ts';
import { isOrganizationId, type Organization } from '../management/organization.ts';
import { isRow } from '../sidebar/rows.ts';

/** The tenant that a command's argument speaks of: a domain, a row or the URI of a document. */
export function domainArgument(argument: unknown): string | undefined {
  if (typeof argument === 'string') {
    return argument;
  }
  if (argument instanceof vscode.Uri) {
    return documentAddress(argument)?.domain;
  }
  return isRow(argument) ? argument.domain : undefined;
}

/**
 * What a command in the menu of a row is for: the selected rows where the row is one of them, else the row alone. VS Code
 * hands over the selection only then, other hosts always.
 */
export function rowArguments(argument: unknown, selection: unknown): readonly unknown[] {
  return Array.isArray(selection) && selection.includes(argument) ? selection : [argument].flat();
}

/** The argument as a text, `undefined` for anything else. */
export function stringArgument(argument: unknown): string | undefined {
  return typeof argument === 'string' ? argument : undefined;
}

/** The URI of the document in the active editor, if it is one of ours. */
export function activeDocumentUri(): vscode.Uri | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && documentAddress(uri) ? uri : undefined;
}

/** The organization that a row of it or below it, the URI of a document, or `{ domain, id }` is about. */
export function organizationArgument(argument: unknown): OrganizationReference | undefined {
  if (isRow(argument)) {
    return 'organization' in argument
      ? { domain: argument.domain, organization: argument.organization, id: argument.organization.id }
      : undefined;
  }
  const given = argument instanceof vscode.Uri ? documentAddress(argument) : argument;
  const { domain, id, name } = (given ?? {}) as Readonly<Record<string, unknown>>;
  return typeof domain === 'string' && typeof id === 'string' && isOrganizationId(id)
    ? { domain, id, organization: { id, ...(typeof name === 'string' && { name }) } }
    : undefined;
}

export interface OrganizationReference {
  readonly domain: string;
  readonly id: string;
  /** Has at least the ID. */
  readonly organization: Organization;
}
