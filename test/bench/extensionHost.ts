import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../vscode/folders.ts';
import type { Window, WindowOptions } from '../vscode/window.ts';
import { resultPrefix } from './host/report.ts';

/** A module of `host/` that measures something inside the extension host. */
export type HostModule = 'activation' | 'firstPage' | 'editor';

/** Bundles the modules for the extension host, which reads neither TypeScript nor our imports. */
export async function bundleHostModules(): Promise<void> {
  const modules: readonly HostModule[] = ['activation', 'firstPage', 'editor'];
  await build({
    absWorkingDir: repository,
    entryPoints: modules.map((module) => `test/bench/host/${module}.ts`),
    outdir: 'out/bench',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

/**
 * Runs a module in a window of its own and gives what it reports.
 * @param extension the folder of the extension that is loaded from its sources
 */
export async function runInExtensionHost<T>(
  open: (window: WindowOptions) => Promise<Window>,
  module: HostModule,
  extension: string,
): Promise<T> {
  const log: string[] = [];
  let exited: (code: number) => void = () => undefined;
  const exit = new Promise<number>((resolve) => {
    exited = resolve;
  });
  const window = await open({
    extensionDevelopmentPath: extension,
    extensionTestsPath: join(repository, 'out', 'bench', `${module}.cjs`),
    tests: { onLog: (line) => log.push(line), onExit: exited },
  });
  try {
    const code = await exit;
    const result = log.find((line) => line.startsWith(resultPrefix));
    if (code !== 0 || result === undefined) {
      throw new Error(`${module} ended with ${code} in the extension host:\n${log.join('\n')}`);
    }
    return JSON.parse(result.slice(resultPrefix.length)) as T;
  } finally {
    await window.close();
  }
}
