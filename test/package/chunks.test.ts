import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { repository } from '../vscode/folders.ts';
import { loader } from './builtFiles.ts';

/** What esbuild made of the sources for Node. */
function builtFiles(): readonly (readonly [file: string, bytes: number, modules: readonly string[]])[] {
  const { outputs } = JSON.parse(readFileSync(join(repository, 'out', 'metafile.json'), 'utf8')) as Metafile;
  return Object.entries(outputs)
    .filter(([file]) => file.endsWith('.cjs'))
    .map(([file, { bytes, inputs }]) => [
      file,
      bytes,
      Object.keys(inputs).filter((input) => !/^(chunk|taken|other):/.test(input)),
    ]);
}

describe('The files of the build for Node', () => {
  it('have each module once', () => {
    const files = new Map<string, string[]>();
    for (const [file, , modules] of builtFiles()) {
      for (const module of modules) files.set(module, [...(files.get(module) ?? []), file]);
    }
    assert.ok(files.has('src/extension.ts') && files.has('src/api/apiError.ts'));
    assert.deepEqual(
      [...files].filter(([, [, ...others]]) => others.length > 0),
      [],
    );
  });

  it('can be loaded, whichever comes first after that of activation', () => {
    for (const [file] of builtFiles()) {
      const load = loader();
      load('./extension.cjs');
      assert.ok('$' in (load(file.replace('dist/', './')) as object), file);
    }
  });

  it('have a value in each place that other files take from', () => {
    const load = loader({});
    const given = builtFiles().flatMap(([file]) => {
      const { $ } = load(file.replace('dist/', './')) as { $: readonly unknown[] };
      return Array.from($, (value, place) => ({ file, place, value }));
    });
    assert.ok(given.length > 400);
    assert.deepEqual(
      given.filter(({ value }) => value === undefined),
      [],
    );
  });

  it('have no more than 600,000 bytes together, and 125,000 in the one that activation loads', () => {
    const bytes = new Map(builtFiles().map(([file, size]) => [file, size]));
    const all = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(all <= 600_000, String(all));
    assert.ok((bytes.get('dist/extension.cjs') ?? Infinity) <= 125_000);
  });
});
