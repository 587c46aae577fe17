import * as vscode from 'vscode';
import { readOrganization } from '../management/organization.ts';
import { requestsFor, type OrganizationRequest } from '../requests/organizationRequest.ts';
import { domainIn, organizationAt, textIn, type OrganizationAtTenant } from './arguments.ts';

/** A tenant, and the requests that there are for what a person has pointed at. */
export interface RequestTarget {
  readonly domain: string;
  /** None where it is an organization whose ID is none. */
  readonly requests: readonly OrganizationRequest[];
}

/** What the argument of a command is about: a row, the URI of a document, a domain, or `{ domain, id, name }`. */
export function requestTargetOf(argument: unknown): RequestTarget | undefined {
  const at = organizationAt(argument);
  if (at) {
    return { domain: at.domain, requests: requestsFor(keysOf(argument, at)) };
  }
  const { domain = domainIn(argument), id, name } = (argument ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof domain !== 'string') {
    return undefined;
  }
  const requests = requestsFor({ id: textIn(id), name: textIn(name) });
  return { domain, requests: requests.length > 0 ? requests : [{ kind: 'list' }] };
}

/** In the URI of a document stands the name that the organization had when it was opened, or the ID for want of one. */
function keysOf(argument: unknown, { id, organization }: OrganizationAtTenant) {
  const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === String(argument));
  const content = readOrganization(document && JSON.parse(document.getText()));
  const { name } = content?.id === id ? content : organization;
  return { id, name: name === id ? undefined : name };
}
