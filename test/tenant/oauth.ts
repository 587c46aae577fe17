import { ApiFailure } from './failures.ts';
import type { Tokens } from './tokens.ts';

/** An application that may ask for tokens of the Management API. */
export const sampleClient = {
  id: 'OrganizationInspectorSample00001',
  secret: 'sample-secret-of-the-local-tenant',
} as const;

/** An application that exists and has no grant for the Management API. */
export const clientWithoutGrant = {
  id: 'ApplicationWithoutGrant000000001',
  secret: 'sample-secret-without-grant',
} as const;

const grantedScope = 'read:organizations';
const lifeSeconds = 86_400;

/** The client credentials flow: https://auth0.com/docs/api/authentication/client-credentials-flow/get-token */
export async function exchangeCredentials(tokens: Tokens, form: ReadonlyMap<string, unknown>): Promise<object> {
  const grantType = form.get('grant_type');
  if (typeof grantType !== 'string') {
    throw refusal(400, 'invalid_request', 'Missing required parameter: grant_type');
  }
  if (grantType !== 'client_credentials') {
    throw refusal(403, 'unsupported_grant_type', `Unsupported grant type: ${grantType}`);
  }
  const client = [sampleClient, clientWithoutGrant].find(({ id }) => id === form.get('client_id'));
  if (!client || client.secret !== form.get('client_secret')) {
    throw refusal(401, 'access_denied', 'Unauthorized');
  }
  const audience = form.get('audience');
  if (audience !== tokens.audience) {
    throw refusal(403, 'access_denied', `Service not enabled within domain: ${String(audience)}`);
  }
  if (client === clientWithoutGrant) {
    throw refusal(403, 'access_denied', `Client is not authorized to access "${tokens.audience}".`);
  }
  const accessToken = await tokens.mint(client.id, { scope: grantedScope, expiresInSeconds: lifeSeconds });
  return { access_token: accessToken, expires_in: lifeSeconds, scope: grantedScope, token_type: 'Bearer' };
}

function refusal(status: number, error: string, description: string): ApiFailure {
  return new ApiFailure(status, { error, error_description: description });
}
