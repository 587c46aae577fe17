import * as vscode from 'vscode';
import type { FactDocument } from '../access/factSources.ts';
import type { Organization } from '../management/organization.ts';
import { isUserId } from '../users/userQuestion.ts';
import {
  type ApplicationAddress,
  type OrganizationAddress,
  toUriComponents,
  type UserAddress,
} from './documentAddress.ts';
import { isClientId } from './explanationPath.ts';
import { productLink } from './productLink.ts';

/**
 * The links from the report of a login to the documents of its facts. The links to the product also work in a ticket. VS
 * Code for the Web follows only links to the documents themselves.
 */
export function factLinks(domain: string, organization: Organization): (document: FactDocument) => string | undefined {
  return (document) => {
    const address = addressOf(domain, organization, document);
    if (!address) {
      return undefined;
    }
    return vscode.env.uiKind === vscode.UIKind.Web
      ? vscode.Uri.from(toUriComponents(address)).toString()
      : productLink(vscode.env.uriScheme, address);
  };
}

function addressOf(
  domain: string,
  { id, name = id }: Organization,
  document: FactDocument,
): OrganizationAddress | UserAddress | ApplicationAddress | undefined {
  if ('path' in document) {
    return { domain, id, name, path: document.path };
  }
  if ('userId' in document) {
    const { userId } = document;
    return isUserId(userId) ? { domain, userId, withAllRoles: false } : undefined;
  }
  const { clientId } = document;
  return isClientId(clientId) ? { domain, clientId } : undefined;
}
