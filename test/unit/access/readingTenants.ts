import type { ReadingTenants } from '../../../src/access/factEndpoints.ts';
import { readAccessToken } from '../../../src/api/accessToken.ts';
import { managementApi } from '../../../src/api/managementApi.ts';
import { createOrganizationsClient } from '../../../src/api/organizationsClient.ts';
import { readPagesOf } from '../../../src/api/pagination.ts';
import { type Clock } from '../../../src/api/clock.ts';
import { RateLimiter } from '../../../src/api/rateLimiter.ts';
import { fixedToken, type TokenSource } from '../../../src/api/tokenSource.ts';
import type { TokenStatus } from '../../../src/tenants/tenant.ts';
import { HastyClock } from '../api/hastyClock.ts';

/** The parts of the connected tenants that read facts: the real ones, for one tenant. */
export function readingTenants(
  domain: string,
  accessToken: string,
  { tokens = fixedToken(accessToken), onAnswer = () => undefined, clock = new HastyClock() }: ReadingOptions = {},
): ReadingTenants {
  const limiter = new RateLimiter(clock, () => 0.2);
  const connection = { domain, tokens, onRequest: onAnswer };
  const read = managementApi(connection, limiter);
  const scopes = readAccessToken(accessToken)?.scopes;
  const status: TokenStatus = { kind: 'usable', ...(scopes && { scopes }) };
  return {
    client: () => createOrganizationsClient(read),
    read: () => read,
    pages: (_, list, readItem) => readPagesOf(read, list, readItem),
    status: () => Promise.resolve(status),
  };
}

interface ReadingOptions {
  readonly tokens?: TokenSource;
  readonly clock?: Clock;
  /** Called after each answer, or failure without one. */
  readonly onAnswer?: () => void;
}
