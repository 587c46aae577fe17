import type * as vscode from 'vscode';
import type { RequestRecord } from '../api/request.ts';
import { plainText } from '../text/plainText.ts';

/** In UTF-16 units: more than the longest server message, which is already cut, and the text before it. */
const LONGEST_PART = 500;

/** Logs a request in one line: its path, outcome and duration, and the requests that the rate limit has left. */
export function logRequest(log: vscode.LogOutputChannel, record: RequestRecord): void {
  const { method, domain, path, status, durationMs, rateLimit, error } = record;
  const outcome = error ? error.message : String(status);
  const left = rateLimit ? `, ${rateLimit.remaining} of ${rateLimit.limit} requests left` : '';
  // Both parts can contain text of a server, and terminals, in which logs are also read, obey ANSI codes.
  const request = plainText(`${method} ${domain}${path}`, LONGEST_PART);
  const line = `${request} ${plainText(outcome, LONGEST_PART)} (${Math.round(durationMs)} ms${left})`;
  if (error && error.reason !== 'cancelled') {
    log.warn(line);
  } else {
    log.info(line);
  }
}

/** Logs a page with list items that do not match the API documentation, in one line. */
export function logSkippedItems(log: vscode.LogOutputChannel, domain: string, path: string, count: number): void {
  log.warn(plainText(`${count} items of ${domain}${path} are not as documented and were left out`, LONGEST_PART));
}
