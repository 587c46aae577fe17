import assert from 'node:assert/strict';
import { networkError } from '../../../src/api/toApiError.ts';

/** As the HTTP client of Node throws it: https://nodejs.org/api/errors.html#common-system-errors */
const thrown = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });

describe('Errors of the network', () => {
  for (const [code, reason] of [
    ['ENETUNREACH', 'noRoute'],
    ['EHOSTUNREACH', 'noRoute'],
    ['ECONNRESET', 'unreachable'],
    ['UND_ERR_SOCKET', 'unreachable'],
    ['EAI_AGAIN', 'unknownHost'],
    ['ETIMEDOUT', 'timeout'],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'noTls'],
    ['EPROTO', 'noTls'],
  ] as const) {
    it(`are told apart: ${code}`, () => {
      const error = networkError(thrown(code));
      assert.equal(error.reason, reason);
      assert.equal(error.details.networkCode, code);
    });
  }
});
