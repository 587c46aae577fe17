import assert from 'node:assert/strict';
import { isClientId } from '../../../src/sections/clients.ts';

describe('A client ID', () => {
  // What each form takes: any text that can be one, one that is typed to its end, and one as Auth0 makes them.
  for (const [text, any, whole, made] of [
    ['AbCdEfGhIjKlMnOpQrStUvWxYz012345', true, true, true],
    ['customer-portal-production-eu-01', true, true, false],
    ['AbCdEfGhIjKlMnOpQrStUvWxYz01234_', true, true, false],
    ['AbCdEfGhIjKlMnOpQrStUvWxYz0123456', true, true, false],
    ['0123456789abcdef', true, true, false],
    ['0123456789abcde', true, false, false],
    ['x'.repeat(101), true, false, false],
    ['portal', true, false, false],
    ['', false, false, false],
    ['Customer Portal', false, false, false],
    ['AbCdEfGhIjKlMnOpQrStUvWxYz01234\u0430', false, false, false],
    ['../users', false, false, false],
  ] as const) {
    it(`is told by its form: “${text}”`, () => {
      assert.deepEqual([isClientId(text), isClientId(text, 'whole'), isClientId(text, 'made')], [any, whole, made]);
    });
  }
});
