import type * as vscode from 'vscode';
import { plainText } from '../text/plainText.ts';
import type { RequestRecord } from '../management/request.ts';

/** In UTF-16 units: more than the longest message of a server, which is cut already, and what stands before it. */
const LONGEST_PART = 500;

/** One line for a request: what was asked, what came back, how long it took, what the rate limit still allows. */
export function logRequest(log: vscode.LogOutputChannel, record: RequestRecord): void {
  const { method, domain, path, status, durationMs, rateLimit, error } = record;
  const outcome = error ? error.message : String(status);
  const left = rateLimit ? `, ${rateLimit.remaining} of ${rateLimit.limit} requests left` : '';
  // Both can hold what a server sent, and a log is also read in terminals, which obey ANSI codes.
  const request = plainText(`${method} ${domain}${path}`, LONGEST_PART);
  const line = `${request} ${plainText(outcome, LONGEST_PART)} (${Math.round(durationMs)} ms${left})`;
  if (error && error.reason !== 'cancelled') {
    log.warn(line);
  } else {
    log.info(line);
  }
}

/** One line for a page with list items that are not as the API documents them. */
export function logLeftOut(log: vscode.LogOutputChannel, domain: string, path: string, count: number): void {
  log.warn(plainText(`${count} items of ${domain}${path} are not as documented and were left out`, LONGEST_PART));
}
