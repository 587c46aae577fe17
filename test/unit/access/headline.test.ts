import assert from 'node:assert/strict';
import type { Finding } from '../../../src/access/condition.ts';
import { headline } from '../../../src/access/headline.ts';
import {
  about,
  asked,
  explanation,
  extents,
  failure,
  notEnabled,
  notMember,
  passed,
  unclear,
  unknown,
} from './explanations.ts';

describe('The headline of an explanation', () => {
  const expected: readonly (readonly [(typeof extents)[number], readonly Finding[], string])[] = [
    [
      'user and application',
      [notEnabled],
      'Jane Doe cannot log in to Acme through Billing App: the connection acme-saml is not enabled for the organization.',
    ],
    [
      'user and application',
      [notMember],
      'Probably Jane Doe cannot log in to Acme through Billing App: the user is not a member.',
    ],
    [
      'user and application',
      [passed],
      'Nothing was found that stops Jane Doe from logging in to Acme through Billing App. The log has neither a failed login nor a login of it.',
    ],
    [
      'user',
      [notEnabled],
      'Jane Doe cannot log in to Acme: the connection acme-saml is not enabled for the organization.',
    ],
    [
      'user',
      [],
      'Nothing was found that stops Jane Doe from logging in to Acme. What depends on the application was not checked: none was asked about. The log has neither a failed login nor a login of it.',
    ],
    [
      'user',
      [
        {
          ...about,
          result: 'passed',
          condition: 'namesakes',
          title: 'Accounts',
          fact: 'Another account has the address as well: auth0|2.',
        },
      ],
      'Nothing was found that stops Jane Doe from logging in to Acme. What depends on the application was not checked: none was asked about. Another account has the address as well: auth0|2. The log has neither a failed login nor a login of it.',
    ],
    ['application', [notMember], 'Probably logins to Acme through Billing App fail: the user is not a member.'],
    [
      'application',
      [],
      'Nothing was found that stops logins to Acme through Billing App. What depends on the user was not checked: none was asked about.',
    ],
    [
      'neither',
      [unclear],
      'It may be that logins to Acme fail: the connection acme-saml is not enabled for the application.',
    ],
    [
      'neither',
      [passed, unknown],
      'Nothing was found that stops logins to Acme. What depends on the application or on the user was not checked: neither was asked about. 1 of 2 checks could not be made: the access token lacks read:organization_clients; requests failed, or lists were cut off.',
    ],
    [
      'neither',
      [passed, unknown, { ...unknown, title: 'Another' }],
      '2 of 3 checks could not be made: the access token lacks read:organization_clients; requests failed, or lists were cut off.',
    ],
    [
      'user',
      [passed, unclear, unknown, { ...unknown, title: 'Another' }],
      'It may be that Jane Doe cannot log in to Acme: the connection acme-saml is not enabled for the application. 2 of 4 checks could not be made: the access token lacks read:organization_clients; requests failed, or lists were cut off.',
    ],
    [
      'neither',
      [passed, unclear, unknown, unknown],
      'It may be that logins to Acme fail: the connection acme-saml is not enabled for the application. 1 of 3 checks could not be made: the access token lacks read:organization_clients; requests failed, or lists were cut off.',
    ],
    ['neither', [unclear, notMember], 'Probably logins to Acme fail: the user is not a member. 1 more reason below.'],
    [
      'neither',
      [unclear, notMember, unknown, notEnabled],
      'Logins to Acme fail: the connection acme-saml is not enabled for the organization. 2 more reasons below. 1 of 4 checks could not be made: the access token lacks read:organization_clients; requests failed, or lists were cut off.',
    ],
  ];

  for (const [extent, findings, text] of expected) {
    it(`says: ${text}`, () => {
      assert.equal(headline(asked(extent, findings)), text);
    });
  }

  it('has a title within quotation marks that could be read as a sentence', () => {
    const titles = {
      organization: 'Acme Inc.',
      application: '“Billing”',
      user: 'Joe is a member! “Nobody” is blocked: Eve',
    };
    assert.equal(
      headline(explanation([notEnabled], { titles })),
      "“Joe is a member! 'Nobody' is blocked: Eve” cannot log in to Acme Inc. through “Billing”: the connection acme-saml is not enabled for the organization.",
    );
  });

  it('has the titles and the reason, whatever was asked and however certain it is', () => {
    for (const extent of extents) {
      const texts = (['sure', 'likely', 'hint'] as const).map((certainty) =>
        headline(asked(extent, [failure[certainty]])),
      );
      for (const [index, text] of texts.entries()) {
        const certainty = (['sure', 'likely', 'hint'] as const)[index] ?? 'sure';
        const { reason } = failure[certainty] as { readonly reason: string };
        assert.ok(text.endsWith(`: ${reason}.`), text);
        assert.equal(text.includes('Jane Doe'), extent.includes('user'));
        assert.equal(text.includes('Billing App'), extent.includes('application'));
        assert.match(text, { sure: /^(Jane Doe|Logins)/, likely: /^Probably /, hint: /^It may be that / }[certainty]);
      }
    }
  });

  it('leaves room for the reason beside long titles', () => {
    const titles = { organization: 'o'.repeat(400), application: 'a'.repeat(400), user: 'u'.repeat(400) };
    const text = headline(explanation([notEnabled], { titles }));
    assert.match(text, /^u{59}… cannot log in to o{59}… through a{59}…: the connection acme-saml is not enabled/);
  });
});
