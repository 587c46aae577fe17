import type { ReadingTenants } from '../../src/access/factEndpoints.ts';
import { readAccessToken } from '../../src/management/accessToken.ts';
import { readObject } from '../../src/management/jsonFields.ts';
import { managementApi } from '../../src/management/managementApi.ts';
import { createOrganizationsClient } from '../../src/management/organizationsClient.ts';
import { readPagesOf } from '../../src/management/pagination.ts';
import { RateLimiter } from '../../src/management/rateLimiter.ts';
import { fixedToken, type TokenSource } from '../../src/management/tokenSource.ts';
import type { TokenStatus } from '../../src/tenants/tenantTypes.ts';
import { HastyClock } from './hastyClock.ts';

/** The parts of the connected tenants that read facts: the real ones, for one tenant. */
export function readingTenants(
  domain: string,
  accessToken: string,
  { tokens = fixedToken(accessToken), onAnswer = () => undefined }: ReadingOptions = {},
): ReadingTenants {
  const limiter = new RateLimiter(new HastyClock(), () => 0.2);
  const connection = { domain, tokens, onRequest: onAnswer };
  const read = managementApi(connection, limiter);
  const scopes = readAccessToken(accessToken)?.scopes;
  const status: TokenStatus = { kind: 'usable', ...(scopes && { scopes }) };
  return {
    client: () => createOrganizationsClient(connection, limiter),
    read: () => read,
    pages: (_, list) => readPagesOf(read, list, readObject),
    status: () => Promise.resolve(status),
  };
}

interface ReadingOptions {
  readonly tokens?: TokenSource;
  /** Called after each answer, or failure without one. */
  readonly onAnswer?: () => void;
}
