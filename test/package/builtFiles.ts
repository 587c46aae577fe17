import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { repository } from '../vscode/folders.ts';

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
