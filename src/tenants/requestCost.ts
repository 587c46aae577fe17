import * as l10n from '@vscode/l10n';
import { expectedMs, listBucket } from '../api/rateLimits.ts';
import { formatDuration, formatNumber } from '../ui/format.ts';
import type { ScanProgress } from '../ui/progress.ts';
import type { Tenants } from './tenants.ts';

/** The requests that a question can take without saying so first. */
export const FREE_REQUESTS = 5;

/**
 * What requests cost.
 * @param bucket the rate limit bucket of the requests; if its size is not known yet, that of the list is taken, which
 *   has the same limit as connections in the published plans
 */
export function costText(tenants: Tenants, domain: string, bucket: string, requests: number): string {
  return jointCostText(tenants, bucket, new Map([[domain, requests]]));
}

/** From here on, the least time is worth telling, in ms. */
const TOLD_MS = 60_000;

/** What work costs of which only the least number of requests is known. @param bucket see `costText` */
export function leastCostText(tenants: Tenants, domain: string, bucket: string, requests: number): string {
  const ms = expectedMs(requests, refillMs(tenants, domain, bucket)) ?? 0;
  return ms < TOLD_MS
    ? l10n.t('Requests: at least {0}', formatNumber(requests))
    : l10n.t('Requests: at least {0}, time: {1} or more', formatNumber(requests), formatDuration(ms));
}

/** What requests to several tenants cost that are made at the same time. @param costs the requests by domain */
export function jointCostText(tenants: Tenants, bucket: string, costs: ReadonlyMap<string, number>): string {
  let requests = 0;
  let ms: number | undefined = 0;
  for (const [domain, own] of costs) {
    const ownMs = expectedMs(own, refillMs(tenants, domain, bucket));
    requests += own;
    ms = ms === undefined || ownMs === undefined ? undefined : Math.max(ms, ownMs);
  }
  return ms === undefined
    ? l10n.t('Requests: {0}', formatNumber(requests))
    : l10n.t('Requests: {0}, time: {1}', formatNumber(requests), formatDuration(ms));
}

function refillMs(tenants: Tenants, domain: string, bucket: string): number | undefined {
  return tenants.refillMs(domain, bucket) ?? tenants.refillMs(domain, listBucket);
}

/**
 * Describes how far a scan is, with the time left as its pace so far tells.
 * @param before the number of organizations that were asked before it went on
 */
export function progressTexts(before: number): (progress: ScanProgress) => string {
  const timeLeft = timesLeft(before);
  return ({ asked, found, total }) =>
    l10n.t(
      '{0} of {1}, found: {2}, time left: {3}',
      formatNumber(asked),
      formatNumber(total),
      formatNumber(found),
      timeLeft(asked, total),
    );
}

/**
 * Describes how many organizations are read, with the time left as the pace so far tells.
 * @param before the number of organizations that were read before the work went on
 * @param total the number of organizations, as far as it is known
 */
export function readingTexts(before: number, total: number | undefined): (read: number) => string {
  const timeLeft = timesLeft(before);
  return (read) =>
    total === undefined || read > total
      ? l10n.t('organizations: {0}', formatNumber(read))
      : l10n.t('{0} of {1}, time left: {2}', formatNumber(read), formatNumber(total), timeLeft(read, total));
}

/** Tells the time for what is left, as the pace since now tells. @param before what is done now */
function timesLeft(before: number): (done: number, total: number) => string {
  const startedAt = performance.now();
  return (done, total) =>
    formatDuration(((performance.now() - startedAt) / Math.max(1, done - before)) * (total - done));
}
