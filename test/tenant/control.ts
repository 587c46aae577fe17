import type { Application } from './applications.ts';
import type { Person } from './contents/model.ts';
import type { Fault } from './faults.ts';
import type { Feature, FeatureState } from './features.ts';
import type { Organization } from './organization.ts';
import type { LoggedRequest } from './requestLog.ts';
import type { TokenOptions } from './tokens.ts';

/** What a test can do to a tenant, whether it runs in the same process or not. */
export interface TenantControl {
  /** A token that works, unless the options say otherwise. */
  mintToken(options?: TokenOptions): Promise<string>;
  /**
   * Refuses every access token issued so far. A single access token cannot be revoked in a real tenant, where only the
   * signing key can be: https://auth0.com/docs/get-started/tenant-settings/signing-keys/revoke-signing-keys
   */
  revokeTokens(): Promise<void>;
  /** Takes the place of the application with the same ID, if there is one, such as to take its grant away. */
  addApplication(application: Application): Promise<void>;
  /** As the rotation of a secret does; tokens stay valid. */
  setApplicationSecret(id: string, secret: string): Promise<void>;
  inject(fault: Fault): Promise<void>;
  clearFaults(): Promise<void>;
  clearRequests(): Promise<void>;
  /** The newest in the order of creation. */
  addOrganization(organization: Organization): Promise<void>;
  /** Its place in the order of creation stays. */
  updateOrganization(id: string, changes: Partial<Organization>): Promise<void>;
  removeOrganization(id: string): Promise<void>;
  /** The last to join. Whoever has a user ID of the tenant already stays who they are; all others are new, and have no roles. */
  addMember(organizationId: string, member: Person): Promise<void>;
  removeMember(organizationId: string, userId: string): Promise<void>;
  /** Takes a feature away, or gives it back. */
  setFeature(feature: Feature, state: FeatureState): Promise<void>;
}

/** A tenant in another process. */
export interface RemoteTenant extends TenantControl {
  requests(): Promise<readonly LoggedRequest[]>;
  /** In the order of creation. */
  organizations(): Promise<readonly Organization[]>;
}

/** Drives the tenant at this address, such as `http://127.0.0.1:4000`. Needs nothing but `fetch`. */
export function controlTenant(url: string): RemoteTenant {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const response = await fetch(new URL(`/_control/${path}`, url), {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!response.ok) {
      throw new Error(`${method} /_control/${path}: ${response.status} ${await response.text()}`);
    }
    return response;
  };
  const tell = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body);
  };
  return {
    requests: async () => (await (await call('GET', 'requests')).json()) as readonly LoggedRequest[],
    clearRequests: () => tell('DELETE', 'requests'),
    inject: (fault) => tell('PUT', 'faults', fault),
    clearFaults: () => tell('DELETE', 'faults'),
    mintToken: async (options = {}) => {
      const answer = (await (await call('POST', 'tokens', options)).json()) as { readonly access_token: string };
      return answer.access_token;
    },
    revokeTokens: () => tell('DELETE', 'tokens'),
    addApplication: (application) => tell('POST', 'applications', application),
    setApplicationSecret: (id, secret) => tell('PUT', `applications/${id}/secret`, { secret }),
    organizations: async () => (await (await call('GET', 'organizations')).json()) as readonly Organization[],
    addOrganization: (organization) => tell('POST', 'organizations', organization),
    updateOrganization: (id, changes) => tell('PATCH', `organizations/${id}`, changes),
    removeOrganization: (id) => tell('DELETE', `organizations/${id}`),
    addMember: (organizationId, member) => tell('POST', `organizations/${organizationId}/members`, member),
    removeMember: (organizationId, userId) =>
      tell('DELETE', `organizations/${organizationId}/members/${encodeURIComponent(userId)}`),
    setFeature: (feature, state) => tell('PUT', `features/${feature}`, { state }),
  };
}
