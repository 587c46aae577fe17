import assert from 'node:assert/strict';
import type { LogOutputChannel } from 'vscode';
import { logRequest } from '../../src/log/log.ts';
import { ApiError } from '../../src/management/apiError.ts';
import type { RequestRecord } from '../../src/management/request.ts';

const record = { domain: 'acme.eu.auth0.com', path: '/api/v2/organizations', durationMs: 34.6 };

/** What a record becomes in the log. */
function linesOf(given: RequestRecord): readonly string[] {
  const lines: string[] = [];
  const channel = {
    info: (line: string) => lines.push(`info ${line}`),
    warn: (line: string) => lines.push(`warn ${line}`),
  };
  logRequest(channel as unknown as LogOutputChannel, given);
  return lines;
}

describe('The log', () => {
  it('has one line a request: method, path, status, milliseconds and what the rate limit leaves', () => {
    assert.deepEqual(linesOf({ ...record, status: 200, rateLimit: { limit: 50, remaining: 49 } }), [
      'info GET acme.eu.auth0.com/api/v2/organizations 200 (35 ms, 49 of 50 requests left)',
    ]);
  });

  it('warns of failures, with their reason', () => {
    const error = new ApiError('insufficientScope', { status: 403, errorCode: 'insufficient_scope' });
    assert.deepEqual(linesOf({ ...record, status: 403, error }), [
      'warn GET acme.eu.auth0.com/api/v2/organizations insufficientScope 403 insufficient_scope (35 ms)',
    ]);
  });

  it('does not warn of what a person cancelled', () => {
    assert.deepEqual(linesOf({ ...record, error: new ApiError('cancelled') }), [
      'info GET acme.eu.auth0.com/api/v2/organizations cancelled (35 ms)',
    ]);
  });
});
