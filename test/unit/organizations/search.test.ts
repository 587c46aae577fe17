import assert from 'node:assert/strict';
import { type Organization, organizationTitle, readOrganization } from '../../../src/api/organization.ts';
import { OrganizationSearch } from '../../../src/organizations/organizationSearch.ts';

describe('Search over organizations', () => {
  it('looks into the ID, the name and the display name', () => {
    const list = [
      { id: 'org_1', name: 'one', display_name: 'Eins' },
      { id: 'org_2', name: 'two', display_name: 'Zwei' },
      { id: 'org_3' },
    ];
    assert.deepEqual(found(list, 'org_2'), ['org_2']);
    assert.deepEqual(found(list, 'wo'), ['org_2']);
    assert.deepEqual(found(list, 'wei'), ['org_2']);
    assert.deepEqual(found(list, 'rg_3'), ['org_3']);
    assert.deepEqual(found(list, 'drei'), []);
  });

  it('finds nothing but the first of the list, in its order, when nothing is asked for', () => {
    const list = numbered(250);
    for (const query of ['', ' ', '\u3000\t', '\u0301', '\0']) {
      const { byRank, total } = new OrganizationSearch(list).find(query);
      assert.deepEqual(ids(byRank.flat()), ids(list.slice(0, 200)));
      assert.equal(total, 250);
    }
  });

  describe('writing', () => {
    for (const [text, ...queries] of [
      ['Société Générale', 'societe', 'SOCIÉTÉ', 'socie\u0301te\u0301', 'générale'],
      ['Cafe\u0301 Zoe\u0308', 'café', 'cafe', 'ZOË'],
      ['Türkiye İş Ortaklığı', 'is', 'İş', 'iş', 'ortakligi', 'ORTAKLIĞI', 'ORTAKLIGI'],
      ['Straße', 'strasse', 'STRASSE', 'straße', 'STRAẞE'],
      ['Łódź Øresund Færge Đà', 'lodz', 'oresund', 'faerge', 'da', 'ŁÓDŹ'],
      ['Ａｃｍｅ ﬁnance', 'acme', 'ＡＣＭＥ', 'finance'],
      ['ΟΔΟΣ Ναυτιλία', 'οδος', 'οδοσ', 'ναυτιλια'],
      ['Общество', 'ОБЩЕСТВО'],
      ['شَرِكَة النور', 'شركة', 'النور'],
      ['أحمد', 'احمد', 'أحمد'],
      ['บริษัท ช้างเผือก', 'ช้าง', 'ชาง', 'บริษัท'],
      ['주식회사 한빛', '한빛', '하'],
      ['भारत', 'भारत'],
      ['北京星辰', '星辰'],
      ['A\u202Ecme\u200B Inc', 'acme'],
      ['🚀 Rocket', '🚀'],
      ['L’Étoile', "l'etoile", 'l’étoile', 'l‘etoile'],
      ["O'Brien", 'o’brien', 'oʼbrien'],
      ['Paris – Lyon', 'paris - lyon', 'paris — lyon', '–', '-'],
      ['Saint-Denis', 'saint‑denis', 'saint–denis'],
      ['«Étoile» SA', 'etoile sa', '«étoile»', '«etoile'],
      ['“Quoted” „Inc‟', '"quoted"', '"inc"'],
      ['شـــركة', 'شركة'],
      ['شركة', 'شـركة'],
    ] as const) {
      for (const query of queries) {
        it(`finds ${text} by ${query}`, () => {
          assert.deepEqual(found([{ id: 'org_1', display_name: text }], query), ['org_1']);
        });
      }
    }

    it('tells apart what is more than an accent', () => {
      const list = [{ id: 'org_1', display_name: 'भारत ดี' }];
      assert.deepEqual(found(list, 'भरत'), []);
      assert.deepEqual(found(list, 'ดู'), []);
    });
  });

  describe('words', () => {
    const list = [
      { id: 'org_9', name: 'north-wind', display_name: 'Société du Nord' },
      { id: 'org_8', name: 'north', display_name: 'Wind' },
      { id: 'org_7', name: 'north', display_name: 'Sea' },
    ];

    it('must all be found, in any order and field', () => {
      assert.deepEqual(found(list, 'wind north'), ['org_9', 'org_8']);
      assert.deepEqual(found(list, 'org_9 nord wind'), ['org_9']);
      assert.deepEqual(found(list, 'north wind sea'), []);
      assert.deepEqual(found(list, 'north\u00a0\t sea '), ['org_7']);
    });

    it('are not found across fields', () => {
      assert.deepEqual(found(list, 'northwind'), []);
      assert.deepEqual(found(list, 'org_8north'), []);
    });

    it('are not found across organizations', () => {
      assert.deepEqual(found(list, 'windorg'), []);
      assert.deepEqual(found(list, 'sea wind'), []);
    });
  });

  describe('hostile characters', () => {
    const list = [
      { id: 'org_1', name: 'a', display_name: 'b\0c' },
      { id: 'org_2', name: 'b', display_name: 'c\nd' },
    ];

    it('do not make separators findable', () => {
      assert.deepEqual(found(list, 'a\0b'), ['org_1']);
      assert.deepEqual(found(list, 'bc'), []);
      for (let code = 0; code < 0x20; code++) {
        assert.equal(new OrganizationSearch(list).find(`x${String.fromCharCode(code)}`).total, 0);
        assert.equal(new OrganizationSearch(list).find(String.fromCharCode(code)).total, 2);
      }
    });

    it('do not move the fields of the organizations behind', () => {
      assert.deepEqual(found(list, 'b'), ['org_2', 'org_1']);
      assert.deepEqual(found(list, 'd'), ['org_2']);
    });

    it('are taken literally', () => {
      const names = ['$(warning)', '[click](me)', '.*', '\\', '<b>', '\ud800'];
      for (const name of names) {
        const all = names.map((display, index) => ({ id: `org_${index}`, display_name: display }));
        assert.deepEqual(found(all, name), [`org_${names.indexOf(name)}`]);
      }
    });

    it('do not confuse the parts of characters', () => {
      // The keys are UTF-8, whose bytes must not be found as characters.
      assert.deepEqual(found([{ id: 'org_1', display_name: 'дж 北' }], 'Ð'), []);
    });
  });

  it('reads fields leniently', () => {
    const odd = readOrganization(JSON.parse('{"id":"org_1","name":null,"display_name":5}'));
    assert.ok(odd);
    assert.deepEqual(found([odd, { id: 'org_2' }], 'org'), ['org_1', 'org_2']);
  });

  it('finds what stands behind very long names', () => {
    const list = [
      ...Array.from({ length: 300 }, (_, index) => ({ id: `org_${index}`, name: 'x'.repeat(255) })),
      { id: 'org_a', name: 'corp' },
    ];
    assert.deepEqual(found(list, 'corp'), ['org_a']);
  });

  describe('order', () => {
    it('is by rank: exact, then a prefix of a name, then a word start, then elsewhere', () => {
      const list = [
        { id: 'org_1', name: 'big-macme' },
        { id: 'org_2', name: 'x', display_name: 'The Acme' },
        { id: 'org_3', name: 'acme-inc' },
        { id: 'org_4', name: 'y', display_name: 'Acme Inc' },
        { id: 'org_5', name: 'acme' },
        { id: 'acme' },
        { id: 'org_7', display_name: 'ACMÉ' },
      ];
      const order = ['org_5', 'acme', 'org_7', 'org_3', 'org_4', 'org_2', 'org_1'];
      assert.deepEqual(found(list, 'acme'), order);
      assert.deepEqual(found(list.toReversed(), 'acme'), [
        'org_7',
        'acme',
        'org_5',
        'org_4',
        'org_3',
        'org_2',
        'org_1',
      ]);
    });

    it('takes an ID as a word and not as a name', () => {
      const list = [{ id: 'org_1' }, { id: 'x1', name: 'the-org' }, { id: 'x2', name: 'orgy' }];
      assert.deepEqual(found(list, 'org'), ['x2', 'org_1', 'x1']);
    });

    it('ranks several words as a whole, and then by the worst of them', () => {
      const list = [
        { id: 'org_1', display_name: 'Pacme Corp' },
        { id: 'org_2', display_name: 'Corp of Acme' },
        { id: 'org_3', display_name: 'Acme Corporation' },
        { id: 'org_4', display_name: 'Acme Corp' },
      ];
      assert.deepEqual(found(list, ' ACME  corp'), ['org_4', 'org_3', 'org_2', 'org_1']);
    });

    it('takes no prefix over two fields', () => {
      const list = [
        { id: 'org_1', name: 'acme', display_name: 'Corp' },
        { id: 'org_2', display_name: 'Acme Corporation' },
      ];
      assert.deepEqual(found(list, 'acme corp'), ['org_2', 'org_1']);
    });

    it('looks at every place of a word for a word start', () => {
      const list = [
        { id: 'org_1', name: 'pan-fan' },
        { id: 'org_2', name: 'pan-ant' },
      ];
      assert.deepEqual(found(list, 'an'), ['org_2', 'org_1']);
      assert.deepEqual(found(list, 'an pa'), ['org_2', 'org_1']);
      assert.deepEqual(found(list, 'pa an'), ['org_2', 'org_1']);
    });

    for (const before of [' ', '-', '_', '(', "'", '’', '«', '、', '🚀', '€']) {
      it(`starts a word behind ${before}`, () => {
        const list = [
          { id: 'org_1', name: 'mnorth' },
          { id: 'org_2', display_name: `The${before}North` },
        ];
        assert.deepEqual(found(list, 'north'), ['org_2', 'org_1']);
      });
    }

    for (const before of ['a', 'é', '1', 'д', 'نو', '北', 'ช', 'の']) {
      it(`starts no word behind ${before}`, () => {
        const list = [
          { id: 'org_1', display_name: `The ${before}North` },
          { id: 'org_2', name: 'the-north' },
        ];
        assert.deepEqual(found(list, 'north'), ['org_2', 'org_1']);
      });
    }

    it('finds the best organizations even behind thousands of others', () => {
      const others = Array.from({ length: 3000 }, (_, index) => ({ id: `org_${index}`, name: `${index}-corp-x` }));
      const list = [...others, { id: 'org_b', name: 'corporate' }, { id: 'org_a', name: 'corp' }];
      const { byRank, total } = new OrganizationSearch(list).find('corp');
      const matches = byRank.flat();
      assert.deepEqual(ids(matches).slice(0, 3), ['org_a', 'org_b', 'org_0']);
      assert.deepEqual([matches.length, total], [200, 3002]);
    });

    for (const [others, name] of [
      ['others that hold it', 'x-corp'],
      ['others that begin with it', 'corp-x'],
    ] as const) {
      it(`finds the best organizations behind thousands of ${others} without counting them`, () => {
        const list = [
          ...Array.from({ length: 3000 }, (_, index) => ({ id: `org_${index}`, name: `${name}-${index}` })),
          { id: 'org_b', display_name: 'Corp' },
          { id: 'org_a', name: 'corp' },
          { id: 'corp', name: 'another' },
        ];
        const search = new OrganizationSearch(list);
        const [best, again] = [search.find('corp'), search.find('corp')].map(({ byRank }) => ids(byRank.flat()));
        assert.deepEqual(again, best);
        assert.deepEqual(best?.slice(0, 3), ['org_b', 'org_a', 'corp']);
      });
    }
  });

  it('finds at most 200 organizations and counts all', () => {
    for (const count of [199, 200, 201, 2500]) {
      const { byRank, total } = new OrganizationSearch(numbered(count)).find('numb');
      assert.deepEqual(
        ids(byRank.flat()),
        numbered(Math.min(count, 200)).map(({ id }) => id),
      );
      assert.equal(total, count);
    }
  });
});

function found(organizations: readonly Organization[], query: string): readonly string[] {
  const { byRank, total } = new OrganizationSearch(organizations).find(query);
  const matches = byRank.flat();
  assert.equal(total, matches.length, organizations.map(organizationTitle).join());
  return ids(matches);
}

function ids(matches: readonly Organization[]): readonly string[] {
  return matches.map(({ id }) => id);
}

function numbered(count: number): readonly Organization[] {
  return Array.from({ length: count }, (_, index) => ({ id: `org_${index}`, name: `number-${index}` }));
}
