import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ShippedPackage, shippedPackages } from '../release/shippedPackages.ts';
import { repository } from '../vscode/folders.ts';

const allowed = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];
const dist = join(repository, 'dist');

describe('The third-party notices', () => {
  let packages: readonly ShippedPackage[];

  before(async () => {
    packages = await shippedPackages();
  });

  it('name each package that is bundled, as the source maps tell, and no other', async () => {
    const maps = await Promise.all(
      globSync('**/*.map', { cwd: dist }).map((file) => readFile(join(dist, file), 'utf8')),
    );
    const sources = maps.flatMap((map) => (JSON.parse(map) as { readonly sources: readonly string[] }).sources);
    const bundled = sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
    assert.deepEqual(packages.map(({ name }) => name).sort(), [...new Set(bundled)].sort());
  });

  it('name only licences that ask for no more than a notice', () => {
    assert.deepEqual(
      packages.filter(({ licence }) => !allowed.includes(licence)),
      [],
    );
  });
});
