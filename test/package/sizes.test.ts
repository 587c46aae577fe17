import assert from 'node:assert/strict';
import { measureSizes, sizeLimits } from '../bench/sizes.ts';

describe('The size of what is installed', () => {
  it('stays within its limits', async () => {
    const { bundle, vsix } = await measureSizes();
    assert.ok(bundle <= sizeLimits.bundle, `the bundle has ${bundle} bytes`);
    assert.ok(vsix <= sizeLimits.vsix, `the VSIX has ${vsix} bytes`);
  });
});
