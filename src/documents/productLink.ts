import type { ApplicationAddress, OrganizationAddress, UserAddress } from './documentAddress.ts';

/** The authority of links to this extension. */
const extensionId = 'organization-inspector.organization-inspector';

/**
 * A link that opens a document in the VS Code of whoever follows it, such as `vscode://…/open?domain=…&id=…`.
 * @param scheme the scheme of links to the product
 */
export function productLink(scheme: string, address: OrganizationAddress | UserAddress | ApplicationAddress): string {
  const parameters = new URLSearchParams({ domain: address.domain, ...keysOf(address) }).toString();
  // VS Code decodes the query before the extension parses it.
  return `${scheme}://${extensionId}/open?${parameters.replaceAll('%', '%25')}`;
}

function keysOf(address: OrganizationAddress | UserAddress | ApplicationAddress): Readonly<Record<string, string>> {
  if (address.userId !== undefined) {
    return { user: address.userId };
  }
  if (address.clientId !== undefined) {
    return { client: address.clientId };
  }
  const { id, path } = address;
  return { id, ...(path.length > 0 && { section: path.map(encodeURIComponent).join('/') }) };
}
