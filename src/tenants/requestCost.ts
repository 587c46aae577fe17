import * as l10n from '@vscode/l10n';
import { ApiError } from '../api/apiError.ts';
import { PAGE_SIZE } from '../api/pagination.ts';
import { formatDuration, formatNumber } from '../ui/format.ts';
import { confirm, type ScanProgress } from '../ui/notifications.ts';
import type { Tenants } from './tenants.ts';

/** The requests that a question can take without saying so first. */
export const FREE_REQUESTS = 5;

/** Numbers of requests by their path below `/api/v2`, which tells the rate limit. */
export type Costs = ReadonlyMap<string, number>;

/**
 * Asks before more than so many pages of lists are read whose lengths are not known.
 * @returns what is called before each page; it throws `cancelled` when the user declines
 */
function consentToPages(question: string): () => Promise<void> {
  let left = FREE_REQUESTS;
  return async () => {
    if (left === 0) {
      const cost = l10n.t('Each request reads {0} more. How many there are is not known.', PAGE_SIZE);
      if (!(await confirm(question, cost, l10n.t('Read')))) {
        throw new ApiError('cancelled');
      }
      left = Infinity;
    }
    left -= 1;
  };
}

/** `consentToPages` for the organizations of tenants. @param title what they are read for, or whose they are */
export function consentToList(title: string): () => Promise<void> {
  return consentToPages(l10n.t('{0}: read the rest of the organizations?', title));
}

/** The same for the applications of a tenant, whose names are needed. */
export function consentToApplications(tenants: Pick<Tenants, 'titleOf'>, domain: string): () => Promise<void> {
  return consentToPages(l10n.t('{0}: read the names of all applications?', tenants.titleOf(domain)));
}

/** What reading all organizations of a tenant costs, however many there are. */
export function listCostText(): string {
  return l10n.t('One request for each {0} organizations', PAGE_SIZE);
}

/** What is said in place of a cost before the organizations are counted. */
export function unknownCostText(): string {
  return l10n.t('How many there are is not known yet. You are asked again.');
}

/** The number of all requests. */
export function requestsOf(costs: Costs): number {
  return [...costs.values()].reduce((sum, requests) => sum + requests, 0);
}

/** From here on, time is worth telling, in ms. */
const TOLD_MS = 60_000;

/** What requests cost: more where a list has further pages, fewer where a refusal of one is known to be of them all. */
export function costText(tenants: Pick<Tenants, 'expectedMs'>, domain: string, costs: Costs): string {
  return jointCostText(tenants, new Map([[domain, costs]]));
}

/** `costText` for requests to several tenants that are made at the same time. @param all the requests by domain */
export function jointCostText(tenants: Pick<Tenants, 'expectedMs'>, all: ReadonlyMap<string, Costs>): string {
  const requests = formatNumber([...all.values()].reduce((sum, costs) => sum + requestsOf(costs), 0));
  const ms = Math.max(...[...all].map(([domain, costs]) => tenants.expectedMs(domain, costs) ?? 0));
  return ms < TOLD_MS
    ? l10n.t('Requests: about {0}, more for long lists', requests)
    : l10n.t('Requests: about {0}, time: {1}, more for long lists', requests, formatDuration(ms));
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
