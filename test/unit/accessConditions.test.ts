import assert from 'node:assert/strict';
import { factsWith, troubles } from './accessFacts.ts';
import { settingRows } from './accessTable.ts';

describe('The conditions of a login', () => {
  for (const [title, change, ...expected] of settingRows) {
    it(title, () => {
      assert.deepEqual(troubles(factsWith(change)), expected);
    });
  }
});
