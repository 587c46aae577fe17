import assert from 'node:assert/strict';
import { type BillOfMaterials, billOfShipped } from '../release/billOfMaterials.ts';
import { releaseNotes, releaseProblems, type ReleaseState } from '../release/version.ts';

const link = '[1.2.0]: https://example.com/v1.2.0';
const changelog = `# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-30\n\n### Added\n\n- A.\n\n## [1.1.0] - 2026-10-01\n\n- B.\n\n${link}\n[1.1.0]: https://example.com/v1.1.0\n`;
const ready: ReleaseState = {
  changelog,
  version: '1.2.0',
  lockedVersion: '1.2.0',
  tag: 'v1.2.0',
  today: '2026-11-30',
};

describe('A release', () => {
  it('may be made when tag, manifest, lock file and changelog say the same version', () => {
    assert.deepEqual(releaseProblems(ready), []);
  });

  const refused: readonly (readonly [string, Partial<ReleaseState>, RegExp])[] = [
    ['with another tag', { tag: 'v1.3.0' }, /^The tag is v1\.3\.0, and the version in package\.json is 1\.2\.0\.$/],
    ['with a tag without v', { tag: '1.2.0' }, /^The tag is 1\.2\.0,/],
    ['with another version in the lock file', { lockedVersion: '1.1.0' }, /^package-lock\.json is of 1\.1\.0,/],
    [
      'without a section',
      { changelog: changelog.replace('## [1.2.0]', '## [1.2.0-rc]') },
      /no section "## \[1\.2\.0\]/,
    ],
    ['without a date', { changelog: changelog.replace(' - 2026-11-30', '') }, /no section "## \[1\.2\.0\] - /],
    ['with a date to come', { today: '2026-11-29' }, /1\.2\.0 comes on 2026-11-30, and today is 2026-11-29\.$/],
    ['with changes left', { changelog: changelog.replace('sed]\n', 'sed]\n\n- C.\n') }, /still has changes under/],
    ['without a link', { changelog: changelog.replace(link, '') }, /no link for \[1\.2\.0\]\.$/],
  ];
  for (const [how, change, problem] of refused) {
    it(`is refused ${how}`, () => {
      const problems = releaseProblems({ ...ready, ...change });
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', problem);
    });
  }

  it('can be looked at before its changelog and its tag are there', () => {
    assert.deepEqual(releaseProblems({ ...ready, changelog: '## [Unreleased]\n\n- C.\n', tag: undefined }), []);
  });

  it('has the notes of its version, or what is not released yet', () => {
    assert.equal(releaseNotes(changelog, '1.2.0'), '### Added\n\n- A.');
    assert.equal(releaseNotes(changelog, '1.1.0'), '- B.');
    assert.equal(releaseNotes('## [Unreleased]\n\n- C.\n', '1.2.0'), '- C.');
  });
});

describe('The bill of materials', () => {
  const component = (name: string) => ({ 'bom-ref': `${name}@1.0.0`, name, version: '1.0.0' });
  const shipped = (name: string) => ({ name, version: '1.0.0', licence: 'MIT' });
  const installed: BillOfMaterials = {
    metadata: { component: { ...component('extension'), name: 'folder' } },
    components: ['bundled', 'within', 'tool'].map(component),
    dependencies: [
      { ref: 'extension@1.0.0', dependsOn: ['bundled@1.0.0', 'tool@1.0.0'] },
      { ref: 'bundled@1.0.0', dependsOn: ['within@1.0.0'] },
      { ref: 'tool@1.0.0', dependsOn: ['within@1.0.0'] },
      { ref: 'within@1.0.0', dependsOn: [] },
    ],
  };

  it('has the packages that ship and no others, under the name of the extension', () => {
    assert.deepEqual(billOfShipped(installed, 'extension', [shipped('bundled'), shipped('within')]), {
      metadata: { component: component('extension') },
      components: [component('bundled'), component('within')],
      dependencies: [
        { ref: 'extension@1.0.0', dependsOn: ['bundled@1.0.0'] },
        { ref: 'bundled@1.0.0', dependsOn: ['within@1.0.0'] },
        { ref: 'within@1.0.0', dependsOn: [] },
      ],
    });
  });

  it('is not made when a package that ships is not installed in this version', () => {
    const other = { name: 'within', version: '2.0.0', licence: 'MIT' };
    assert.throws(() => billOfShipped(installed, 'extension', [other]), /does not list within@2\.0\.0/);
  });
});
