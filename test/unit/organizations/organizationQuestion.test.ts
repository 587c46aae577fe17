import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Organization } from '../../../src/api/organization.ts';
import { OrganizationSearch } from '../../../src/organizations/organizationSearch.ts';
import {
  describeEntries,
  isFound,
  matchedEntries,
  readQuestion,
  readWords,
} from '../../../src/organizations/searchQuery.ts';

const acme: Organization = {
  id: 'org_1',
  name: 'acme',
  display_name: 'Acme: Zürich',
  metadata: { plan: 'Enterprise', crm_id: '26821843', region: 'EU West', gone: null, website: 'https://acme.example' },
};
const globex: Organization = { id: 'org_2', name: 'globex', metadata: { plan: 'trial', note: 'says "acme" \\ *' } };
const initech: Organization = { id: 'org_3', name: 'initech', display_name: 'plan:b' };
const odd: Organization = {
  id: 'org_4',
  metadata: JSON.parse('{"__proto__":"a","constructor":"b","":"c"}') as Record<string, string>,
};
const umbrella: Organization = {
  id: 'org_5',
  display_name: 'A brand new umbrella',
  metadata: { 'sso:type': 'a:b', 'a key': 'x', empty: '', callback: 'https://x.example/?a=1' },
};
const all = [acme, globex, initech, odd, umbrella];

/** Typed whole, and letter by letter, by the search and by the filter. */
function found(text: string): readonly string[] {
  const search = new OrganizationSearch(all, { withMetadata: true });
  for (const [index] of Array.from(text).entries()) search.find(text.slice(0, index));
  const ids = search
    .find(text)
    .byRank.flat()
    .map(({ id }) => id);
  const filtered = all.filter((organization) => isFound(organization, readQuestion(text))).map(({ id }) => id);
  assert.deepEqual([...ids].sort(), filtered);
  return ids;
}

