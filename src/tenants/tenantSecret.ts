import type { Credentials } from '../api/tokenEndpoint.ts';

/** What gives access to a tenant, stored as one secret, so that a token never belongs to another application. */
export interface TenantSecret {
  /** Absent if an application has not got a token yet. */
  readonly accessToken?: string;
  /** The application that gets the access tokens; absent if the user pastes them. */
  readonly application?: Credentials;
}

/** The domain of the tenant that a key of the secret storage belongs to. */
export function domainOfKey(key: string): string {
  return key.slice(key.indexOf(':') + 1);
}

/** Whether both are the same application with the same client secret, or both are none. */
export function isSameApplication(one: Credentials | undefined, other: Credentials | undefined): boolean {
  return (
    one?.clientId === other?.clientId && one?.clientSecret === other?.clientSecret && one?.audience === other?.audience
  );
}

export function isSameSecret(one: TenantSecret | undefined, other: TenantSecret | undefined): boolean {
  return one?.accessToken === other?.accessToken && isSameApplication(one?.application, other?.application);
}
