/**
 * Whether the text can be an organization's ID. Real IDs are `org_` and 16 letters or digits, but the API only
 * promises at most 50 characters.
 * @see https://auth0.com/docs/api/management/v2/organizations/get-organizations-by-id
 */
export function isOrganizationId(text: string): boolean {
  return /^org_[A-Za-z0-9]{1,46}$/.test(text);
}

/**
 * Whether the text can be an organization's name: 1 to 50 lower case letters, digits, `_` and `-`.
 * @see https://auth0.com/docs/manage-users/organizations/configure-organizations/create-organizations
 */
export function isOrganizationName(text: string): boolean {
  return /^[a-z0-9_-]{1,50}$/.test(text);
}

/** Whether the text is a whole organization ID as they really are, to tell it from one that is still being typed. */
export function isWholeOrganizationId(text: string): boolean {
  return /^org_[A-Za-z0-9]{16}$/.test(text);
}
