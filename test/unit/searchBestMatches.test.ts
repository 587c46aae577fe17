import assert from 'node:assert/strict';
import { BestMatches } from '../../src/organizations/search/bestMatches.ts';

describe('Best matches', () => {
  it('closes the ranks in which nothing more can get a place', () => {
    const best = new BestMatches<string>(3, 3);
    const open: number[] = [];
    for (const [item, rank] of [
      ['a', 2],
      ['b', 2],
      ['c', 1],
      ['d', 2],
      ['too late', 2],
      ['e', 1],
      ['f', 0],
      ['too late', 1],
      ['g', 0],
      ['h', 0],
      ['too late', 0],
    ] as const) {
      best.add(item, rank);
      open.push(best.openRanks);
    }
    assert.deepEqual(open, [3, 3, 2, 2, 2, 2, 1, 1, 1, 0, 0]);
    assert.deepEqual(best.ranked, [['f', 'g', 'h'], [], []]);
  });

  it('keeps the ranks apart, within the limit', () => {
    const best = new BestMatches<string>(3, 3);
    for (const [item, rank] of [
      ['a', 2],
      ['b', 2],
      ['c', 0],
      ['d', 1],
    ] as const) {
      best.add(item, rank);
    }
    assert.deepEqual(best.ranked, [['c'], ['d'], ['a']]);
  });
});
