import { randomBytes, randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { type ApiFailure, failure } from './failures.ts';
import { readScopes } from './scopes.ts';

/** How a token departs from one that works. */
export interface TokenOptions {
  /** Separated by spaces; by default all that it takes to read. */
  readonly scope?: string;
  /** Whether nobody but the tenant can tell the scopes. */
  readonly hidesScope?: boolean;
  /** Negative for a token that has expired. */
  readonly expiresInSeconds?: number;
  readonly issuer?: string;
  readonly audience?: string | readonly string[];
  /** Carries the signature of another token. */
  readonly forged?: boolean;
}

/** Who sent a request, or why its token is refused. */
export type Caller = { readonly scopes: ReadonlySet<string> } | ApiFailure;

// One pair serves all tenants of a process until they rotate theirs, since making it takes longer than all else about a
// tenant. Their tokens still differ in issuer and audience.
const firstKeys = generateKeyPair('RS256');

/** Issues and checks the tokens of a tenant: https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens */
export class Tokens {
  readonly issuer: string;
  readonly audience: string;
  readonly #now: () => number;
  // Stays when the key is rotated, unlike a real one, so that each token can be told to be of this tenant.
  readonly #keyId = randomBytes(9).toString('base64url');
  #keys = firstKeys;
  /** The tokens that were found to be good, so that a signature is checked once. */
  readonly #good = new Map<string, { readonly caller: Caller; readonly expiresAtMs: number }>();

  constructor(tenantUrl: string, now: () => number) {
    this.issuer = `${tenantUrl}/`;
    this.audience = `${tenantUrl}/api/v2/`;
    this.#now = now;
  }

  /**
   * From now on signs with a new key and knows the old one no more, so that all tokens issued so far are refused:
   * https://auth0.com/docs/get-started/tenant-settings/signing-keys/revoke-signing-keys
   */
  async rotateKey(): Promise<void> {
    this.#good.clear();
    this.#keys = generateKeyPair('RS256');
    await this.#keys;
  }

  async mint(clientId: string, options: TokenOptions = {}): Promise<string> {
    const token = await this.#sign(clientId, options);
    if (!options.forged) {
      return token;
    }
    const other = await this.#sign('somebody-else', options);
    return [...token.split('.').slice(0, 2), ...other.split('.').slice(2)].join('.');
  }

  async #sign(clientId: string, options: TokenOptions): Promise<string> {
    const { scope = readScopes.join(' '), hidesScope = false, expiresInSeconds = 86_400 } = options;
    const { issuer = this.issuer, audience = this.audience } = options;
    const issuedAt = Math.floor(this.#now() / 1000);
    const { privateKey } = await this.#keys;
    const claims = { azp: clientId, [hidesScope ? 'hidden_scope' : 'scope']: scope, gty: 'client-credentials' };
    // Its ID comes first, so that a part of a token is enough to tell it from all others.
    return new SignJWT({ jti: randomUUID(), ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.#keyId })
      .setIssuer(issuer)
      .setSubject(`${clientId}@clients`)
      .setAudience(typeof audience === 'string' ? audience : [...audience])
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + expiresInSeconds)
      .sign(privateKey);
  }

  async identify(authorization: string | undefined): Promise<Caller> {
    if (authorization === undefined) {
      return failure(401, 'Missing authentication');
    }
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    const known = this.#good.get(token ?? '');
    if (known && this.#now() < known.expiresAtMs) {
      return known.caller;
    }
    if (token === undefined || !isJwt(token)) {
      return failure(400, 'Bad HTTP authentication header format');
    }
    const { issuer, audience } = this;
    const keys = this.#keys;
    const { publicKey } = await keys;
    try {
      const { payload } = await jwtVerify<{ scope?: unknown; hidden_scope?: unknown }>(token, publicKey, {
        issuer,
        audience,
        currentDate: new Date(this.#now()),
      });
      const scope = payload.scope ?? payload.hidden_scope;
      const caller = { scopes: new Set(typeof scope === 'string' ? scope.split(' ') : []) };
      // The key can have been rotated meanwhile.
      if (keys === this.#keys) this.#good.set(token, { caller, expiresAtMs: (payload.exp ?? 0) * 1000 });
      return caller;
    } catch (error) {
      return refusal(error, token);
    }
  }
}

function isJwt(token: string): boolean {
  try {
    decodeProtectedHeader(token);
    decodeJwt(token);
    return true;
  } catch {
    return false;
  }
}

function refusal(error: unknown, token: string): ApiFailure {
  const unauthorized = (message: string) => failure(401, message, { attributes: { error: message } });
  if (error instanceof errors.JWTExpired) {
    return unauthorized('Expired token received for JSON Web Token validation');
  }
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : undefined;
  if (claim === 'iss' || error instanceof errors.JWSSignatureVerificationFailed) {
    return unauthorized('Invalid signature received for JSON Web Token validation');
  }
  if (claim === 'aud') {
    const { aud = '' } = decodeJwt(token);
    return unauthorized(`Bad audience: ${typeof aud === 'string' ? aud : aud.join(',')}`);
  }
  return failure(401, 'Invalid token', {}, { 'www-authenticate': 'Token error="Invalid token"' });
}
