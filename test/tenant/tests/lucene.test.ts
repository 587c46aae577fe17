import assert from 'node:assert/strict';
import { parseLucene } from '../lucene.ts';
import type { LuceneField } from '../luceneValues.ts';

const fields: ReadonlyMap<string, LuceneField> = new Map<string, LuceneField>([
  ['name', { isCaseSensitive: false, wildcards: 'both' }],
  ['type', { isCaseSensitive: true, wildcards: 'end' }],
  ['identities.connection', { isCaseSensitive: true, wildcards: 'none' }],
  ['blocked', { isCaseSensitive: true, wildcards: 'none' }],
  ['date', { isCaseSensitive: true, wildcards: 'none', hasRanges: true }],
]);

const metadata: LuceneField = { isCaseSensitive: false, wildcards: 'end' };

const rules = {
  description: 'Query in Lucene syntax',
  field: (name: string) => (name.startsWith('metadata.') ? metadata : fields.get(name)),
  hasNegation: true,
};

const jane = { name: 'Jane "J" O’Neil', type: 'f', date: '2026-08-01T09:00:00.000Z', blocked: true };
const joe = { name: 'joe:*\\', type: 'fp', date: '2026-08-02T23:59:59.999Z', identities: [{ connection: 'a' }] };
const ann = { name: 'ann', type: 'S', metadata: { 'plan.tier': 'Gold', plan: { kind: 'x' }, 'crm-id': '+7' } };
const all = [jane, joe, ann];

describe('local tenant: Lucene', () => {
  const found = new Map<string, readonly object[]>([
    ['name:jane*', [jane]],
    [String.raw`name:"jane \"j\" o’neil"`, [jane]],
    [String.raw`name:joe\:\*\\`, [joe]],
    ['name:"joe:*"', []],
    ['type:s', []],
    ['type:f*', [jane, joe]],
    ['type:(f OR S)', [jane, ann]],
    [String.raw`type:(f OR fp) AND NOT name:*oe\:*`, [jane]],
    ['-type:f', [joe, ann]],
    ['name:ann OR NOT (type:f OR type:S)', [joe, ann]],
    ['type:(f* AND NOT f)', [joe]],
    ['identities.connection:"a"', [joe]],
    ['blocked:true', [jane]],
    ['date:[2026-08-01 TO 2026-08-02]', [jane, joe]],
    ['date:{2026-08-01 TO *]', [joe]],
    ['date:[* TO 2026-08-02}', [jane]],
    ['date:["2026-08-01T09:00:00.000Z" TO 2026-08-01T09:00:00.000Z]', [jane]],
    ['metadata.plan.tier:gold', [ann]],
    ['metadata.plan.kind:x*', [ann]],
    [String.raw`metadata.crm\-id:\+7`, [ann]],
    ['metadata.crm-id:"+7"', [ann]],
  ]);
  for (const [q, records] of found) {
    it(`finds ${records.length} by ${q}`, () => {
      assert.deepEqual(all.filter(parseLucene(q, rules)), records);
    });
  }

  const refused = [
    'name:*oe',
    'type:*foo*',
    'name:j?e',
    'name:j*e',
    'name:joe*x',
    'name:a:b',
    'name:+a',
    'name:-a',
    'name:a&&b',
    'name:/a/',
    'name:a~',
    'name:a^2',
    'name:(type:f)',
    'name:()',
    'name:',
    'name:AND',
    'name:a type:f',
    'name:a AND',
    'name:a and type:f',
    'NOT',
    'jane',
    'other:a',
    'type:[a TO b]',
    'date:[2026-08-01]',
    'date:[2026-08-01 TO 2026-08-02',
    'identities.connection:a*',
    'name:"a',
    '(name:a',
    'name:a)',
    '',
  ];
  for (const q of refused) {
    it(`refuses ${q}`, () => {
      assert.throws(() => parseLucene(q, rules), /"statusCode":400.* on property q \(Query in Lucene syntax\)/);
    });
  }

  it('takes what an endpoint allows', () => {
    const strict = { ...rules, hasNegation: false, freeText: ['name', 'type'], mostFilters: 2 };
    assert.deepEqual(all.filter(parseLucene('ann OR f', strict)), [jane, ann]);
    assert.throws(() => parseLucene('name:(a OR b OR c)', strict), /Maximum of 2/);
    assert.throws(() => parseLucene('NOT name:a', strict), /Unsupported operator: NOT/);
  });
});
