/** How to get an access token by hand. */
export const tokenDocumentation =
  'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-testing';

/** How to make an application that gets access tokens with only the scopes that it is granted. */
export const applicationDocumentation =
  'https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens/get-management-api-access-tokens-for-production';

/** How to create an organization. */
export const organizationDocumentation =
  'https://auth0.com/docs/manage-users/organizations/configure-organizations/create-organizations';
