import * as vscode from 'vscode';
import { type JsonObject, readObject } from '../api/jsonFields.ts';
import { managementApi, type Read } from '../api/managementApi.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../api/organizationsClient.ts';
import { type ListResource, type OnSkippedItems, type ReadPage, readPagesOf } from '../api/pageReader.ts';
import { systemClock } from '../api/clock.ts';
import type { Attempt, RateLimiter, RequestLimit } from '../api/rateLimiter.ts';
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
  readonly #limits = new Map<string, TenantLimit>();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  organizations(domain: string, tokens: TokenSource): OrganizationsClient {
    const connection = { ...this.#target(domain), tokens };
    return createOrganizationsClient(connection, this.#limit(domain), this.#onSkipped(domain));
  }

  reader(domain: string, tokens: TokenSource): Read {
    return managementApi({ ...this.#target(domain), tokens }, this.#limit(domain));
  }

  pages(domain: string, tokens: TokenSource, list: ListResource): ReadPage<JsonObject> {
    return readPagesOf(this.reader(domain, tokens), list, readObject, this.#onSkipped(domain));
  }

  /** See `RateLimiter.expectedMs`. */
  expectedMs(domain: string, costs: ReadonlyMap<string, number>): number | undefined {
    return this.#limit(domain).expectedMs(costs);
  }

  /** @throws ApiError */
  async mint(domain: string, credentials: Credentials, context: RequestContext): Promise<MintedToken> {
    const { mintToken } = await import('../api/tokenEndpoint.ts');
    return mintToken(this.#target(domain), this.#limit(domain), credentials, context);
  }

  /** Ends all waits of a tenant for the rate limit. Existing clients of the tenant make no more requests. */
  close(domain: string): void {
    this.#limits.get(domain)?.close();
    this.#limits.delete(domain);
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

  #limit(domain: string): TenantLimit {
    const limit = this.#limits.get(domain) ?? new TenantLimit();
    this.#limits.set(domain, limit);
    return limit;
  }
}

/** The rate limiter of a tenant, which is loaded with the first request, since activation makes none. */
class TenantLimit implements RequestLimit {
  #limiter: RateLimiter | undefined;
  #isClosed = false;

  async run<T>(path: string, context: RequestContext, attempt: Attempt<T>): Promise<T> {
    const { RateLimiter: Limiter } = await import('../api/request.ts');
    this.#limiter ??= new Limiter(systemClock, reserveShare);
    if (this.#isClosed) {
      this.#limiter.close();
    }
    return this.#limiter.run(path, context, attempt);
  }

  /** See `RateLimiter.expectedMs`. Without a request so far, nothing tells. */
  expectedMs(costs: ReadonlyMap<string, number>): number | undefined {
    return this.#limiter?.expectedMs(costs);
  }

  /** See `RateLimiter.close`. */
  close(): void {
    this.#isClosed = true;
    this.#limiter?.close();
  }
}

/** The share of each rate limit that background work leaves to the tenant's applications, 0 to 1. */
function reserveShare(): number {
  const share = vscode.workspace.getConfiguration('organizationInspector').get<unknown>('rateLimitReserve');
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : USUAL_RESERVE;
}
