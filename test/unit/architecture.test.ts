import assert from 'node:assert/strict';
import { circleIn, drawing, drawingOfGuide, importsOfFiles, importsOfFolders } from '../architecture.ts';

describe('The architecture', () => {
  it('has no circle of imports, neither between files nor between folders', () => {
    assert.deepEqual([circleIn(importsOfFiles()), circleIn(importsOfFolders())], [undefined, undefined]);
  });

  it('would show a circle of imports', () => {
    const imports = new Map(Object.entries({ a: ['b'], b: ['c'], c: ['d', 'b'], d: [] }));
    const sets = new Map(Array.from(imports, ([name, to]) => [name, new Set(to)]));
    assert.deepEqual(circleIn(sets), ['b', 'c', 'b']);
  });

  it('is drawn in CONTRIBUTING.md as it is; `node test/architecture.ts` draws it', () => {
    assert.equal(drawingOfGuide(), drawing());
  });
});
