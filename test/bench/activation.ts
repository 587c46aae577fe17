import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import { bundleHostModules, runInExtensionHost } from './extensionHost.ts';
import type { Group } from './group.ts';
import { median } from './statistics.ts';
import { withVsCode } from './vscode.ts';

const windows = 9;
const empty = join(repository, 'test', 'bench', 'empty');

/** Loading and activating the extension, over what VS Code takes to activate one that does nothing. */
export const activationGroup: Group = {
  metrics: [{ name: 'activation.ms', unit: 'ms', limit: 10 }],
  measure: async () => {
    await Promise.all([buildExtension(), bundleHostModules()]);
    return withVsCode({ smokeTestDriver: true }, async (open) => {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let window = 0; window < windows; window += 1) {
        ours.push(await runInExtensionHost<number>(open, 'activation', repository));
        theirs.push(await runInExtensionHost<number>(open, 'activation', empty));
      }
      return { 'activation.ms': median(ours) - median(theirs) };
    });
  },
};
