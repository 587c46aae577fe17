import assert from 'node:assert/strict';
import type { Organization } from '../../../src/api/organization.ts';
import { readQuestion } from '../../../src/organizations/searchQuery.ts';
import { type Arrangement, filtered, sorted } from '../../../src/sidebar/sortAndFilter.ts';

const organizations: readonly Organization[] = [
  { id: 'org_1', name: 'zebra', display_name: 'Éclair 10' },
  { id: 'org_2', name: 'apple' },
  { id: 'org_3', name: 'mango', display_name: 'eclair 9' },
  { id: 'org_4', name: 'fig', display_name: 'Österreich' },
];

function idsOf(arrangement: Arrangement, language = 'en'): readonly string[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const found = filtered(organizations, readQuestion(arrangement.filter));
  return sorted(found, arrangement.order, collator.compare).map(({ id }) => id);
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
    const inOrderOf = (language: string) =>
      sorted(nordic, 'displayName', new Intl.Collator(language).compare).map(({ id }) => id);
    assert.deepEqual(inOrderOf('de'), ['o', 'z']);
    assert.deepEqual(inOrderOf('sv'), ['z', 'o']);
  });

  it('leaves out what the filter does not find, whatever the case and the accents', () => {
    assert.deepEqual(idsOf({ order: 'created', filter: 'ECLAIR' }), ['org_1', 'org_3']);
    assert.deepEqual(idsOf({ order: 'created', filter: ' eclair  zeb ' }), ['org_1']);
    assert.deepEqual(idsOf({ order: 'created', filter: 'org_4' }), ['org_4']);
    assert.deepEqual(idsOf({ order: 'created', filter: 'nothing' }), []);
  });

  it('filters by metadata as well', () => {
    const list = [
      { id: 'org_1', metadata: { plan: 'Enterprise', crm_id: '26821843' } },
      { id: 'org_2', metadata: { plan: 'trial' } },
      { id: 'org_3', name: 'enterprise' },
    ];
    const found = (filter: string) => filtered(list, readQuestion(filter)).map(({ id }) => id);
    assert.deepEqual(found('enterprise'), ['org_1', 'org_3']);
    assert.deepEqual(found('plan:enterprise crm_id:2682*'), ['org_1']);
    assert.deepEqual(found('-plan:trial'), ['org_1', 'org_3']);
  });

  it('leaves the list itself as it is', () => {
    const before = [...organizations];
    idsOf({ order: 'name', filter: '' });
    assert.deepEqual(organizations, before);
  });
});
