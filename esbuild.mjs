import { globSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { chunks, filesOfModules } from './chunks.mjs';
import { notices } from './notices.mjs';

/** A web worker can load one file only: that for the browser holds all that are chunks elsewhere. */
const limits = { 'dist/browser/extension.cjs': 600_000, 'dist/extension.cjs': 125_000 };
const limitBytes = (file) => limits[file] ?? 100_000;
const forbidden = /node_modules\/(node-fetch-native|undici)\/|^test\//;

/** Makes one module of the API: for each file that imports `vscode`, esbuild would copy all of it, in a third of the time that activation takes. */
const oneApi = {
  name: 'one-api',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^vscode$/ }, ({ kind, path }) =>
      kind === 'import-statement' ? { path, namespace: 'api' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'api' }, async () => {
      const sources = await Promise.all(globSync('src/**/*.ts').map((file) => readFile(file, 'utf8')));
      const names = new Set(sources.flatMap((source) => source.match(/(?<=\bvscode\.)\w+/g) ?? []));
      const members = [...names].map((name) => `export const ${name} = api.${name};`);
      return { contents: ["const api = require('vscode');", ...members].join('\n') };
    });
  },
};

/** The schemas of a language in one file, by the names of their own, as which they take twice the bytes in the package. */
async function joined(folder) {
  const files = (await readdir(folder)).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const schemas = Object.fromEntries(files.map((file, index) => [file, JSON.parse(texts[index])]));
  return { path: resolve('dist', `${folder}.json`), contents: Buffer.from(JSON.stringify(schemas)) };
}

const options = {
  outExtension: { '.js': '.cjs' },
  bundle: true,
  minify: true,
  sourcemap: true,
  format: 'cjs',
  charset: 'utf8',
  // Without it ofetch brings a whole fetch of its own along, past VS Code's proxy settings.
  conditions: ['worker'],
  // The other form of jsonc-parser looks for its parts when it runs.
  mainFields: ['module', 'main'],
  // The other one brings readers of files along.
  alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
  external: ['vscode'],
  metafile: true,
  write: false,
};

const entry = 'src/extension.ts';
const ofNode = { platform: 'node', target: 'node20' };
const files = await filesOfModules({ ...options, ...ofNode, minify: false }, entry);
const results = await Promise.all([
  build({
    ...options,
    ...ofNode,
    entryPoints: [...new Set(files.fileOf.values())].map((file) => ({ in: `chunk:${file}`, out: file })),
    outdir: 'dist',
    plugins: [chunks(files, entry), oneApi, notices],
  }),
  // In one file: the extension host of a browser is a web worker.
  build({
    ...options,
    entryPoints: { extension: entry },
    outdir: 'dist/browser',
    platform: 'browser',
    target: 'es2022',
    // Strict as a whole, and not once more in each module.
    banner: { js: '"use strict";' },
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, alwaysStrict: false } },
    plugins: [oneApi],
  }),
]);

const outputs = results.flatMap(({ outputFiles }) => outputFiles);
outputs.push(...(await Promise.all(globSync('schemas/*/').map(joined))));

// A window of VS Code that loads them at the same time does not find half a file: what is the same is left alone.
for (const { path, contents } of outputs) {
  const before = await readFile(path).catch(() => undefined);
  if (before?.equals(contents)) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, contents);
}

// What an earlier build has left would be packaged.
const written = new Set(outputs.map(({ path }) => path));
for (const file of globSync('dist/**/*.{cjs,cjs.map,json}').map((path) => resolve(path)))
  if (!written.has(file)) await rm(file);

// Tests read which modules each file has, and what it gives to others.
await mkdir('out', { recursive: true });
await writeFile('out/metafile.json', JSON.stringify(results[0].metafile));
await writeFile('out/given.json', JSON.stringify(Object.fromEntries(files.given)));

/** Tells a build that is refused from one that failed. */
const REFUSED = 2;
for (const [file, { bytes, inputs }] of results.flatMap(({ metafile }) => Object.entries(metafile.outputs))) {
  if (file.endsWith('.map')) continue;
  console.log(`${file}: ${bytes.toLocaleString('en')} bytes`);
  const intruders = Object.keys(inputs).filter((input) => forbidden.test(input));
  if (intruders.length > 0 || bytes > limitBytes(file)) {
    console.error(
      `${file} must not hold ${intruders.join(', ') || `more than ${limitBytes(file).toLocaleString('en')} bytes`}.`,
    );
    process.exitCode = REFUSED;
  }
}
