import type { Application, Applications } from './applications.ts';
import { ApiFailure } from './failures.ts';
import { readScopes } from './scopes.ts';
import type { Tokens } from './tokens.ts';

/** The parameters of a request, whether they came as a form or as JSON. */
export type TokenRequest = ReadonlyMap<string, unknown>;

/**
 * The client credentials flow.
 * @throws ApiFailure in the shape of OAuth. Statuses without a source of their own are those of
 *   https://github.com/auth0/docs/commit/d653bc075bd88a55d8440e29bb1f4c1e8b107cbc ("Standard Error Responses")
 * @see https://auth0.com/docs/api/authentication/client-credentials-flow/get-token
 */
export async function exchangeCredentials(
  applications: Applications,
  tokens: Tokens,
  request: TokenRequest,
): Promise<object> {
  const grantType = required(request, 'grant_type');
  if (grantType !== 'client_credentials') {
    // The status is that of the table above. The text is inferred from oauth2orize, whose texts Auth0's resemble.
    throw refusal(501, 'unsupported_grant_type', `Unsupported grant type: ${grantType}`);
  }
  const application = applications.authenticate(required(request, 'client_id'), request.get('client_secret'));
  if (!application) {
    // With a wrong secret: https://github.com/auth0/node-auth0/issues/682, https://github.com/auth0/node-auth0/issues/582;
    // without one: https://github.com/auth0-samples/auth0-angular-samples/issues/201
    throw refusal(401, 'access_denied', 'Unauthorized');
  }
  checkGrant(application, request.get('audience'), tokens.audience);
  const { scope = readScopes.join(' '), tokenLifeSeconds = 86_400 } = application;
  const accessToken = await tokens.mint(application.id, { scope, expiresInSeconds: tokenLifeSeconds });
  return { access_token: accessToken, expires_in: tokenLifeSeconds, scope, token_type: 'Bearer' };
}

function checkGrant(
  { granted = true, allowsClientCredentials = true }: Application,
  audience: unknown,
  managementApi: string,
): void {
  if (!allowsClientCredentials) {
    // https://github.com/auth0/ruby-auth0/issues/190; the status also in https://github.com/auth0/auth0-java/issues/165
    throw refusal(403, 'unauthorized_client', "Grant type 'client_credentials' not allowed for the client.", {
      error_uri: 'https://auth0.com/docs/clients/client-grant-types',
    });
  }
  if (typeof audience !== 'string' || audience === '') {
    // Where the tenant has no default audience: https://github.com/postmanlabs/postman-app-support/issues/2934;
    // the status: https://github.com/hashicorp/terraform-provider-auth0/issues/24
    throw refusal(403, 'access_denied', 'Non-global clients are not allowed access to APIv1');
  }
  if (audience !== managementApi) {
    // https://github.com/auth0/node-auth0/issues/292, https://github.com/auth0/terraform-provider-auth0/issues/951
    throw refusal(403, 'access_denied', `Service not enabled within domain: ${audience}`);
  }
  if (!granted) {
    // https://github.com/auth0/ruby-auth0/issues/610; the status: https://github.com/auth0/auth0-python/issues/173
    const cause = `Client is not authorized to access "${audience}".`;
    const advice = 'You need to create a "client-grant" associated to this API.';
    const address = 'https://auth0.com/docs/api/v2#!/Client_Grants/post_client_grants';
    throw refusal(403, 'access_denied', `${cause} ${advice} See: ${address}`);
  }
}

/** The text was seen for `code` (https://github.com/auth0-samples/auth0-python-web-app/issues/18) and is inferred for the others. */
function required(request: TokenRequest, name: string): string {
  const value = request.get(name);
  if (typeof value !== 'string' || value === '') {
    throw refusal(400, 'invalid_request', `Missing required parameter: ${name}`);
  }
  return value;
}

function refusal(status: number, error: string, description: string, more: object = {}): ApiFailure {
  return new ApiFailure(status, { error, error_description: description, ...more });
}
