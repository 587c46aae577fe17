import assert from 'node:assert/strict';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheRoot } from '../../vscode/cache.ts';

const variable = process.platform === 'win32' ? 'LOCALAPPDATA' : 'XDG_CACHE_HOME';

describe('The folder of the cache', () => {
  const { [variable]: before } = process.env;
  afterEach(() => {
    if (before === undefined) Reflect.deleteProperty(process.env, variable);
    else process.env[variable] = before;
  });

  it('is where the system has caches', () => {
    process.env[variable] = tmpdir();
    assert.equal(cacheRoot(), join(tmpdir(), 'organization-inspector'));
  });

  it('is in the home folder where the system names none, or one that is relative', () => {
    for (const name of ['', 'cache', './cache']) {
      process.env[variable] = name;
      assert.equal(cacheRoot(), join(homedir(), '.cache', 'organization-inspector'), name);
    }
  });
});
