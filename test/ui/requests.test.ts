import assert from 'node:assert/strict';
import { countRequests, requestLimits } from '../bench/requests.ts';

describe('Requests that nobody asked for', () => {
  it('are not made: one for opening the view and for opening a row, none for copying and hovering', async () => {
    assert.deepEqual(await countRequests(), requestLimits);
  });
});
