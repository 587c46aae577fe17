import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { build } from 'esbuild';
import { rooms } from './rooms.ts';

/** The file that activation loads. */
const first = 'extension';

/** The file of what several of the others need, but activation does not. */
const shared = 'shared';

/** The API of VS Code, which the first file takes and the others get from there. */
const api = 'vscode';

/**
 * The file of the build that each module belongs to, and the modules that other files take from there. What activation
 * needs is in the first file, a room has one of its own, and so has a module of the platform that is imported where it is
 * first needed. What several of them need is in a file for all. Nothing stands twice, so a class is one everywhere.
 * @param options those of the build
 * @param entry the path of the module that activation begins with
 */
export async function filesOfModules(options, entry) {
  const { metafile } = await build({ ...options, entryPoints: [entry], outdir: 'out', metafile: true, write: false });
  const modules = Object.keys(metafile.inputs);
  const importsOf = (path) => metafile.inputs[path].imports.filter(({ external }) => !external);
  const fileOf = new Map();
  /** The modules of a file, and those of no file yet that it needs. */
  const neededBy = (file, paths) => {
    const found = new Set();
    const add = (path) => {
      if (found.has(path) || (fileOf.has(path) && fileOf.get(path) !== file)) return;
      found.add(path);
      for (const imported of importsOf(path)) if (imported.kind !== 'dynamic-import') add(imported.path);
    };
    paths.forEach(add);
    return found;
  };
  const put = (path, file) => fileOf.has(path) || fileOf.set(path, file);
  for (const path of neededBy(first, [entry])) put(path, first);
  for (const path of modules) {
    const [, folder = ''] = /^src\/(\w+)\//.exec(path) ?? [];
    if (Object.hasOwn(rooms, folder)) put(path, folder);
  }
  const wholes = modules
    .flatMap(importsOf)
    .filter(({ kind }) => kind === 'dynamic-import')
    .map(({ path }) => path);
  for (const path of wholes) put(path, basename(path, '.ts'));
  const ofFiles = Map.groupBy([...fileOf.keys()], (path) => fileOf.get(path));
  const needs = Array.from(ofFiles, ([file, paths]) => [file, neededBy(file, paths)]);
  for (const path of modules) {
    const [user = shared, ...others] = needs.flatMap(([file, found]) => (found.has(path) ? [file] : []));
    put(path, others.length === 0 ? user : shared);
  }
  const taken = new Map(Array.from(ofFiles.keys(), (file) => [file, new Map()]));
  for (const from of modules) {
    const file = fileOf.get(from);
    const others = metafile.inputs[from].imports.filter(({ path, external }) =>
      external ? path === api && file !== first : fileOf.get(path) !== file,
    );
    const source = others.length === 0 ? '' : await readFile(from, 'utf8');
    const before = taken.get(file) ?? new Map();
    for (const { kind, original = api, path } of others) {
      const names = kind === 'dynamic-import' ? undefined : namesIn(source, original);
      before.set(path, before.has(path) ? joined([before.get(path), names]) : names);
    }
    taken.set(file, before);
  }
  return { fileOf, taken, given: givenNames({ fileOf, taken }), exportsOf: await exportsOfModules(wholes) };
}

/** The names that modules export. */
async function exportsOfModules(paths) {
  const { metafile } = await build({ entryPoints: paths, outdir: 'out', format: 'esm', metafile: true, write: false });
  return new Map(Object.values(metafile.outputs).map(({ entryPoint, exports }) => [entryPoint, exports]));
}

/** @param sets each `undefined` for all names */
function joined(sets) {
  return sets.includes(undefined) ? undefined : new Set(sets.flatMap((names) => [...names]));
}

/** The names that a source takes from a module, `undefined` for all: what nobody takes is not in the build. */
function namesIn(source, specifier) {
  const from = `from '${RegExp.escape(specifier)}'`;
  const lists = source.matchAll(new RegExp(`\\b(?:im|ex)port \\{([^}]*)\\} ${from}`, 'g'));
  const [, namespace] = new RegExp(`\\bimport \\* as (\\w+) ${from}`).exec(source) ?? [];
  const members = namespace ? source.matchAll(new RegExp(`\\b${namespace}\\.(\\w+)`, 'g')) : [];
  const names = [
    ...[...lists].flatMap(([, list]) => list.split(',').map((name) => name.trim().split(' as ')[0])),
    ...Array.from(members, ([, name]) => name),
  ];
  return names.length === 0 ? undefined : new Set(names.filter((name) => name !== '' && !name.startsWith('type ')));
}

