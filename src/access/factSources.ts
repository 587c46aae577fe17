import type { AccessQuestion } from './explanation.ts';
import { factRequests } from './factRequests.ts';
import type { FactName } from './facts.ts';

/** Where a fact comes from. */
export interface FactSource {
  /** The request, such as "GET /api/v2/organizations/{id}/enabled_connections". */
  readonly request: string;
  /** The JSON document that shows the fact, if there is one. */
  readonly document?: FactDocument;
}

/** The address of a document of the tenant: the path in the organization, empty for itself, or a user or an application. */
export type FactDocument =
  { readonly path: readonly string[] } | { readonly userId: string } | { readonly clientId: string };

/** The source of a fact. */
export function sourceOf(name: FactName, question: AccessQuestion): FactSource {
  const document = documentOf(name, question);
  return { request: `GET /api/v2${factRequests[name].path}`, ...(document && { document }) };
}

function documentOf(name: FactName, { clientId, userId }: AccessQuestion): FactDocument | undefined {
  switch (name) {
    case 'organization':
      return { path: [] };
    case 'connections':
    case 'invitations':
      return { path: [name] };
    case 'discoveryDomains':
      return { path: ['discovery-domains'] };
    case 'applications':
      return { path: ['clients'] };
    case 'clientGrants':
      return { path: ['client-grants'] };
    case 'application':
    case 'applicationConnections':
      return clientId === undefined ? undefined : { clientId };
    case 'association':
      return clientId === undefined ? undefined : { path: ['clients', clientId] };
    case 'user':
    case 'memberships':
      return userId === undefined ? undefined : { userId };
    case 'events':
      return { path: userId === undefined ? ['events'] : ['members', userId, 'events'] };
    case 'tenantSettings':
      return undefined;
  }
}
