import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { packageExtension } from '../vscode/extensions.ts';
import { removeFolder, temporaryFolder } from '../vscode/folders.ts';
import { buildExtension } from './build.ts';
import type { Group } from './group.ts';

/** How large, in bytes, the code that VS Code loads may be, and what a person downloads. */
export const sizeLimits = { bundle: 125_000, vsix: 500_000 } as const;

export const sizesGroup: Group = {
  metrics: [
    { name: 'bundle.bytes', unit: 'bytes', limit: sizeLimits.bundle },
    { name: 'vsix.bytes', unit: 'bytes', limit: sizeLimits.vsix },
  ],
  measure: async () => {
    const bundle = await buildExtension();
    const vsix = await packageSize().catch((error: unknown) => {
      console.error(error);
      return undefined;
    });
    return { 'bundle.bytes': bundle, ...(vsix !== undefined && { 'vsix.bytes': vsix }) };
  },
};

/** Builds and packages the extension anew and gives the sizes, in bytes. */
export async function measureSizes(): Promise<Readonly<Record<keyof typeof sizeLimits, number>>> {
  return { bundle: await buildExtension(), vsix: await packageSize() };
}

async function packageSize(): Promise<number> {
  const folder = await temporaryFolder();
  try {
    const file = join(folder, 'organization-inspector.vsix');
    await packageExtension(file);
    return (await stat(file)).size;
  } finally {
    await removeFolder(folder);
  }
}
