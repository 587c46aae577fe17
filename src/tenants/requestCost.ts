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

/** What requests to several tenants cost that are made at the same time. @param costs the requests by domain */
export function jointCostText(tenants: Tenants, bucket: string, costs: ReadonlyMap<string, number>): string {
  let requests = 0;
  let ms: number | undefined = 0;
  for (const [domain, own] of costs) {
    const refillMs = tenants.refillMs(domain, bucket) ?? tenants.refillMs(domain, listBucket);
    const ownMs = expectedMs(own, refillMs);
    requests += own;
    ms = ms === undefined || ownMs === undefined ? undefined : Math.max(ms, ownMs);
  }
  return ms === undefined
    ? l10n.t('Requests: {0}', formatNumber(requests))
    : l10n.t('Requests: {0}, time: {1}', formatNumber(requests), formatDuration(ms));
}

/**
 * Describes how far a scan is, with the time left as its pace so far tells.
 * @param size the number of organizations that are asked between two calls
 */
export function progressTexts(size = 1): (progress: ScanProgress) => string {
  const timeLeft = timesLeft();
  return ({ asked, found, total }) =>
    l10n.t(
      '{0} of {1}, found: {2}, time left: {3}',
      formatNumber(asked),
      formatNumber(total),
      formatNumber(found),
      timeLeft((total - asked) / size),
    );
}

/**
 * Describes how far organizations are saved, with the time left as the pace so far tells.
 * @param total the number of organizations, as far as it is known
 */
export function savingTexts(total: number | undefined): (saved: number) => string {
  const timeLeft = timesLeft();
  return (saved) =>
    total === undefined || saved > total
      ? l10n.t('organizations: {0}', formatNumber(saved))
      : l10n.t('{0} of {1}, time left: {2}', formatNumber(saved), formatNumber(total), timeLeft(total - saved));
}

/** Tells the time for what is left, as the pace of the calls so far tells. */
function timesLeft(): (left: number) => string {
  const startedAt = performance.now();
  let calls = 0;
  return (left) => {
    calls += 1;
    return formatDuration(((performance.now() - startedAt) / calls) * left);
  };
}
