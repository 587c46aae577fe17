import { repository } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import { bundleHostModules, runInExtensionHost } from './extensionHost.ts';
import type { Group } from './group.ts';
import type { ActivationTimes } from './host/activation.ts';
import { median } from './statistics.ts';
import { withVsCode } from './vscode.ts';

const windows = 10;

/** Loading and activating the extension, over the same for the tree extension that comes with VS Code. */
export const activationGroup: Group = {
  metrics: [{ name: 'activation.ratio_to_references_view', unit: 'ratio', limit: 2.5 }],
  measure: async () => {
    await Promise.all([buildExtension(), bundleHostModules()]);
    return withVsCode({ smokeTestDriver: true, env: {} }, async (open) => {
      const times: ActivationTimes[] = [];
      for (let window = 0; window < windows; window += 1) {
        times.push(await runInExtensionHost<ActivationTimes>(open, 'activation', repository));
      }
      const [ours, theirs] = [median(times.map((each) => each.ours)), median(times.map((each) => each.theirs))];
      console.error(`  ours ${ours.toFixed(1)} ms, references-view ${theirs.toFixed(1)} ms`);
      return { 'activation.ratio_to_references_view': ours / theirs };
    });
  },
};
