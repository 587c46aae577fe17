import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readQuestion, searchQuery } from '../../../src/organizations/searchQuery.ts';
import { parseLucene } from '../../tenant/lucene.ts';
import { organizationFields } from '../../tenant/search.ts';

const queryOf = (text: string) => searchQuery(readQuestion(text), (key) => key !== 'unknown' && key !== 'https');

describe('A question in the syntax of the tenant', () => {
  for (const [text, query] of [
    ['acme', 'name:*acme* OR display_name:*acme*'],
    ['acme corp', String.raw`name:*acme\ corp* OR display_name:*acme\ corp*`],
    ['"brand new"', String.raw`name:*brand\ new* OR display_name:*brand\ new*`],
    [
      'Acme "Best" Inc',
      String.raw`name:*Acme\ Best\ Inc* OR display_name:*Acme\ Best\ Inc* OR display_name:*Acme\ \"Best\"\ Inc*`,
    ],
    ['"Best" Inc plan:pro', String.raw`(name:*Best\ Inc* OR display_name:*Best\ Inc*) AND metadata.plan:"pro"`],
    ['“brand new”', String.raw`name:*brand\ new* OR display_name:*brand\ new*`],
    [
      'Acme « Best » Inc',
      String.raw`name:*Acme\ Best\ Inc* OR display_name:*Acme\ Best\ Inc* OR display_name:*Acme\ «\ Best\ »\ Inc*`,
    ],
    ['Acme » Best', String.raw`name:*Acme\ »\ Best* OR display_name:*Acme\ »\ Best*`],
    ['plan:“enterprise”', 'metadata.plan:"enterprise"'],
    ['plan:"a “b” c"', 'metadata.plan:"a “b” c"'],
    ['plan:a“b', 'metadata.plan:"a“b"'],
    ['plan:enterprise', 'metadata.plan:"enterprise"'],
    ['crm_id:2682*', 'metadata.crm_id:2682*'],
    ['crm-id:2682*', String.raw`metadata.crm\-id:2682*`],
    ['a.b.c:d', 'metadata.a.b.c:"d"'],
    ['plan:"gold plus"', 'metadata.plan:"gold plus"'],
    ['plan:"gold p"*', String.raw`metadata.plan:gold\ p*`],
    [String.raw`plan:"a\"b\\c*"`, String.raw`metadata.plan:"a\"b\\c*"`],
    ['plan:AND* region:OR', 'metadata.plan:AND* AND metadata.region:"OR"'],
    ['acme plan:pro inc', String.raw`(name:*acme\ inc* OR display_name:*acme\ inc*) AND metadata.plan:"pro"`],
    ['unknown:value', String.raw`metadata.unknown:"value" OR display_name:*unknown\:value*`],
    ['plan:pro unknown:v*', String.raw`metadata.plan:"pro" AND (metadata.unknown:v* OR display_name:*unknown\:v\**)`],
    [
      'a:1 b:2 c:3 d:4 e:5',
      'metadata.a:"1" AND metadata.b:"2" AND metadata.c:"3" AND metadata.d:"4" AND metadata.e:"5"',
    ],
    ['https://acme.example', String.raw`metadata.https:"//acme.example" OR display_name:*https\:\/\/acme.example*`],
  ] as const) {
    it(`${text} is ${query}`, () => {
      assert.equal(queryOf(text), query);
      parseLucene(query, organizationFields);
    });
  }

  for (const [why, text] of [
    ['nothing is asked', ' '],
    ['a contained text is too short', 'ac'],
    ['a contained text is longer than any name', 'a'.repeat(256)],
    ['the words are too short', 'ac plan:pro'],
    ['something is left out', '-plan:trial'],
    ['a key alone is asked for', 'plan:*'],
    ['there are six comparisons', 'a:1 b:2 c:3 d:4 e:5 f:6'],
    ['there are six comparisons with those of the words', 'acme a:1 b:2 c:3 d:4'],
    ['a key has too many levels', 'a.b.c.d:1'],
    ['a key has characters of the syntax', 'a(b:1'],
    ['a value is longer than what is indexed', `plan:${'a'.repeat(65)}`],
    ['a range cannot be escaped', 'seats:>5*'],
  ] as const) {
    it(`does not exist where ${why}`, () => {
      assert.equal(queryOf(text), undefined);
    });
  }

  it('looks for no key of a pasted text that has too many', () => {
    const pasted = Array.from({ length: 1000 }, (_, index) => `12:${index}`).join(' ');
    assert.equal(
      searchQuery(readQuestion(pasted), () => assert.fail()),
      undefined,
    );
  });

  it('means the same condition, whatever the value', () => {
    const value = fc.string({
      unit: fc.oneof(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
        fc.constantFrom('"', '\\', '*', ':', '-', '+', '(', '[', '}', '<', '>', '/', '~', '^', '?', '!', '&', '|', ' '),
      ),
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(value, fc.boolean(), (text, isPrefix) => {
        fc.pre(text.trim() !== '');
        const quoted = `plan:"${text.replace(/["\\]/g, String.raw`\$&`)}"${isPrefix ? '*' : ''}`;
        const query = queryOf(quoted);
        if (query === undefined) {
          assert.ok(text.length > 64 || (isPrefix && /[<>]/.test(text)), text);
          return;
        }
        const filter = parseLucene(query, organizationFields);
        const hasPlan = (plan: string) =>
          filter({ id: 'a', name: text, display_name: text, metadata: { plan, x: text } });
        assert.ok(hasPlan(text), query);
        assert.equal(hasPlan(`${text}x`), isPrefix, query);
        assert.equal(hasPlan(`x${text}`), false, query);
        assert.equal(filter({ metadata: { other: text } }), false, query);
      }),
    );
  });

  it('is one that the tenant understands, whatever is typed', () => {
    const piece = fc.constantFrom(
      'plan:',
      '"',
      '\\',
      '*',
      '-',
      ':',
      ' ',
      'acme',
      'AND',
      'NOT ',
      '(',
      ')',
      '||',
      'é',
      '/',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 10 }), (pieces) => {
        const query = queryOf(pieces.join(''));
        if (query !== undefined) parseLucene(query, organizationFields);
      }),
      { numRuns: 1000 },
    );
  });
});
