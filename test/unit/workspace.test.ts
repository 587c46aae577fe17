import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sampleOrganizations } from '../tenant/sampleData.ts';
import { repository } from '../vscode/folders.ts';

describe('The sample workspace', () => {
  const folder = join(repository, 'test', 'workspace');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  const mentioned = (pattern: RegExp) =>
    files.flatMap(({ path, text }) => Array.from(text.matchAll(pattern), ([found]) => ({ path, found })));
  // What the smaller tenant of `npm start` has, the larger one has too.
  const organizations = sampleOrganizations(12);

  it('mentions only organization IDs that the local tenants have', () => {
    const ids = new Set(organizations.map(({ id }) => id));
    const mentions = mentioned(/\borg_\w{16}\b/g);
    assert.ok(mentions.length > 5);
    assert.deepEqual(
      mentions.filter(({ found }) => !ids.has(found)),
      [],
    );
  });

  it('mentions only organization names that the local tenants have', () => {
    const names = new Set(organizations.map(({ name }) => name));
    const tenant = files.find(({ path }) => path.endsWith('tenant.yaml'))?.text ?? '';
    const section = /^organizations:\n((?: .*\n)+)/m.exec(tenant)?.[1] ?? '';
    const mentions = Array.from(section.matchAll(/^ {2}- name: (.+)$/gm), ([, name]) => name);
    assert.ok(mentions.length > 1);
    assert.deepEqual(
      mentions.filter((name) => name === undefined || !names.has(name)),
      [],
    );
  });
});