/** What the files take from each one, in the order of its `$`: names of modules, and modules as a whole without a name. */
function givenNames({ fileOf, taken }) {
  const wanted = [...taken.values()].flatMap((paths) =>
    [...paths].flatMap(([path, names]) => [...(names ?? [undefined])].map((name) => ({ path, name }))),
  );
  const unique = new Map(wanted.map((one) => [`${one.path} ${one.name}`, one]));
  return Map.groupBy(unique.values(), ({ path }) => fileOf.get(path) ?? first);
}

/**
 * Makes one file of the modules that belong to it. It exports what others take as an array, `$`, in which they know its
 * place: VS Code 1.96 loads CommonJS, which esbuild does not split, and names would be a tenth of some files.
 * @param files see `filesOfModules`
 * @param entry the path of the module that activation begins with
 */
export function chunks({ fileOf, taken, given, exportsOf }, entry) {
  const ownerOf = (path) => fileOf.get(path) ?? first;
  const placeOf = (path, name) => given.get(ownerOf(path)).findIndex((one) => one.path === path && one.name === name);
  return {
    name: 'chunks',
    setup({ onResolve, onLoad, resolve: resolveImport }) {
      onResolve({ filter: /^chunk:/ }, ({ path }) => ({ path: path.slice('chunk:'.length), namespace: 'chunk' }));
      onLoad({ filter: /.*/, namespace: 'chunk' }, ({ path: file }) => {
        const imports = (given.get(file) ?? []).map(({ path, name }, place) => {
          const from = path === api ? api : `./${path}`;
          return `import ${name ? `{ ${name} as given_${place} }` : `* as given_${place}`} from '${from}';`;
        });
        // What esbuild makes of `import * as` and `export` has helpers in each file. The first one has them for others.
        const values = (given.get(file) ?? []).map(({ path, name }, place) =>
          name ? `given_${place}` : `{ ${exportsOf.get(path).map((each) => `${each}: given_${place}.${each}`)} }`,
        );
        const all = `[${values.join(', ')}]`;
        const lines =
          file === first ? [`export * from './${entry}';`, `export const $ = ${all};`] : [`exports.$ = ${all};`];
        return { contents: [...imports, ...lines].join('\n'), resolveDir: '.' };
      });
      onResolve({ filter: /.*/ }, async ({ path, kind, importer, namespace, resolveDir, pluginData }) => {
        if (pluginData === chunks || (namespace !== 'file' && namespace !== 'chunk')) return undefined;
        const file = namespace === 'chunk' ? importer : fileOf.get(pathOf(importer));
        const takes = (taking) => takenFrom(taking, file, taken.get(file).get(taking));
        if (path === api) {
          return kind === 'import-statement' && file !== first ? takes(api) : undefined;
        }
        const target = await resolveImport(path, { kind, importer, resolveDir, pluginData: chunks });
        const owner = fileOf.get(pathOf(target.path));
        return owner === undefined || owner === file ? target : takes(pathOf(target.path));
      });
      onLoad({ filter: /.*/, namespace: 'taken' }, ({ pluginData: { path, names, file: taker } }) => {
        const file = ownerOf(path);
        const named = names && [...names].map((name) => `given_${placeOf(path, name)} as ${name}`).join(', ');
        return {
          contents: names
            ? `export { ${named} } from '${file} for ${taker}';`
            : `module.exports = require('./${file}.cjs').$[${placeOf(path)}];`,
        };
      });
      onResolve({ filter: / for /, namespace: 'taken' }, ({ path }) => ({ path, namespace: 'other' }));
      // Once in a file, all that it takes from another one.
      onLoad({ filter: /.*/, namespace: 'other' }, ({ path: both }) => {
        const [file, taker] = both.split(' for ');
        const places = [...taken.get(taker)].flatMap(([path, names]) =>
          names && ownerOf(path) === file ? Array.from(names, (name) => placeOf(path, name)) : [],
        );
        const all = places.map((place) => `${place}: given_${place}`).join(', ');
        return { contents: `export const { ${all} } = require('./${file}.cjs').$;` };
      });
      onResolve({ filter: /\.cjs$/ }, ({ path }) => ({ path, external: true }));
    },
  };
}

/** A module that another file has. Its name does not end as its path does, by which esbuild would tell what it is. */
function takenFrom(path, file, names) {
  return { path: `${path} taken by ${file}`, namespace: 'taken', pluginData: { path, names, file } };
}

function pathOf(path) {
  return relative(process.cwd(), path).replaceAll('\\', '/');
}
