import assert from 'node:assert/strict';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { findConnection } from '../../../src/sections/connections.ts';

describe('A connection that is looked up', () => {
  const id = 'con_0123456789abcdef';
  const find = (answer: unknown) => findConnection(() => Promise.resolve(answer), id, backgroundContext());

  it('is found only where the answer is about it', async () => {
    const connection = { id, name: 'acme' };
    assert.deepEqual(await find(connection), connection);
    for (const answer of [{}, [], 'ok', null, { status: 'ok' }, { id: 'con_fedcba9876543210', name: 'other' }]) {
      await assert.rejects(find(answer), { reason: 'unexpectedAnswer' });
    }
  });
});
