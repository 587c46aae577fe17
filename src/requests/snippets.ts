import { baseUrl } from '../management/domain.ts';
import type { Language } from './languages.ts';
import { requestPath, type OrganizationRequest } from './organizationRequest.ts';

export { languages } from './languages.ts';

/** The code that makes a request to a tenant. A placeholder, the one of Auth0's documentation, stands for the token. */
export function snippetOf({ client, complete }: Language, domain: string, request: OrganizationRequest): string {
  const snippet = client.generate({
    method: 'GET',
    url: `${baseUrl(domain)}${requestPath(request)}`,
    headers: [
      { name: 'Authorization', value: 'Bearer MGMT_API_ACCESS_TOKEN' },
      { name: 'Accept', value: 'application/json' },
    ],
  });
  return complete(snippet);
}
