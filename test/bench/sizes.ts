import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { packageExtension } from '../vscode/extensions.ts';
import { removeFolder, repository, temporaryFolder } from '../vscode/folders.ts';
import type { Group } from './group.ts';

export const bundleLimit = 65_000;
export const vsixLimit = 250_000;

/** What a person downloads, and what VS Code loads of it. */
export const sizesGroup: Group = {
  metrics: [
    { name: 'bundle.bytes', unit: 'bytes', limit: bundleLimit },
    { name: 'vsix.bytes', unit: 'bytes', limit: vsixLimit },
  ],
  measure: async () => {
    const { bundle, vsix } = await measureSizes();
    return { 'bundle.bytes': bundle, 'vsix.bytes': vsix };
  },
};

/** Packages the extension anew and gives the sizes of the package and of the code in it, in bytes. */
export async function measureSizes(): Promise<{ readonly bundle: number; readonly vsix: number }> {
  const folder = await temporaryFolder();
  try {
    const file = join(folder, 'organization-inspector.vsix');
    await packageExtension(file);
    const [bundle, vsix] = await Promise.all([stat(join(repository, 'dist', 'extension.cjs')), stat(file)]);
    return { bundle: bundle.size, vsix: vsix.size };
  } finally {
    await removeFolder(folder);
  }
}
