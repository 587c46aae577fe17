/** A connected tenant as it is stored, without secrets. */
export interface Tenant {
  readonly domain: string;
  /** The user's name for the tenant. */
  readonly label?: string;
  /** The user's mark of the tenant. */
  readonly environment?: Environment;
  /** The application that gets the access tokens; absent if the user pastes them. */
  readonly application?: TenantApplication;
}

export const environments = ['production', 'staging', 'development'] as const;

export type Environment = (typeof environments)[number];

/** A machine-to-machine application. */
export interface TenantApplication {
  readonly clientId: string;
  readonly audience: string;
}

/** The key that gives the user access to a tenant. */
export type TenantKey = { readonly kind: 'token'; readonly accessToken: string } | ApplicationKey;

export interface ApplicationKey {
  readonly kind: 'application';
  readonly application: TenantApplication;
  /** Empty for the one that is stored for the same application. */
  readonly clientSecret: string;
}

/** The status of a tenant's token, as far as it is known without a request. `refused`: with 401, and not accepted since. */
export type TokenStatus =
  | {
      readonly kind: 'usable';
      /** In UNIX seconds; absent if the token is renewed automatically or never expires. */
      readonly expiresAt?: number;
      /** Absent if the token does not list its scopes. */
      readonly scopes?: readonly string[];
    }
  | {
      readonly kind: 'expired' | 'refused' | 'missing' | 'damaged' | 'unreadable';
      readonly expiresAt?: undefined;
      readonly scopes?: undefined;
    };

/** The display name of a tenant. */
export function tenantTitle({ label, domain }: Tenant): string {
  return label ?? domain;
}
