import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { allParts, type Part } from '../parts.ts';

describe('The parts of npm test, which CI runs', () => {
  it('always ask every endpoint by the SDK of Auth0', () => {
    const clients = partNamed('clients', false);
    assert.equal(clients?.runs, 'always');
    const files = globSync('test/clients/sdk/*.test.ts');
    assert.ok(files.length > 1);
    assert.deepEqual(
      files.filter((file) => !clients.commands.flat().includes(file)),
      [],
    );
    assert.match(readFileSync('.ci/run', 'utf8'), / npm test -- --all$/m);
  });

  it('open some windows by themselves, and all in CI', () => {
    const files = globSync('test/ui/*.test.ts').map((file) => file.replaceAll('\\', '/'));
    const [some, all] = [false, true].map((withAllWindows) => {
      const commands = partNamed('ui', withAllWindows)?.commands.flat() ?? [];
      return files.filter((file) => commands.includes(file));
    });
    assert.equal(some?.length, 5);
    assert.deepEqual(all, files);
  });
});

function partNamed(wanted: string, withAllWindows: boolean): Part | undefined {
  return allParts({ files: [], grep: undefined, withAllWindows }).find(({ name }) => name === wanted);
}
