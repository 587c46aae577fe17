import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Metafile } from 'esbuild';
import ts from 'typescript';
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

/** The names that a source imports or exports from other ones, types left out. */
function takenNames(path: string): readonly (readonly [module: string, name: string])[] {
  const text = readFileSync(join(repository, path), 'utf8');
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement);
    if (!isImport && !ts.isExportDeclaration(statement)) return [];
    const list = isImport ? statement.importClause?.namedBindings : statement.exportClause;
    const isType = isImport
      ? statement.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
      : statement.isTypeOnly;
    const from = statement.moduleSpecifier;
    if (isType || !from || !ts.isStringLiteral(from) || !list || !('elements' in list)) return [];
    const module = posix.join(posix.dirname(path), from.text);
    return list.elements.flatMap(({ isTypeOnly, propertyName, name }) =>
      isTypeOnly ? [] : [[module, (propertyName ?? name).text] as const],
    );
  });
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

  it('give each name that a module takes from another file', () => {
    const load = loader();
    const fileOf = new Map(
      builtFiles().flatMap(([file, , modules]) => modules.map((module) => [module, file] as const)),
    );
    const taken = [...fileOf].flatMap(([path, file]) =>
      path.startsWith('src/') ? takenNames(path).filter(([module]) => (fileOf.get(module) ?? file) !== file) : [],
    );
    const isMissing = ([module, name]: readonly [string, string]) => {
      const { $ } = load(`./${posix.basename(fileOf.get(module) ?? '')}`) as { $: Readonly<Record<string, object>> };
      return !(name in ($[posix.basename(module, '.ts')] ?? {}));
    };
    assert.ok(taken.length > 500);
    assert.deepEqual(taken.filter(isMissing), []);
  });

  it('have no more than 640,000 bytes together, and 125,000 in the one that activation loads', () => {
    const bytes = new Map(builtFiles().map(([file, size]) => [file, size]));
    const all = [...bytes.values()].reduce((sum, size) => sum + size, 0);
    assert.ok(all <= 640_000, String(all));
    assert.ok((bytes.get('dist/extension.cjs') ?? Infinity) <= 125_000);
  });
});
