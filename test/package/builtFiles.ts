import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { repository } from '../vscode/folders.ts';

/** What a file of the build gives to others, in the order of its `$`. */
type Given = readonly { readonly path: string; readonly name?: string }[];

/**
 * What the built code gives of a module.
 * @param load see `loader`
 * @param name one that a module in another file takes
 */
export function builtValue(load: (name: string) => unknown, path: string, name: string): unknown {
  const files = JSON.parse(readFileSync(join(repository, 'out', 'given.json'), 'utf8')) as Readonly<
    Record<string, Given>
  >;
  for (const [file, given] of Object.entries(files)) {
    const place = given.findIndex((one) => one.path === path && [name, undefined].includes(one.name));
    if (place >= 0) {
      const { $ } = load(`./${file}.cjs`) as { readonly $: readonly unknown[] };
      return given[place]?.name === name ? $[place] : ($[place] as Readonly<Record<string, unknown>>)[name];
    }
  }
  return undefined;
}

/**
 * Loads files of the build, each once, into a VS Code in which anything can be derived from and made.
 * @param bundle the translations, by the English texts; without it, VS Code has no `l10n`
 */
export function loader(bundle?: Readonly<Record<string, string>>): (name: string) => unknown {
  const api = new Proxy({}, { get: (_, name) => (name === 'l10n' ? bundle && { bundle } : Object) });
  const outside = createRequire(import.meta.url);
  const loaded = new Map<string, { exports: unknown }>();
  return function load(name) {
    if (name === 'vscode') return api;
    if (!name.endsWith('.cjs')) return outside(name) as unknown;
    const module = loaded.get(name) ?? { exports: {} };
    if (!loaded.has(name)) {
      loaded.set(name, module);
      const code = readFileSync(join(repository, 'dist', name), 'utf8');
      const run = compileFunction(code, ['module', 'exports', 'require']) as (...given: readonly unknown[]) => void;
      run(module, module.exports, load);
    }
    return module.exports;
  };
}
