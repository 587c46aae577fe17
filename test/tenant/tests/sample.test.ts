import assert from 'node:assert/strict';
import { sampleOrganizations } from '../sampleData.ts';

describe('local tenant: sample organizations', () => {
  const sample = sampleOrganizations(2000);

  it('are the same each time, also the first organizations whatever the number of all', () => {
    assert.deepEqual(sampleOrganizations(100), sample.slice(0, 100));
    assert.notDeepEqual(sampleOrganizations(100, 7), sample.slice(0, 100));
  });

  it('have IDs and names like real ones, each once', () => {
    assert.ok(sample.every(({ id }) => /^org_[A-Za-z0-9]{16}$/.test(id)));
    assert.ok(sample.every(({ name }) => /^[a-z0-9_-]{1,50}$/.test(name)));
    assert.equal(new Set(sample.map(({ id }) => id)).size, 2000);
    assert.equal(new Set(sample.map(({ name }) => name)).size, 2000);
  });

  it('keep within the limits of the API', () => {
    assert.ok(
      sample.every(({ display_name: shown }) => shown === undefined || (shown.length > 0 && shown.length <= 255)),
    );
    assert.equal(Math.max(...sample.map(({ metadata = {} }) => Object.keys(metadata).length)), 25);
    const logos = sample.flatMap(({ branding }) => (branding && 'logo_url' in branding ? [branding.logo_url] : []));
    assert.ok(logos.every((logo) => logo?.startsWith('https://')));
  });

  it('come in all kinds', () => {
    const scripts = ['Cyrl', 'Grek', 'Arab', 'Hebr', 'Hani', 'Hira', 'Hang', 'Deva', 'Thai'];
    const patterns = [
      ...scripts.map((script) => `\\p{Script=${script}}`),
      '\\p{Emoji_Presentation}',
      '<script>',
      'command:',
    ];
    for (const pattern of patterns) {
      assert.ok(
        sample.some(({ display_name: shown = '' }) => new RegExp(pattern, 'u').test(shown)),
        pattern,
      );
    }
    assert.ok(sample.some(({ display_name: shown }) => shown === undefined));
    assert.ok(sample.some(({ branding }) => branding === undefined));
    assert.ok(sample.some(({ branding }) => branding?.logo_url && branding.colors));
    assert.ok(sample.some(({ branding }) => branding?.logo_url && !branding.colors));
    assert.ok(sample.some(({ branding }) => branding?.colors && !branding.logo_url));
    assert.ok(sample.some(({ metadata = {} }) => Object.values(metadata).includes(null)));
    assert.ok(sample.some(({ token_quota: quota }) => quota));
  });
});
