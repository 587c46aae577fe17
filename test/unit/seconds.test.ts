import assert from 'node:assert/strict';
import { heapsOf } from '../seconds.ts';

describe('Files of tests', () => {
  it('are dealt out so that all heaps take about the same time', () => {
    const seconds = { a: 60, b: 30, c: 20, d: 20, e: 20, f: 30 };
    assert.deepEqual(heapsOf(Object.keys(seconds), 3, seconds), [['a'], ['b', 'c', 'e'], ['d', 'f']]);
  });

  it('are each in one heap, whether or not their time is known', () => {
    const files = ['a', 'b', 'c', 'd', 'e'];
    assert.deepEqual(heapsOf(files, 2, { c: 100 }).flat().sort(), files);
  });

  it('make no empty heap', () => {
    assert.deepEqual(heapsOf(['a'], 4, {}), [['a']]);
    assert.deepEqual(heapsOf([], 4, {}), []);
  });
});
