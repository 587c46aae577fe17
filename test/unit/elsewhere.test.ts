import assert from 'node:assert/strict';
import { hostTestFiles } from '../host/bundle.ts';
import { acrossHosts, browserDependent, versionDependent } from '../host/elsewhere.ts';
import { webTestFiles } from '../web/bundle.ts';

describe('The host tests that run in other hosts each time', () => {
  it('are each in a file that there is', () => {
    const files = new Set([...hostTestFiles().filter(versionDependent), ...webTestFiles().filter(browserDependent)]);
    assert.equal(files.size, acrossHosts.length);
  });
});
