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

  for (const status of [403, 407, 502]) {
    it(`name a proxy that does not connect, and how it answers: ${status}`, () => {
      // As Node says it with `NODE_USE_ENV_PROXY=1`.
      const message = `Proxy response (${status}) !== 200 when HTTP Tunneling`;
      const cause = Object.assign(new Error(message), { code: 'UND_ERR_ABORTED' });
      const error = networkError(
        new TypeError('fetch failed', { cause: new Error('Request was cancelled.', { cause }) }),
      );
      assert.equal(error.reason, 'proxyRefused');
      assert.deepEqual(error.details, { networkCode: `HTTP ${status}` });
    });
  }
});
