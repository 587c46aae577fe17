import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { shippedPackages } from '../release/shippedPackages.ts';
import { repository } from '../vscode/folders.ts';

describe('The check of a release', () => {
  const folder = join(repository, 'out', 'release');
  let output: string;
  let version: string;

  before(async () => {
    ({ version } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as { version: string });
    const script = join(repository, 'test', 'release', 'check.ts');
    ({ stdout: output } = await promisify(execFile)(process.execPath, [script], { cwd: repository }));
  });

  it('says what would be published', () => {
    assert.match(
      output,
      new RegExp(`^Would be published: organization-inspector\\.organization-inspector ${version}$`, 'm'),
    );
  });

  it('leaves the package, its packages as a bill of materials, the notes and the sums of the files', async () => {
    const [vsix, bill] = ['vsix', 'cdx.json'].map((ending) => `organization-inspector-${version}.${ending}`);
    assert.ok(vsix && bill);
    assert.deepEqual(
      await readdir(folder).then((names) => names.sort()),
      ['SHA256SUMS', 'notes.md', bill, vsix].sort(),
    );
    const sums = await Promise.all(
      [vsix, bill].map(async (name) => {
        const bytes = await readFile(join(folder, name));
        return `${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;
      }),
    );
    assert.equal(await readFile(join(folder, 'SHA256SUMS'), 'utf8'), sums.join(''));
    const { components } = JSON.parse(await readFile(join(folder, bill), 'utf8')) as {
      readonly components: readonly { readonly name: string; readonly version: string }[];
    };
    assert.deepEqual(
      components.map((one) => `${one.name} ${one.version}`).sort(),
      (await shippedPackages()).map((one) => `${one.name} ${one.version}`).sort(),
    );
  });
});
