/* Packages the extension, so that the same commit gives the same bytes, wherever and whenever, whatever the umask. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';
import SevenZip from '7z-wasm';
import { minify } from 'terser';

const [packagePath = 'dist/organization-inspector.vsix'] = process.argv.slice(2);

const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

/**
 * What is packaged of a file in place of its text: JSON without spaces, since people do not read it, and code with the
 * names of Terser, which recur more than those of esbuild, and without the name of its map, which is not packaged.
 */
const shortened = {
  '.json': (text) => JSON.stringify(JSON.parse(text)),
  '.cjs': async (text) => (await minify(text, { toplevel: true, ecma: 2020, compress: { passes: 3 } })).code,
};

/** The same files in an archive, made by 7-Zip, which finds shorter code for them, with one time for all of them. */
async function recompressed(archive) {
  const { FS, callMain } = await SevenZip({ print: () => {} });
  const run = (...args) => {
    if (callMain(args) !== 0) throw new Error(`7-Zip failed: ${args.join(' ')}`);
  };
  FS.writeFile('/before.zip', archive);
  run('x', '/before.zip', '-o/files');
  FS.chdir('/files');
  // The names with a dot are those of the files: folders have no entries of their own.
  run('a', '/after.zip', '-mx=9', '-mtm=off', '-r', '*.*');
  return FS.readFile('/after.zip');
}

// The archive keeps what each file permits, which git leaves to the umask: so the files are copied and permit the same.
const cwd = await mkdtemp(join(tmpdir(), 'vsix-'));
try {
  for (const file of ['.vscodeignore', ...(await listFiles({ packageManager: PackageManager.None }))]) {
    const copy = join(cwd, file);
    await cp(file, copy);
    await chmod(copy, 0o644);
    const shorten = shortened[extname(file)];
    if (shorten) await writeFile(copy, await shorten(await readFile(file, 'utf8')));
  }
  // The copy can build nothing, and what is for building is not for those who install it.
  const { scripts, devDependencies, allowScripts, ...manifest } = JSON.parse(await readFile('package.json', 'utf8'));
  await writeFile(join(cwd, 'package.json'), JSON.stringify(manifest));
  await createVSIX({ cwd, packagePath: resolve(packagePath), dependencies: false });
} finally {
  await rm(cwd, { recursive: true });
}
const archive = await recompressed(await readFile(packagePath));
await writeFile(packagePath, archive);
console.log(`${packagePath}: ${archive.length.toLocaleString('en')} bytes`);
