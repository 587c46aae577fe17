import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/text/plainText.ts';
import type { UserDocument } from '../../../src/users/usersClient.ts';
import { userPage } from '../../../src/users/userPage.ts';
import { hostileTexts } from '../text/hostileTexts.ts';
import { rendered } from '../text/renderedMarkdown.ts';

const readAtMs = Date.UTC(2026, 4, 12, 8);

const error = { reason: 'insufficientScope', message: 'The access token lacks a scope.' } as const;

const whole: UserDocument = {
  user: {
    user_id: 'auth0|jane',
    name: 'Jane Doe',
    email: 'jane@acme.example',
    email_verified: true,
    blocked: false,
    last_login: '2026-05-09T08:00:00.000Z',
    logins_count: 1200,
    identities: [{ connection: 'acme-saml', provider: 'samlp' }, { provider: 'google-oauth2' }],
  },
  organizations: {
    items: [
      { id: 'org_1', name: 'acme', display_name: 'Acme | Co', roles: [{ name: 'Admin' }, { id: 'rol_2' }] },
      { id: 'org_2', name: 'beta', roles: [] },
    ],
    complete: true,
  },
  roles: { complete: true },
};

function shown(document: UserDocument) {
  const linkTo = ({ id }: Readonly<Record<string, unknown>>) => `vscode://x.y/open?id=${String(id)}`;
  return rendered(userPage({ document, readAtMs }, { tenant: 'Production', language: 'en', linkTo }));
}

describe('The page of a user', () => {
  it('begins with the profile, says when and where it was read, and has the organizations', () => {
    const { text, links } = shown(whole);
    for (const line of [
      /^Jane Doe\n/,
      /Email address: jane@acme\.example \(verified\)\n/,
      /User ID: auth0\|jane\n/,
      /Blocked by an administrator: no\n/,
      /Last login: May 9, 2026 .* \(3 days ago\)\n/,
      /Logins: 1,200\n/,
      /Identities: acme-saml \(samlp\), google-oauth2\n/,
      /Read on May 12, 2026 .* from the tenant Production\./,
      /Organizations: 2\n/,
      /Acme \| Co\s+Admin, rol_2\s+acme\s+org_1/,
      /beta\s+none\s+beta\s+org_2/,
    ]) {
      assert.match(text, line);
    }
    assert.deepEqual(links, ['vscode://x.y/open?id=org_1', 'vscode://x.y/open?id=org_2']);
    assert.doesNotMatch(text, /⚠/);
  });

  it('says of a field that was not read that it is not there, and never “no”', () => {
    const { text } = shown({ ...whole, user: { user_id: 'sms|1' } });
    assert.match(text, /^sms\|1\n/);
    for (const label of ['Email address', 'Last login', 'Logins', 'Identities']) {
      assert.match(text, new RegExp(`${label}: not in the profile\n`));
    }
    assert.match(text, /administrator: not set, as for users who were never blocked\n/);
    assert.doesNotMatch(text, /: no\n/);
    assert.match(
      shown({ ...whole, user: { user_id: 'a|1', email: 'a@b.example' } }).text,
      /not known whether verified/,
    );
    assert.match(shown({ ...whole, user: { user_id: 'a|1', blocked: true } }).text, /administrator: yes\n/);
  });

  it('says right below what was not read, in a sentence for each cause', () => {
    const text = (changes: Partial<UserDocument>) => shown({ ...whole, ...changes }).text;
    const { items } = whole.organizations;
    const [first, second] = items;
    const noProfile = text({ user: { user_id: 'auth0|jane', error } });
    assert.match(noProfile, /Production\.\s+⚠ The profile could not be read: The access token lacks a scope\./);
    assert.doesNotMatch(noProfile, /Blocked|Logins/);
    const none = text({ organizations: { items: [], complete: false, error } });
    assert.match(none, /Organizations\s+⚠ The organizations could not be read: The access token lacks a scope\./);
    assert.doesNotMatch(none, /in no organization/);
    assert.match(text({ organizations: { items: [], complete: true } }), /The user is in no organization\./);
    const cutOff = text({ organizations: { items, complete: false }, roles: { complete: false } });
    assert.match(cutOff, /Organizations read: 2\s+⚠ There may be more organizations/);
    const withoutRoles = items.map(({ roles: _, ...organization }) => organization);
    const noRoles = text({ organizations: { items: withoutRoles, complete: true }, roles: { complete: false } });
    assert.match(noRoles, /⚠ The roles were not read\.[^⚠]*org_1[^⚠]*org_2/);
    assert.doesNotMatch(noRoles, /not read\s|Roles Assigned Directly/);
    const some = [first ?? {}, { ...second, roles: undefined }];
    assert.match(
      text({ organizations: { items: some, complete: true }, roles: { complete: false, error } }),
      /⚠ The roles could not be read in each organization: [^⚠]*Admin, rol_2[^⚠]*org_1[^⚠]*not read[^⚠]*org_2/,
    );
    assert.match(text({ roles: { complete: false } }), /⚠ There may be more roles: /);
  });

  it('shows hostile texts as they are, without links and elements of theirs', () => {
    const harmless = shown(whole);
    const [first, second] = whole.organizations.items;
    fc.assert(
      fc.property(fc.array(hostileTexts, { minLength: 6, maxLength: 6 }), (texts) => {
        const [a = '', b = '', c = '', d = '', e = '', f = ''] = texts;
        const identities = [{ connection: c, provider: 'samlp' }];
        const user = { ...whole.user, name: a, email: b, identities };
        const items = [{ ...first, display_name: d, name: e, roles: [{ name: f }, { name: 'x' }] }, second ?? {}];
        const { text, elements, links } = shown({ ...whole, user, organizations: { items, complete: true } });
        assert.deepEqual(elements, harmless.elements);
        assert.deepEqual(links, harmless.links);
        const read = text.replace(/[ \u00a0]+/g, ' ');
        for (const part of texts) {
          assert.ok(read.includes(plainText(part).replace(/[ \u00a0]+/g, ' ')), `${part} in ${text}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});
