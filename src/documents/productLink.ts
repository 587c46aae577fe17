import type { ApplicationAddress, OrganizationAddress, UserAddress } from './documentAddress.ts';

/** The authority of links to this extension. */
const extensionId = 'organization-inspector.organization-inspector';

/**
 * A link that opens a document in the VS Code of whoever follows it, such as `vscode://…/open?domain=…&id=…`.
 * @param scheme the scheme of links to the product
 */
export function productLink(scheme: string, address: OrganizationAddress | UserAddress | ApplicationAddress): string {
  return linkWith(scheme, '/open', { domain: address.domain, ...keysOf(address) });
}

/** In UTF-16 code units. No search for an organization needs more. */
export const LONGEST_SEARCH = 200;

/** Whether a link can have this text to search for: short and without invisible characters, so a person sees all of it. */
export function isSearchText(text: string): boolean {
  return text.trim() !== '' && text.length <= LONGEST_SEARCH && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);
}

/**
 * A link that opens a search for organizations with a text, such as `vscode://…/find?domain=…&q=…`.
 * @param domain the tenant; without it whoever follows the link chooses one
 */
export function searchLink(scheme: string, text: string, domain: string | undefined): string {
  return linkWith(scheme, '/find', { ...(domain !== undefined && { domain }), q: text });
}

function linkWith(scheme: string, path: string, parameters: Readonly<Record<string, string>>): string {
  // VS Code decodes the query before the extension parses it.
  return `${scheme}://${extensionId}${path}?${new URLSearchParams(parameters).toString().replaceAll('%', '%25')}`;
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
