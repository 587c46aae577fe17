import assert from 'node:assert/strict';
import type { LogOutputChannel } from 'vscode';
import { ApiError } from '../../../src/api/apiError.ts';
import type { RequestRecord } from '../../../src/api/request.ts';
import { errorOfResponse } from '../../../src/api/toApiError.ts';
import { logRequest } from '../../../src/tenants/requestLog.ts';

const record = { method: 'GET', domain: 'acme.eu.auth0.com', path: '/api/v2/organizations', durationMs: 34.6 } as const;

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

  it('shows what a server sent as escapes, in one line, whatever terminals would make of it', () => {
    const error = new ApiError('unexpectedAnswer', { status: 418, serverMessage: '\u001b[2J\u202egnp\r\nGET x 200' });
    assert.deepEqual(linesOf({ ...record, path: '/api/v2/\u001b]0;x\u0007', status: 418, error }), [
      'warn GET acme.eu.auth0.com/api/v2/\\u001b]0;x\\u0007 unexpectedAnswer 418 \\u001b[2J\\u202egnp GET x 200 (35 ms)',
    ]);
  });

  it('cuts what a server says in French between words, and leaves no parenthesis open', () => {
    const message = `${'La requête a échoué. '.repeat(13)}Réessayez (le délai indiqué est dépassé depuis longtemps).`;
    const error = errorOfResponse(400, { message }, new Headers(), 0);
    const [line = ''] = linesOf({ ...record, status: 400, error });
    assert.match(line, / La requête a échoué\. Réessayez \(le délai…\) \(35 ms\)$/);
  });

  it('says how long a request took also behind the longest of messages', () => {
    const serverMessage = 'x'.repeat(10_000);
    const [line = ''] = linesOf({ ...record, error: new ApiError('serverError', { serverMessage }) });
    assert.match(line, /x… \(35 ms\)$/);
    assert.ok(line.length < 1100);
  });
});
