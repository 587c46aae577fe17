/* Runs `node test/bootstrap.mjs SCRIPT.ts [args…]` on whatever Node is at hand: installs the dependencies when they are
   missing or stale, and hands over to the Node 24 among them, which runs TypeScript. So nothing may be imported here. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const modules = join(root, 'node_modules');
const node = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

const lock = join(root, 'package-lock.json');
// npm writes this file last, so an interrupted install does not have it.
const stamp = join(modules, '.package-lock.json');
const modified = (file) => statSync(file).mtimeMs;
// What was installed: a lock with another version of this package, or from another branch and back, asks for the same.
const installed = join(modules, '.installed');
const locked = () => {
  const { packages, version: _, ...rest } = JSON.parse(readFileSync(lock, 'utf8'));
  const wanted = { ...rest, packages: { ...packages, '': { ...packages[''], version: undefined } } };
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
};
const isInstalled = () =>
  existsSync(stamp) &&
  existsSync(node) &&
  (modified(stamp) >= modified(lock) || (existsSync(installed) && readFileSync(installed, 'utf8') === locked()));

if (!isInstalled()) {
  console.log('Installing the dependencies (npm ci)…');
  const npm = process.env['npm_execpath'];
  // Some warn of any Node but the one that is among them and runs them.
  const install = ['ci', '--loglevel=error'];
  const { status } = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...install], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', install, { cwd: root, stdio: 'inherit', shell: windows });
  if (status !== 0) {
    console.error('npm ci failed.');
    process.exit(status ?? 1);
  }
  writeFileSync(installed, locked());
}

// Windows calls it Path, and a second spelling of it would be ignored.
const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
const path = [join(modules, '.bin'), process.env[pathName]].join(delimiter);
const [script, ...args] = process.argv.slice(2);
const child = spawn(node, [join(root, script), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, [pathName]: path },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
// When npm is ended, it ends the shell between it and this program, but not this program.
const parent = process.ppid;
if (process.env['npm_lifecycle_event']) setInterval(() => process.ppid === parent || child.kill(), 500);
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
