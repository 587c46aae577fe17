import * as vscode from 'vscode';
import { systemClock } from '../api/clock.ts';
import type { SharedPaging } from '../api/pagination.ts';
import type { Attempt, RateLimiter, RequestLimit } from '../api/rateLimiter.ts';
import type { RequestRecord, RequestTarget } from '../api/request.ts';
import type { RequestContext } from '../api/requestContext.ts';
import { logRequest, logSkippedItems } from './requestLog.ts';

/** The default of the setting in `package.json`. */
const USUAL_RESERVE = 0.2;

/**
 * What the requests of a tenant share: the log, the lists of small pages, and the rate limiter, which is loaded with the first
 * request, since activation makes none.
 */
export class TenantRequests implements RequestTarget, RequestLimit, SharedPaging {
  readonly domain: string;
  readonly smallPages = new Set<string>();
  readonly #log: vscode.LogOutputChannel;
  #limiter: RateLimiter | undefined;
  #isClosed = false;

  constructor(domain: string, log: vscode.LogOutputChannel) {
    this.domain = domain;
    this.#log = log;
  }

  readonly onRequest = (record: RequestRecord): void => {
    logRequest(this.#log, record);
  };

  readonly onSkipped = (path: string, count: number): void => {
    logSkippedItems(this.#log, this.domain, path, count);
  };

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

  /** Ends all waits for the rate limit. Existing clients of the tenant make no more requests. */
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
