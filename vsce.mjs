/* Packages the extension, so that the same commit gives the same bytes, wherever and whenever, whatever the umask. */
import { spawnSync } from 'node:child_process';
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createVSIX, listFiles, PackageManager } from '@vscode/vsce';

const [packagePath = 'dist/organization-inspector.vsix'] = process.argv.slice(2);

const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { stdio: 'inherit' });
if (status !== 0) process.exit(status ?? 1);

// The time of all files in the archive, in place of their own: the first one that an archive can tell, in its time zone.
process.env.SOURCE_DATE_EPOCH = String(Date.UTC(1980, 0) / 1000);
process.env.TZ = 'UTC';

// The archive keeps what each file permits, which git leaves to the umask: so the files are copied and permit the same.
const cwd = await mkdtemp(join(tmpdir(), 'vsix-'));
try {
  for (const file of ['.vscodeignore', ...(await listFiles({ packageManager: PackageManager.None }))]) {
    const copy = join(cwd, file);
    await cp(file, copy);
    await chmod(copy, 0o644);
    // People do not read it, so it has no spaces.
    if (file.endsWith('.json')) await writeFile(copy, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))));
  }
  // The copy can build nothing, and what is for building is not for those who install it.
  const { scripts, devDependencies, allowScripts, ...manifest } = JSON.parse(await readFile('package.json', 'utf8'));
  await writeFile(join(cwd, 'package.json'), JSON.stringify(manifest));
  await createVSIX({ cwd, packagePath: resolve(packagePath), dependencies: false });
} finally {
  await rm(cwd, { recursive: true });
}
