import assert from 'node:assert/strict';
import { backgroundContext } from '../../../src/api/requestContext.ts';
import { findConnection, listedConnection } from '../../../src/sections/connections.ts';

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

describe('A connection of the list of a tenant', () => {
  it('has its ID as it has one in an organization', () => {
    const connection = { id: 'con_0123456789abcdef', name: 'acme' };
    assert.deepEqual(listedConnection(connection), { connection_id: connection.id, connection });
  });

  it('is left out without an ID, by which alone organizations can be asked for it', () => {
    for (const value of [{ name: 'acme' }, { id: 42, name: 'acme' }, { id: '' }, null, 'con_1', []]) {
      assert.equal(listedConnection(value), undefined);
    }
  });
});
