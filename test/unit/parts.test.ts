import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { allParts } from '../parts.ts';

describe('The parts of npm test, which CI runs', () => {
  it('always ask every endpoint by the SDK of Auth0', () => {
    const clients = allParts({ files: [], grep: undefined }).find(({ name }) => name === 'clients');
    assert.equal(clients?.runs, 'always');
    const files = globSync('test/clients/sdk/*.test.ts');
    assert.ok(files.length > 1);
    assert.deepEqual(
      files.filter((file) => !clients.commands.flat().includes(file)),
      [],
    );
    assert.match(readFileSync('.ci/run', 'utf8'), / npm test -- --all$/m);
  });
});
