/* Which packages the bundle holds, by the notices that the build writes from what it has read. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../vscode/folders.ts';

/** A package of npm whose code is in the bundle. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** An SPDX identifier, such as `MIT`. */
  readonly licence: string;
}

/** The packages whose code is in the bundle that was built last. */
export async function shippedPackages(): Promise<readonly ShippedPackage[]> {
  const text = await readFile(join(repository, 'dist', 'THIRD-PARTY-NOTICES.txt'), 'utf8');
  const headings = text.matchAll(/^-+\n(?<name>\S+) (?<version>\S+): (?<licence>.+)\n-+\n\n(?=\S)/gm);
  return Array.from(headings, ({ groups: { name = '', version = '', licence = '' } = {} }) => ({
    name,
    version,
    licence,
  }));
}
