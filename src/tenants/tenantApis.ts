import * as vscode from 'vscode';
import { logLeftOut, logRequest } from '../log/log.ts';
import type { Caller } from '../management/caller.ts';
import { systemClock } from '../management/clock.ts';
import { managementApi, type Read } from '../management/managementApi.ts';
import { createOrganizationsClient, type OrganizationsClient } from '../management/organizationsClient.ts';
import type { ReadPage } from '../management/pager.ts';
import { pagesOf, type Item, type ListEndpoint, type OnLeftOut } from '../management/paging.ts';
import { RateLimiter } from '../management/rateLimiter.ts';
import type { Endpoint } from '../management/request.ts';
import { mintToken, type Credentials, type MintedToken } from '../management/tokenEndpoint.ts';
import type { TokenSource } from '../management/tokenSource.ts';

/** What the manifest has as the default of the setting. */
const USUAL_RESERVE = 0.2;

/** The Management API of each tenant: all that reads it shares one rate limiter, and is logged. */
export class TenantApis {
  readonly #log: vscode.LogOutputChannel;
  readonly #limiters = new Map<string, RateLimiter>();

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  organizations(domain: string, tokens: TokenSource): OrganizationsClient {
    const connection = { ...this.#endpoint(domain), tokens };
    return createOrganizationsClient(connection, this.#limiter(domain), this.#onLeftOut(domain));
  }

  reader(domain: string, tokens: TokenSource): Read {
    return managementApi({ ...this.#endpoint(domain), tokens }, this.#limiter(domain));
  }

  pages(domain: string, tokens: TokenSource, list: ListEndpoint): ReadPage<Item> {
    return pagesOf(this.reader(domain, tokens), list, this.#onLeftOut(domain));
  }

  /** @throws ApiError */
  mint(domain: string, credentials: Credentials, caller: Caller): Promise<MintedToken> {
    return mintToken(this.#endpoint(domain), this.#limiter(domain), credentials, caller);
  }

  /** Ends all that is under way to a tenant, or waits for it. */
  forget(domain: string): void {
    this.#limiters.get(domain)?.close();
    this.#limiters.delete(domain);
  }

  #endpoint(domain: string): Endpoint {
    return {
      domain,
      onRequest: (record) => {
        logRequest(this.#log, record);
      },
    };
  }

  #onLeftOut(domain: string): OnLeftOut {
    return (path, count) => {
      logLeftOut(this.#log, domain, path, count);
    };
  }

  #limiter(domain: string): RateLimiter {
    const limiter = this.#limiters.get(domain) ?? new RateLimiter(systemClock, reserveShare);
    this.#limiters.set(domain, limiter);
    return limiter;
  }
}

/** The share of each rate limit that background work leaves to the applications of the tenant, 0 to 1. */
function reserveShare(): number {
  const share = vscode.workspace.getConfiguration('organizationInspector').get<unknown>('rateLimitReserve');
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : USUAL_RESERVE;
}
