import assert from 'node:assert/strict';
import { hostTestFiles } from '../host/bundle.ts';
import { acrossHosts, acrossVersions, browserDependent, versionDependent } from '../host/elsewhere.ts';
import { webTestFiles } from '../web/bundle.ts';

describe('The host tests that also run elsewhere', () => {
  it('are one file for each name', () => {
    assert.equal(hostTestFiles().filter(versionDependent).length, acrossVersions.length);
    assert.equal(webTestFiles().filter(browserDependent).length, acrossHosts.length);
  });
});
