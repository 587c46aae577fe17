import assert from 'node:assert/strict';
import { OrganizationSearch } from '../../src/organizations/search/organizationSearch.ts';

describe('Highlights of what was found', () => {
  for (const [text, query, ...parts] of [
    ['Acme Corp', 'acme', 'Acme'],
    ['Acme Corp', 'corp ac', 'Ac', 'Corp'],
    ['Banana', 'an', 'anan'],
    ['Banana', 'ana nan', 'anana'],
    ['Abcd', 'ab cd', 'Abcd'],
    ['Société du Lac', 'societe lac', 'Société', 'Lac'],
    ['Cafe\u0301 Zoe\u0308 Bar', 'cafe', 'Cafe\u0301'],
    ['Cafe\u0301 Zoe\u0308 Bar', 'zoë bar', 'Zoe\u0308', 'Bar'],
    ['Große Straße 5', 'strasse', 'Straße'],
    ['Große Straße 5', 's', 'ß', 'Straß'.slice(0, 1), 'ß'],
    ['Große Straße 5', 'sse', 'ße', 'ße'],
    ['Große Straße 5', '5', '5'],
    ['İİİ Acme', 'acme', 'Acme'],
    ['İİİ Acme', 'ii', 'İİİ'],
    ['ﬁve ﬁne', 'ine', 'ﬁne'],
    ['Æon Ｆｕｌｌ', 'full', 'Ｆｕｌｌ'],
    ['شَرِكَة النور', 'النور', 'النور'],
    ['A\u202Ecme\u200B Inc', 'acme', 'A\u202Ecme\u200B'],
    ['\u202EAcme Inc', 'inc', 'Inc'],
    ['👩‍👩‍👧 Rocket', 'rocket', 'Rocket'],
    ['👩‍👩‍👧 Rocket', '👧', '👧'],
    ['주식회사 한빛', '하', '한'],
    ['บริษัท ช้างเผือก', 'ชาง', 'ช้าง'],
    ['a\0b', 'a b', 'a', 'b'],
  ] as const) {
    it(`of ${query} in ${text} are ${parts.join(' and ')}`, () => {
      const [match] = new OrganizationSearch([{ id: '-', display_name: text, name: 'x' }]).find(query).matches;
      assert.ok(match);
      assert.deepEqual(
        match.titleRanges.map(([start, end]) => text.slice(start, end)),
        parts,
      );
      for (const [index, [start]] of match.titleRanges.entries()) {
        assert.ok(index === 0 || start > (match.titleRanges[index - 1]?.[1] ?? 0), 'the ranges touch');
      }
    });
  }

  it('are given for title, name and ID apart', () => {
    const organization = { id: 'org_Ac9', name: 'ac-inc', display_name: 'The Ac' };
    assert.deepEqual(new OrganizationSearch([organization]).find('AC').matches, [
      { organization, titleRanges: [[4, 6]], nameRanges: [[0, 2]], idRanges: [[4, 6]] },
    ]);
  });

  it('are those of the name, or else the ID, where that is the title', () => {
    const [named, bare] = new OrganizationSearch([{ id: 'x1', name: 'x2' }, { id: '3x' }]).find('x').matches;
    assert.deepEqual([named?.titleRanges, named?.nameRanges, named?.idRanges], [[[0, 1]], [[0, 1]], [[0, 1]]]);
    assert.deepEqual([bare?.titleRanges, bare?.nameRanges, bare?.idRanges], [[[1, 2]], [], [[1, 2]]]);
  });
});
