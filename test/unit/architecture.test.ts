import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { platform, rooms } from '../../rooms.ts';
import { circleIn, drawing, drawingOfGuide, importsOfFiles, importsOfFolders } from '../architecture.ts';
import { repository } from '../vscode/folders.ts';

describe('The architecture', () => {
  it('has no circle of imports, neither between files nor between folders', () => {
    assert.deepEqual([circleIn(importsOfFiles()), circleIn(importsOfFolders())], [undefined, undefined]);
  });

  it('would show a circle of imports', () => {
    const imports = new Map(Object.entries({ a: ['b'], b: ['c'], c: ['d', 'b'], d: [] }));
    const sets = new Map(Array.from(imports, ([name, to]) => [name, new Set(to)]));
    assert.deepEqual(circleIn(sets), ['b', 'c', 'b']);
  });

  it('has no import that goes up, from the platform to a room, or between rooms that are not listed, also where it is needed', () => {
    const allowed = new Map<string, readonly string[]>([
      ...platform.map((folder, place) => [folder, platform.slice(0, place)] as const),
      ...Object.entries(rooms).map(([room, others]) => [room, [...platform, ...others]] as const),
    ]);
    const folders = Array.from(importsOfFolders()).filter(([folder]) => allowed.has(folder));
    assert.equal(folders.length, allowed.size);
    assert.deepEqual(
      folders.flatMap(([from, imports]) =>
        [...imports].filter((to) => !allowed.get(from)?.includes(to)).map((to) => `${from} imports ${to}`),
      ),
      [],
    );
  });

  it('has at most 240 files, and at most 25 in a folder other than access', () => {
    const files = [...importsOfFiles().keys()].filter((file) => !file.endsWith('.d.ts'));
    assert.ok(files.length > 100 && files.length <= 240, String(files.length));
    const folders = files.map((file) => posix.dirname(file));
    const isFull = (folder: string) => folders.filter((one) => one === folder).length > 25;
    assert.deepEqual(
      [...new Set(folders)].filter((folder) => folder !== 'src/access' && isFull(folder)),
      [],
    );
  });

  it('has one class of errors of the API, and asks for it with instanceof', async () => {
    const files = [...importsOfFiles().keys()];
    const texts = await Promise.all(files.map((file) => readFile(join(repository, file), 'utf8')));
    const byName = files.filter((_, index) => /===? *'ApiError'|'ApiError' *===?/.test(texts[index] ?? ''));
    assert.deepEqual(byName, []);
  });

  it('is drawn in CONTRIBUTING.md as it is; `npm exec -- node test/architecture.ts` draws it', () => {
    assert.equal(drawingOfGuide(), drawing());
  });
});
