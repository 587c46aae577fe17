import assert from 'node:assert/strict';
import { isUserId } from '../../../src/users/userAddress.ts';
import {
  describeUserQuestion,
  describeUserSearch,
  matchingPeople,
  searchQuestion,
  userQuestion,
} from '../../../src/users/userQuestion.ts';
import { parseLucene } from '../../tenant/lucene.ts';
import type { LuceneField } from '../../tenant/luceneValues.ts';

const organizationId = 'org_VGZx1ySGh6PrYv0Y';

/** The rules of the search of users, for the fields that are asked for. */
const fields: ReadonlyMap<string, LuceneField> = new Map([
  ['name', { isCaseSensitive: false, wildcards: 'both' }],
  ['email', { isCaseSensitive: false, wildcards: 'both' }],
  ['organization_id', { isCaseSensitive: true, wildcards: 'both' }],
]);
const rules = { description: 'q', field: (name: string) => fields.get(name), hasNegation: true };

describe('The question about a user', () => {
  for (const [text, question] of [
    ['', undefined],
    ['  ', undefined],
    [' auth0|64aa ', { kind: 'id', userId: 'auth0|64aa' }],
    ['samlp|acme|jane@acme.example', { kind: 'id', userId: 'samlp|acme|jane@acme.example' }],
    ['auth0|x" OR user_id:*', { kind: 'id', userId: 'auth0|x" OR user_id:*' }],
    ['Jane@acme.example', { kind: 'email', email: 'Jane@acme.example' }],
    ['o:b*"(\\)@evil.example', { kind: 'email', email: 'o:b*"(\\)@evil.example' }],
    ['jane', { kind: 'search', q: '(name:jane* OR email:jane*)' }],
    ['jane@acme', { kind: 'search', q: '(name:jane@acme* OR email:jane@acme*)' }],
    ['Jane D', { kind: 'search', q: String.raw`(name:Jane\ D* OR email:Jane\ D*)` }],
    // As organizations are found with the same text.
    ['"Jane D"', { kind: 'search', q: String.raw`(name:Jane\ D* OR email:Jane\ D*)` }],
    ['“Jane D” ', { kind: 'search', q: String.raw`(name:Jane\ D* OR email:Jane\ D*)` }],
    ['«\u00a0Jane D\u00a0»', { kind: 'search', q: String.raw`(name:Jane\ D* OR email:Jane\ D*)` }],
    ['"jane@acme.example"', { kind: 'email', email: 'jane@acme.example' }],
    ['@acme.example', { kind: 'search', q: 'email.domain:"acme.example"', emailDomain: 'acme.example' }],
    [
      '@Acme".example',
      {
        kind: 'search',
        q: String.raw`(email.domain:"Acme\".example" OR email.domain:"acme\".example")`,
        emailDomain: 'Acme".example',
      },
    ],
    ['@acme', { kind: 'search', q: '(name:@acme* OR email:@acme*)' }],
    ['|', { kind: 'search', q: String.raw`(name:\|* OR email:\|*)` }],
  ] as const) {
    it(`is for “${text}” ${question ? describeUserQuestion(question) : 'none'}`, () => {
      assert.deepEqual(userQuestion(text), question);
    });
  }

  it('is a search within an organization, also for a whole address, but not for an ID', () => {
    assert.deepEqual(userQuestion('jane@acme.example', organizationId), {
      kind: 'search',
      q: `organization_id:"${organizationId}" AND (name:jane@acme.example* OR email:jane@acme.example*)`,
    });
    assert.deepEqual(userQuestion('@acme.example', organizationId), {
      kind: 'search',
      q: `organization_id:"${organizationId}" AND email.domain:"acme.example"`,
      emailDomain: 'acme.example',
    });
    assert.deepEqual(userQuestion('auth0|1', organizationId), { kind: 'id', userId: 'auth0|1' });
  });

  it('is said to be about members where it is within an organization', () => {
    for (const [text, sentence] of [
      ['jane', 'Search the members whose name or email address begins like this'],
      ['@acme.example', 'Search the members whose email address ends with @acme.example'],
    ] as const) {
      const question = userQuestion(text, organizationId) ?? assert.fail();
      assert.equal(describeUserSearch(question, true), sentence);
    }
  });

  for (const text of [
    'x" OR name:*',
    '*) OR (name:*',
    'a\\',
    'a\\*',
    '* AND email:*',
    'AND',
    'NOT',
    '-jane',
    '[a TO *]',
    '/.*/',
    'a&&b||c!',
    '>a',
    'a\u00a0b\nc',
    '"',
    ':~^?{}+',
    '\ud800',
  ]) {
    it(`finds names that begin with ${JSON.stringify(text)}, and nothing else`, () => {
      const question = userQuestion(text, organizationId);
      assert.equal(question?.kind, 'search');
      const filter = parseLucene(question.q, rules);
      const user = { organization_id: [organizationId], name: `${text.trim().toWellFormed()} Doe` };
      assert.ok(filter(user));
      assert.ok(!filter({ ...user, organization_id: ['org_other'] }));
      assert.ok(!filter({ ...user, name: 'Jane Doe' }));
    });
  }

  it('can be a search for a whole address as well', () => {
    assert.deepEqual(searchQuestion(' jane@acme.example '), {
      kind: 'search',
      q: '(name:jane@acme.example* OR email:jane@acme.example*)',
    });
  });

  it('knows user IDs from other texts', () => {
    assert.deepEqual(['auth0|1', 'google-oauth2|1', 'a|\n', 'auth0|', '|1', 'jane', 'a b|c', ''].map(isUserId), [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('Loaded people', () => {
  const jane = { user_id: 'auth0|1', name: 'Jane Doe', email: 'jane@acme.example' };
  const joe = { invitation_id: 'uinv_1', email: 'joe@acme.example' };
  const loaded = [
    { title: 'Failures', items: [{ user_id: 'auth0|1', name: 'jane@acme.example' }] },
    { title: 'Members', items: [jane] },
    { title: 'Invitations', items: [joe] },
  ];
  const found = (text: string, ...except: readonly string[]) =>
    matchingPeople(loaded, text, new Set(except)).map(({ title }) => title);

  it('match a text by name, address or ID, each once and without those that are found', () => {
    assert.deepEqual(found(''), ['Failures', 'Invitations']);
    assert.deepEqual(found(' ACME '), ['Failures', 'Invitations']);
    assert.deepEqual(found('doe'), ['Members']);
    assert.deepEqual(found('“Jane Doe”'), ['Members']);
    assert.deepEqual(found('UINV'), ['Invitations']);
    assert.deepEqual(found('', 'auth0|1'), ['Invitations']);
    assert.deepEqual(found('nobody'), []);
  });
});
