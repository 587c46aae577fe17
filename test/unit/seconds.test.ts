import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { heapsOf } from '../seconds.ts';
import { secondsOfFiles } from '../testRun.ts';

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

  it('are known by their paths in this repository, wherever they are bundled and however deep they lie', () => {
    const runner = new EventEmitter();
    const seconds = secondsOfFiles(runner as unknown as Mocha.Runner);
    const files = [
      '/home/test/repository/out/host-current-1/test/host/access/rowMarks.test.cjs',
      '/home/test/repository/out/host-current-1/test/fuzz/answers.test.cjs',
      'C:\\repository\\test\\ui\\find.test.ts',
    ];
    for (const file of files)
      for (const event of ['suite', 'suite end']) runner.emit(event, { file, parent: { root: true } });
    assert.deepEqual(Object.keys(seconds()), [
      'test/host/access/rowMarks.test.ts',
      'test/fuzz/answers.test.ts',
      'test/ui/find.test.ts',
    ]);
  });
});
