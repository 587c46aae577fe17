import assert from 'node:assert/strict';
import type { Organization } from '../../src/management/organization.ts';
import { arrange, type Arrangement } from '../../src/sidebar/sortAndFilter.ts';

const organizations: readonly Organization[] = [
  { id: 'org_1', name: 'zebra', display_name: 'Éclair 10' },
  { id: 'org_2', name: 'apple' },
  { id: 'org_3', name: 'mango', display_name: 'eclair 9' },
  { id: 'org_4', name: 'fig', display_name: 'Österreich' },
];

function idsOf(arrangement: Arrangement, language = 'en'): readonly string[] {
  const collator = new Intl.Collator(language, { numeric: true });
  return arrange(organizations, arrangement, collator.compare).map(({ id }) => id);
}

describe('The arrangement of rows', () => {
  it('is the order of the API at first', () => {
    assert.deepEqual(idsOf({ order: 'created', filter: '' }), ['org_1', 'org_2', 'org_3', 'org_4']);
  });

  it('sorts by name', () => {
    assert.deepEqual(idsOf({ order: 'name', filter: '' }), ['org_2', 'org_4', 'org_3', 'org_1']);
  });

  it('sorts by display name, or the name where there is none, as the language does', () => {
    assert.deepEqual(idsOf({ order: 'displayName', filter: '' }), ['org_2', 'org_3', 'org_1', 'org_4']);
    const nordic = [
      { id: 'o', display_name: 'Ö' },
      { id: 'z', display_name: 'Z' },
    ];
    const sorted = (language: string) =>
      arrange(nordic, { order: 'displayName', filter: '' }, new Intl.Collator(language).compare).map(({ id }) => id);
    assert.deepEqual(sorted('de'), ['o', 'z']);
    assert.deepEqual(sorted('sv'), ['z', 'o']);
  });

  it('leaves out what the filter does not find, whatever the case and the accents', () => {
    assert.deepEqual(idsOf({ order: 'created', filter: 'ECLAIR' }), ['org_1', 'org_3']);
    assert.deepEqual(idsOf({ order: 'created', filter: ' eclair  zeb ' }), ['org_1']);
    assert.deepEqual(idsOf({ order: 'created', filter: 'org_4' }), ['org_4']);
    assert.deepEqual(idsOf({ order: 'created', filter: 'nothing' }), []);
  });

  it('leaves the list itself as it is', () => {
    const before = [...organizations];
    idsOf({ order: 'name', filter: '' });
    assert.deepEqual(organizations, before);
  });
});