describe('A question', () => {
  for (const [text, ...ids] of [
    ['', 'org_1', 'org_2', 'org_3', 'org_4', 'org_5'],
    ['plan:enterprise', 'org_1'],
    ['plan:ENTERPRISE', 'org_1'],
    ['Plan:enterprise', 'org_1'],
    ['-PLAN:trial', 'org_1', 'org_3', 'org_4', 'org_5'],
    ['plan:enter'],
    ['plan:enter*', 'org_1'],
    ['plan:*', 'org_1', 'org_2'],
    ['gone:*', 'org_1'],
    ['gone:null'],
    ['gone:""', 'org_1'],
    ['empty:""', 'org_5'],
    ['empty:*', 'org_5'],
    ['-empty:"" -plan:*', 'org_3', 'org_4'],
    ['sso:type:a:b'],
    ['"sso:type":a:b', 'org_5'],
    ['"SSO:type":"a:b"', 'org_5'],
    ['"sso:type":a*', 'org_5'],
    ['-"sso:type":"a:b" -plan:*', 'org_3', 'org_4'],
    ['"a key":x', 'org_5'],
    ['"plan":"enterprise"', 'org_1'],
    ['plan: enterprise', 'org_1'],
    ['  "plan": "enterprise",', 'org_1'],
    ['plan: enter*', 'org_1'],
    ['-plan: trial -plan: enterprise', 'org_3', 'org_4', 'org_5'],
    ['region: "eu west"', 'org_1'],
    ['"note": "says \\"acme\\" \\\\ *",', 'org_2'],
    ['acme: zürich', 'org_1'],
    ['acme:  zürich', 'org_1'],
    ['acme: rich', 'org_1'],
    ['zürich acme: z', 'org_1'],
    ['plan: enterprise zürich'],
    ['acme: jane@acme.example'],
    ['plan: org_0123456789abcdef'],
    ['"":c', 'org_4'],
    ['a:b', 'org_5'],
    ['https://x.example/?a=1', 'org_5'],
    ['"brand new"', 'org_5'],
    ['"brand new', 'org_5'],
    ['"new brand"'],
    ['new brand', 'org_5'],
    ['"brand new" "sso:type":a:b', 'org_5'],
    ['"brand new" plan:*'],
    ['" new"', 'org_5'],
    ['"', 'org_2'],
    ['""'],
    ['crm_id:2682*', 'org_1'],
    ['crm_id:2682'],
    ['crm_id:"26821843"', 'org_1'],
    ['region:"eu west"', 'org_1'],
    ['region:"eu w"*', 'org_1'],
    ['region:"eu w"'],
    ['region:“eu west”', 'org_1'],
    ['region:„eu west“', 'org_1'],
    ['“region”: “eu west”,', 'org_1'],
    ['-plan:«\u00a0trial\u00a0» acme', 'org_1'],
    ['“acme” plan:enterprise', 'org_1'],
    ['«\u00a0acme\u00a0»', 'org_1', 'org_2'],
    ['region:"eu west'],
    [String.raw`note:"says \"acme\" \\ *"`, 'org_2'],
    [String.raw`note:"says \"acme\" \\ "*`, 'org_2'],
    ['-plan:trial', 'org_1', 'org_3', 'org_4', 'org_5'],
    ['-plan:*', 'org_3', 'org_4', 'org_5'],
    ['-plan:trial -plan:enterprise', 'org_3', 'org_4', 'org_5'],
    ['plan:enterprise crm_id:2682* -region:us', 'org_1'],
    ['plan:enterprise plan:trial'],
    ['acme plan:enterprise', 'org_1'],
    ['acme plan:trial', 'org_2'],
    ['26821843', 'org_1'],
    ['6821', 'org_1'],
    ['west', 'org_1'],
    ['acme', 'org_1', 'org_2'],
    ['crm_id'],
    ['acme.example', 'org_1'],
    ['https://acme', 'org_1'],
    ['acme:', 'org_1'],
    ['acme: zurich', 'org_1'],
    ['plan:b', 'org_3'],
    ['-acme'],
    ['--plan:trial'],
    ['constructor:b', 'org_4'],
    ['toString:*'],
    ['__proto__:a', 'org_4'],
    [':a'],
    ['plan:""'],
    ['plan:" "'],
  ] as const) {
    it(`“${text}” finds ${ids.join() || 'nothing'}`, () => {
      assert.deepEqual(found(text), ids);
    });
  }

  it('ranks an organization by its names first, then by metadata', () => {
    const list = [{ id: 'org_a', metadata: { owner: 'acme' } }, { id: 'org_b', name: 'x-acme' }, { id: 'acme' }];
    const search = new OrganizationSearch(list, { withMetadata: true });
    assert.deepEqual(
      search
        .find('acme')
        .byRank.flat()
        .map(({ id }) => id),
      ['acme', 'org_b', 'org_a'],
    );
  });

  it('says which entries it has found, none for what is in the names', () => {
    const entries = (text: string) => describeEntries(matchedEntries(acme, readQuestion(text)));
    assert.equal(entries('plan:enterprise'), 'plan: Enterprise');
    assert.equal(entries('PLAN:enterprise'), 'plan: Enterprise');
    assert.equal(entries('crm_id:2682* plan:enterprise -region:us'), 'plan: Enterprise · crm_id: 26821843');
    assert.equal(entries('west zurich'), 'region: EU West');
    assert.equal(entries('acme'), '');
    assert.equal(entries('constructor:*'), '');
    assert.equal(entries('gone:*'), 'gone: null');
    const others = (text: string) => describeEntries(matchedEntries(umbrella, readQuestion(text)));
    assert.equal(others('a:b'), 'sso:type: a:b');
    assert.equal(others('https://x.example/?a=1'), 'callback: https://x.example/?a=1');
    assert.equal(others('empty:""'), 'empty: ""');
    assert.equal(others('-plan:trial'), '');
    const long = { id: 'a', metadata: { note: 'n'.repeat(500) } };
    assert.equal(describeEntries(matchedEntries(long, readQuestion('nnn'))), `note: ${'n'.repeat(59)}…`);
    assert.equal(
      describeEntries([['k'.repeat(500), `${'n'.repeat(58)}😀😀`]]),
      `${'k'.repeat(59)}…: ${'n'.repeat(58)}…`,
    );
    assert.equal(describeEntries(Object.entries({ a: '1', b: '2', c: '3', d: '4' })), 'a: 1 · b: 2 · c: 3 · …');
  });

  it('without metadata is words alone', () => {
    const text = 'Plan:x  "y"';
    assert.deepEqual(readWords(` ${text} `), { text, quotedText: text, words: ['plan:x', '"y"'], conditions: [] });
    assert.deepEqual(
      new OrganizationSearch(all)
        .find('plan:b')
        .byRank.flat()
        .map(({ id }) => id),
      ['org_3'],
    );
    assert.equal(new OrganizationSearch(all).find('26821843').total, 0);
  });

  it('can be any text', () => {
    const piece = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('plan:', '"', '\\', '*', '-', ':', ' ', 'a'));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const { conditions } = readQuestion(text);
        found(text);
        all.forEach((organization) => describeEntries(matchedEntries(organization, readQuestion(text))));
        assert.ok(conditions.every(({ key }) => text.includes('"') || !/^$|[\s":]/.test(key)));
      }),
      { numRuns: 500 },
    );
  });

  it('finds every value by its key, however they are written', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'B', '"', '\\', '*', ':', ' ', '-', 'é') });
    fc.assert(
      fc.property(value, (text) => {
        const quoted = `"${text.replace(/["\\]/g, String.raw`\$&`)}"`;
        const question = readQuestion(`${quoted}:${quoted}`);
        assert.deepEqual(
          [question.words, question.conditions.map((one) => [one.key, one.value])],
          [[], [[text, text]]],
        );
        assert.ok(isFound({ id: 'a', metadata: { [text]: text } }, question));
        assert.ok(!isFound({ id: 'a', metadata: { [text]: `${text}x`, other: text } }, question));
      }),
    );
  });

  it('finds what a text without metadata finds, unless a minus leaves it out', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'B', '"', ':', ' ', '*', '\\'), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(name, (text) => {
        fc.pre(!/:\s*"/.test(text));
        const list = [{ id: 'org_1', display_name: text, metadata: { a: 'b' } }];
        assert.equal(new OrganizationSearch(list, { withMetadata: true }).find(text).total, 1, text);
      }),
    );
  });

  it('is answered in slices, whatever is asked between two of them', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({ id: `org_${index}`, metadata: { n: `v${index}` } }));
    const search = new OrganizationSearch(many, { withMetadata: true });
    const sliced = search.findInSlices('v', new AbortController().signal);
    assert.equal(search.find('v').total, many.length);
    assert.equal((await sliced)?.total, many.length);
    assert.deepEqual(search.find('v19999').byRank.flat(), [many[19_999]]);
  });

  it('is answered in slices, and not at all once it is cancelled', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ id: `org_${index}`, metadata: { n: `v${index}` } }));
    const search = new OrganizationSearch(many, { withMetadata: true });
    const controller = new AbortController();
    const { signal } = controller;
    const { byRank, total, all } = (await search.findInSlices('v4999', signal)) ?? assert.fail();
    assert.deepEqual([byRank, total, all()], [[[], [], [], [], [many[4999]]], 1, [many[4999]]]);
    // More than a person reads, without what metadata alone has, and in the order of the list.
    const named = many.map((organization, place) => ({ ...organization, name: place % 2 === 0 ? 'v' : 'w' }));
    const names = await new OrganizationSearch(named).findInSlices('v', signal);
    assert.deepEqual(
      names?.all(),
      named.filter(({ name }) => name === 'v'),
    );
    const cancelled = search.findInSlices('v49', signal);
    assert.equal((await cancelled)?.total, search.find('v49').total);
    controller.abort();
    assert.equal(await search.findInSlices('v', signal), undefined);
  });
});
