import type * as vscode from 'vscode';
import type { RequestRecord } from '../management/request.ts';

/** One line for a request: what was asked, what came back, how long it took, what the rate limit still allows. */
export function logRequest(log: vscode.LogOutputChannel, record: RequestRecord): void {
  const { domain, path, status, durationMs, rateLimit, error } = record;
  const outcome = error ? error.message : String(status);
  const left = rateLimit ? `, ${rateLimit.remaining} of ${rateLimit.limit} requests left` : '';
  const line = `GET ${domain}${path} ${outcome} (${Math.round(durationMs)} ms${left})`;
  if (error && error.reason !== 'cancelled') {
    log.warn(line);
  } else {
    log.info(line);
  }
}
