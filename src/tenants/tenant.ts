/** A connected tenant as it is remembered: nothing in it is secret. */
export interface Tenant {
  readonly domain: string;
  /** What the person calls it. */
  readonly label?: string;
  /** Gets the access tokens; absent where the person pastes them. */
  readonly application?: TenantApplication;
}

/** A machine-to-machine application. */
export interface TenantApplication {
  readonly clientId: string;
  readonly audience: string;
}

/** What a person opens a tenant with. */
export type TenantKey =
  | { readonly kind: 'token'; readonly accessToken: string }
  | { readonly kind: 'application'; readonly application: TenantApplication; readonly clientSecret: string };

/** What there is to say about the token of a tenant, without asking anybody. */
export type TokenStatus =
  | {
      readonly kind: 'usable';
      /** In UNIX seconds; absent where it is renewed by itself or has no end. */
      readonly expiresAt?: number;
      /** Absent where the token does not list them. */
      readonly scopes?: readonly string[];
    }
  | { readonly kind: 'expired' | 'missing' | 'damaged' | 'unreadable' };

/** What a tenant is called. */
export function tenantTitle({ label, domain }: Tenant): string {
  return label ?? domain;
}
