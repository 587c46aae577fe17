import { jwtDecode } from 'jwt-decode';
import { ApiError } from './apiError.ts';
import { isTenantDomain } from './tenantDomain.ts';

/** The claims of a Management API access token that are useful without its signing key. */
export interface AccessTokenClaims {
  /** The expiry time, in UNIX seconds. */
  readonly expiresAt?: number;
  /** The issue time, in UNIX seconds. */
  readonly issuedAt?: number;
  /** The hosts of the issuer and of the Management API audiences. */
  readonly hosts: readonly string[];
  /** Absent if the token does not list its scopes. */
  readonly scopes?: readonly string[];
}

const sufficientScopes = ['read:organizations', 'read:organizations_summary'] as const;

/** The last time that a `Date` can hold, in UNIX seconds. */
const LAST_TIME_S = 8.64e12;

/** The scope that Recent Events and Explain Failed Login use. */
export const logsScope = 'read:logs';

/** The scope that Find User and Explain Failed Login use. */
export const usersScope = 'read:users';

/** The scopes that Explain Failed Login alone uses. */
export const loginScopes = ['read:clients', 'read:connections', 'read:tenant_settings'] as const;

/**
 * Reads a token's claims without verifying the signature, which only the tenant can do.
 * @returns `undefined` if the text is not a JSON Web Token, such as a client secret
 * @see https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
 */
export function readAccessToken(token: string): AccessTokenClaims | undefined {
  const claims = decode(token);
  if (!claims) {
    return undefined;
  }
  const { exp, iat, iss, aud, scope } = claims;
  const audiences = [aud].flat().filter((audience) => typeof audience === 'string' && /\/api\/v2\/?$/.test(audience));
  return {
    ...(typeof exp === 'number' && Math.abs(exp) <= LAST_TIME_S && { expiresAt: exp }),
    ...(typeof iat === 'number' && { issuedAt: iat }),
    hosts: [iss, ...audiences].flatMap(hostOf),
    ...(typeof scope === 'string' && { scopes: scope.split(' ').filter(Boolean) }),
  };
}

/**
 * Checks locally for what would make the tenant refuse the token, to avoid a useless request.
 * @param nowMs the current time, in UNIX ms
 * @throws ApiError `malformedToken`, `expiredToken`, `otherTenant` or `insufficientScope`
 */
export function assertUsable(token: string, domain: string, nowMs: number): void {
  const claims = readAccessToken(token);
  if (!claims) {
    throw new ApiError('malformedToken');
  }
  if (claims.expiresAt !== undefined && claims.expiresAt * 1000 <= nowMs) {
    throw new ApiError('expiredToken');
  }
  // Auth0 itself issues the tokens of the Auth0 CLI.
  const tokenHost = claims.hosts.find(isTenantDomain) ?? claims.hosts[0];
  if (tokenHost !== undefined && !claims.hosts.includes(domain)) {
    throw new ApiError('otherTenant', { tokenHost });
  }
  if (claims.scopes && !sufficientScopes.some((scope) => claims.scopes?.includes(scope))) {
    throw new ApiError('insufficientScope', { scopes: sufficientScopes });
  }
}

/** The scopes of the Management API that allow more than reading, such as `delete:organizations`; `openid` is none of them. */
export function writingScopes(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope) => scope.includes(':') && !scope.startsWith('read:'));
}

function decode(token: string): Readonly<Record<string, unknown>> | undefined {
  // `jwtDecode` also accepts incomplete and unsigned tokens, down to `.e30`.
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) {
    return undefined;
  }
  try {
    jwtDecode(token, { header: true });
    const claims = jwtDecode<unknown>(token);
    return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(address: unknown): readonly string[] {
  return typeof address === 'string' && URL.canParse(address) ? [new URL(address).host] : [];
}
