/* `npm run release:check`: makes what a release holds in `out/release`, without the network, and says what would be
   published. `-- --tag v0.1.0` fails when this version may not be released now. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { packageExtension } from '../vscode/extensions.ts';
import { repository } from '../vscode/folders.ts';
import { type BillOfMaterials, billOfShipped } from './billOfMaterials.ts';
import { shippedPackages } from './shippedPackages.ts';
import { releaseNotes, releaseProblems } from './version.ts';

const { values } = parseArgs({ options: { tag: { type: 'string' } } });
const { publisher, name, version } = JSON.parse(await source('package.json')) as Record<string, string>;
const { version: lockedVersion } = JSON.parse(await source('package-lock.json')) as Record<string, string>;
const changelog = await source('CHANGELOG.md');
if (!publisher || !name || !version || !lockedVersion)
  throw new Error('The manifest has no publisher, name or version.');

const folder = join(repository, 'out', 'release');
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const vsix = join(folder, `${name}-${version}.vsix`);
console.log(await packageExtension(vsix));
const shipped = await shippedPackages();
const bill = join(folder, `${name}-${version}.cdx.json`);
await writeFile(bill, `${JSON.stringify(billOfShipped(await installedPackages(), name, shipped), undefined, 2)}\n`);
const sums = await Promise.all([vsix, bill].map(async (file) => `${await sha256(file)}  ${basename(file)}`));
await writeFile(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
const notes = releaseNotes(changelog, version);
await writeFile(join(folder, 'notes.md'), `${notes}\n`);

const today = new Date().toISOString().slice(0, 10);
const problems = releaseProblems({ changelog, version, lockedVersion, tag: values.tag, today });
console.log(`Would be published: ${publisher}.${name} ${version}`);
console.log(`To: the Visual Studio Marketplace, Open VSX, and the releases on GitHub as v${version}`);
console.log(`In ${folder}:\n${sums.join('\n')}`);
console.log(`Packages in it: ${shipped.map((one) => `${one.name} ${one.version}`).join(', ')}`);
console.log(`Notes: ${notes.split('\n').length} lines\n`);
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

async function source(file: string): Promise<string> {
  return readFile(join(repository, file), 'utf8');
}

async function sha256(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

async function installedPackages(): Promise<BillOfMaterials> {
  const options = { cwd: repository, maxBuffer: 64 * 1024 * 1024, shell: process.platform === 'win32' };
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
  const { stdout } = await promisify(execFile)('npm', args, options);
  return JSON.parse(stdout) as BillOfMaterials;
}
