import { jwtDecode } from 'jwt-decode';
import { ApiError } from './apiError.ts';

/** The claims of a Management API access token that can be judged without its key. */
export interface AccessTokenClaims {
  /** When it expires, in UNIX seconds. */
  readonly expiresAt?: number;
  /** When it was issued, in UNIX seconds. */
  readonly issuedAt?: number;
  /** The hosts of its issuer and of its Management API audiences. */
  readonly hosts: readonly string[];
  /** Absent where the token does not list its scopes. */
  readonly scopes?: readonly string[];
}

const sufficientScopes = ['read:organizations', 'read:organizations_summary'] as const;

/** A token with less than this left, in seconds, is renewed before it is used, or with half of its life left. */
const RENEWED_BEFORE_S = 120;

/** The scopes that this product has a use for: the first one for the list, the others for what is inside organizations. */
export const usedScopes = [
  'read:organizations',
  'read:organization_members',
  'read:organization_member_roles',
  'read:organization_member_effective_roles',
  'read:organization_connections',
  'read:organization_invitations',
  'read:organization_discovery_domains',
  'read:organization_client_grants',
  'read:organization_groups',
  'read:organization_group_roles',
  'read:organization_clients',
  'read:roles',
] as const;

/**
 * Reads a token's claims without verifying its signature, which only the tenant can do.
 * @returns `undefined` for what is no JSON Web Token, such as a client secret
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
    ...(typeof exp === 'number' && { expiresAt: exp }),
    ...(typeof iat === 'number' && { issuedAt: iat }),
    hosts: [iss, ...audiences].flatMap(hostOf),
    ...(typeof scope === 'string' && { scopes: scope.split(' ').filter(Boolean) }),
  };
}

/**
 * Finds out locally what would make the tenant refuse the token, so that it is sent nowhere in vain.
 * @param nowMs the time, in ms
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
  const [tokenHost] = claims.hosts;
  if (tokenHost !== undefined && !claims.hosts.includes(domain)) {
    throw new ApiError('otherTenant', { tokenHost });
  }
  if (claims.scopes && !sufficientScopes.some((scope) => claims.scopes?.includes(scope))) {
    throw new ApiError('insufficientScope', { scopes: sufficientScopes });
  }
}

/**
 * Whether a token that can be renewed is good for some time yet.
 * @param life its times in UNIX seconds, `undefined` where nobody knows them
 * @param nowMs the time, in UNIX ms
 */
export function isFresh(life: Pick<AccessTokenClaims, 'issuedAt' | 'expiresAt'> | undefined, nowMs: number): boolean {
  if (!life) {
    return false;
  }
  const { expiresAt, issuedAt = -Infinity } = life;
  return expiresAt === undefined || expiresAt - nowMs / 1000 > Math.min(RENEWED_BEFORE_S, (expiresAt - issuedAt) / 2);
}

/** The scopes that allow more than reading, such as `delete:organizations`. */
export function writingScopes(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope) => !scope.startsWith('read:'));
}

function decode(token: string): Readonly<Record<string, unknown>> | undefined {
  // The library is content with less than a signed token, down to `.e30`.
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
