import * as vscode from 'vscode';
import { type JsonObject, readObject } from '../api/jsonFields.ts';
import { managementApi, type Read } from '../api/managementApi.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../api/organizationsClient.ts';
import { type ListResource, type OnSkippedItems, type ReadPage, readPagesOf } from '../api/pageReader.ts';
import { RateLimiter, systemClock } from '../api/rateLimiter.ts';
import type { RequestTarget } from '../api/request.ts';
import type { RequestContext } from '../api/requestContext.ts';
import type { Credentials, MintedToken } from '../api/tokenEndpoint.ts';
import type { TokenSource } from '../api/tokenSource.ts';
import { logRequest, logSkippedItems } from './requestLog.ts';

/** The default of the setting in `package.json`. */
const USUAL_RESERVE = 0.2;

/** Creates the Management API clients of the tenants. Requests of a tenant share a rate limiter and are logged. */
export class TenantClients {
  readonly #log: vscode.LogOutputChannel;
  readonly #limiters = new Map<string, RateLimiter>();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  organizations(domain: string, tokens: TokenSource): OrganizationsClient {
    const connection = { ...this.#target(domain), tokens };
    return createOrganizationsClient(connection, this.#limiter(domain), this.#onSkipped(domain));
  }

  reader(domain: string, tokens: TokenSource): Read {
    return managementApi({ ...this.#target(domain), tokens }, this.#limiter(domain));
  }

  pages(domain: string, tokens: TokenSource, list: ListResource): ReadPage<JsonObject> {
    return readPagesOf(this.reader(domain, tokens), list, readObject, this.#onSkipped(domain));
  }

  /** See `RateLimiter.expectedMs`. */
  expectedMs(domain: string, costs: ReadonlyMap<string, number>): number | undefined {
    return this.#limiter(domain).expectedMs(costs);
  }

  /** @throws ApiError */
  async mint(domain: string, credentials: Credentials, context: RequestContext): Promise<MintedToken> {
    const { mintToken } = await import('../api/tokenEndpoint.ts');
    return mintToken(this.#target(domain), this.#limiter(domain), credentials, context);
  }

  /** Ends all waits of a tenant for the rate limit. Existing clients of the tenant make no more requests. */
  close(domain: string): void {
    this.#limiters.get(domain)?.close();
    this.#limiters.delete(domain);
  }

  #target(domain: string): RequestTarget {
    return {
      domain,
      onRequest: (record) => {
        logRequest(this.#log, record);
      },
    };
  }

  #onSkipped(domain: string): OnSkippedItems {
    return (path, count) => {
      logSkippedItems(this.#log, domain, path, count);
    };
  }

  #limiter(domain: string): RateLimiter {
    const limiter = this.#limiters.get(domain) ?? new RateLimiter(systemClock, reserveShare);
    this.#limiters.set(domain, limiter);
    return limiter;
  }
}

/** The share of each rate limit that background work leaves to the tenant's applications, 0 to 1. */
function reserveShare(): number {
  const share = vscode.workspace.getConfiguration('organizationInspector').get<unknown>('rateLimitReserve');
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : USUAL_RESERVE;
}
