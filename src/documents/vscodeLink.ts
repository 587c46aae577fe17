/** The authority of links to this extension. */
const extensionId = 'organization-inspector.organization-inspector';

/** What a link opens: an organization or something in it, a user, an application, or the explanation of a login. */
export type LinkedDocument =
  | LinkedLogin
  | { readonly domain: string; readonly id: string; readonly path: readonly string[] }
  | { readonly domain: string; readonly userId: string }
  | { readonly domain: string; readonly clientId: string };

/** A login of a user to an organization, through an application if one is named. */
export interface LinkedLogin {
  readonly domain: string;
  readonly organizationId: string;
  readonly userId: string;
  readonly clientId?: string;
}

/**
 * A link that opens a document in the VS Code of whoever follows it, such as `vscode://…/open?domain=…&id=…`.
 * @param scheme the scheme of links to the product
 */
export function vscodeLink(scheme: string, linked: LinkedDocument): string {
  return linkWith(scheme, 'organizationId' in linked ? '/explain' : '/open', {
    domain: linked.domain,
    ...keysOf(linked),
  });
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

function keysOf(linked: LinkedDocument): Readonly<Record<string, string>> {
  if ('organizationId' in linked) {
    const { organizationId, userId, clientId } = linked;
    return { id: organizationId, user: userId, ...(clientId !== undefined && { client: clientId }) };
  }
  if ('userId' in linked) {
    return { user: linked.userId };
  }
  if ('clientId' in linked) {
    return { client: linked.clientId };
  }
  const { id, path } = linked;
  return { id, ...(path.length > 0 && { section: path.map(encodeURIComponent).join('/') }) };
}
