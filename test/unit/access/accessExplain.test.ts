import assert from 'node:assert/strict';
import { report } from '../../../src/access/explanationReport.ts';
import { headline } from '../../../src/access/headline.ts';
import type { Item } from '../../../src/sections/section.ts';
import { readableMarkdown } from '../../../src/text/markdown.ts';
import { noApplication, noUser, outside } from './accessChanges.ts';
import {
  acme,
  billing,
  type Change,
  database,
  explained,
  factsWith,
  jane,
  lacking,
  now,
  question,
  saml,
  troubles,
} from './accessFacts.ts';
import { anonymous, failure, notMember } from './accessFailures.ts';
import { parts } from './explanations.ts';

describe('An event of the log', () => {
  const password = { type: 'fp' };
  const anybody = 'no connections enabled for the organization';
  const rows: readonly (readonly [title: string, counts: boolean, event: Item, change?: Change])[] = [
    ['of the user', true, failure('', password)],
    ['of another user', false, failure('', { ...password, user_id: 'auth0|2' })],
    [
      'of another user with the same address',
      false,
      failure('', { ...password, user_id: 'auth0|2', user_name: jane.email }),
    ],
    ['of the address, without an ID', false, failure('', { ...password, user_id: '' })],
    [
      'of the address, without an ID, about a block of the connection',
      true,
      failure('', { type: 'limit_wc', user_id: '', connection: 'acme-db' }),
    ],
    [
      'of a connection that the organization does not have, about a block of the account',
      false,
      failure('', { type: 'limit_wc', connection: 'other-db', organization_id: null }),
    ],
    [
      'of a connection that the organization does not have, about a block of the IP address',
      true,
      failure('', { type: 'limit_mu', connection: 'other-db', organization_id: null }),
    ],
    ['of the address in capitals', false, failure('', { ...password, user_id: null, user_name: 'JANE@ACME.EXAMPLE' })],
    ['of another address', false, failure('', { ...password, user_id: null, user_name: 'joe@acme.example' })],
    [
      'of the address, which is not known',
      false,
      failure('', { ...password, user_id: null }),
      { user: lacking('scope') },
    ],
    ['of nobody, about a person', false, failure('', { ...password, ...anonymous })],
    ['of nobody, about the application', false, failure(anybody, anonymous)],
    ['of nobody, about nothing', false, failure('A surprise', anonymous)],
    ['of nobody, with no tie', false, failure(anybody, { ...anonymous, organization_id: '', client_id: null })],
    ['of no organization', true, failure('', { ...password, organization_id: null })],
    ['of another organization', false, failure('', { ...password, organization_id: 'org_other' })],
    ['of the name of the organization', true, failure('', { ...password, organization_id: 'acme' })],
    [
      'of another organization by its text',
      false,
      failure(notMember.replace(acme.id, 'org_other'), { organization_id: null }),
    ],
    ['of another application', false, failure('', { ...password, client_id: 'other' })],
    ['of another application, about the account', true, failure('', { type: 'limit_wc', client_id: 'other' })],
    [
      'of another application, about the account of another user',
      false,
      failure('', { type: 'limit_wc', client_id: 'other', user_id: 'auth0|2' }),
    ],
    ['of no application', true, failure('', { ...password, client_id: null })],
    ['of any application', true, failure('', { ...password, client_id: 'other' }), noApplication],
    ['of anybody', true, failure('', { ...password, user_id: 'auth0|2' }), noUser],
    [
      'of anybody and no organization',
      false,
      failure('', { ...password, organization_id: '' }),
      { ...noUser, ...noApplication },
    ],
  ];
  for (const [title, counts, event, change = {}] of rows) {
    it(`${counts ? 'counts' : 'does not count'} if the event is ${title}`, () => {
      assert.equal(explained(factsWith({ ...change, events: [event] })).events.length, counts ? 1 : 0);
    });
  }
});

describe('A setting and an event of the log', () => {
  const remedy = 'Add or invite the user, or set assign_membership_on_login of the connection.';
  const namesIn = (change: Change) => explained(factsWith(change)).events.map(({ names }) => names);

  it('leave the condition passed, and the event in the past, if they contradict each other', () => {
    const events = [failure(notMember)];
    assert.deepEqual(troubles(factsWith({ events })), []);
    assert.deepEqual(namesIn({ events }), [
      [{ condition: 'member', title: 'Membership', remedy, by: 'text', hasPassed: true, isFollowed: false }],
    ]);
  });

  it('leave the condition failed by the setting if they agree', () => {
    const change = { memberships: outside, events: [failure(notMember)] };
    const [finding] = explained(factsWith(change)).findings;
    assert.ok(finding?.result === 'failed' && finding.certainty === 'sure');
    assert.match(finding.fact, /assign_membership_on_login/);
    assert.deepEqual(namesIn(change), [
      [{ condition: 'member', title: 'Membership', remedy, by: 'text', hasPassed: false, isFollowed: false }],
    ]);
  });

  it('leave the text of the event as the fact if the setting was not read', () => {
    const description = notMember;
    const events = [failure('Other'), failure(description, { ip: '203.0.113.7' })];
    const [finding] = explained(factsWith({ memberships: lacking('failed'), events })).findings;
    assert.ok(finding?.result === 'failed');
    assert.equal(finding.fact, `The log has an event of type f, 2026-08-20 11:00 UTC: “${description}”`);
  });

  it('tell that the setting was not read where the event alone tells', () => {
    const partly = { items: [{ id: 'org_other' }], complete: false };
    for (const [memberships, cause] of [
      [lacking('failed'), 'The request failed (serverError).'],
      [partly, 'Only the beginning of the list was read, which does not decide.'],
    ] as const) {
      const explanation = explained(factsWith({ memberships, events: [failure(notMember)] }));
      assert.match(headline(explanation), /^Probably .+ Not everything could be read: requests failed/);
      const text = report(explanation, parts);
      assert.ok(text.includes(`${readableMarkdown(cause, 100)}** Not checked: Membership`), text);
    }
  });

  it('tell that an answer lacks a field, which is no list that was cut off', () => {
    const { identities: _, ...user } = jane;
    const change = { memberships: outside, connections: [database, saml] };
    const unnamed = { items: [{ name: 'acme' }], complete: false };
    for (const facts of [factsWith({ ...change, user }), factsWith({ memberships: unnamed })]) {
      const explanation = explained(facts);
      assert.match(headline(explanation), /1 of 1\d checks could not be made: answers lack fields\./);
      const cause = readableMarkdown('The answer lacks a field that decides.', 100);
      assert.ok(report(explanation, parts).includes(`${cause}** Not checked: Membership`));
    }
  });

  it('show the code of an event without a text, and no address that its text has', () => {
    const factOf = (event: Item) => {
      const [finding] = explained(factsWith({ events: [event] })).findings;
      return finding?.result === 'failed' ? finding.fact : '';
    };
    assert.equal(factOf(failure(null, { type: 'fp' })), 'The log has an event of type fp, 2026-08-20 11:00 UTC.');
    assert.equal(
      factOf(failure('Blocked 203.0.113.7', { type: 'limit_mu', ip: '203.0.113.7' })),
      'The log has an event of type limit_mu, 2026-08-20 11:00 UTC: “Blocked …”',
    );
  });

  it('leave the condition of a name passed if the tenant accepts names', () => {
    const events = [failure('authorization request parameter organization must be an organization id')];
    const tenantSettings = { allow_organization_name_in_authentication_api: true };
    assert.deepEqual(troubles(factsWith({ events, tenantSettings })), []);
    assert.deepEqual(troubles(factsWith({ events, tenantSettings: lacking('unneeded') })), ['likely organizationName']);
  });

  it('name the application that was left out', () => {
    const events = [failure('parameter organization is not allowed for this client')];
    assert.deepEqual(troubles(factsWith({ ...noApplication, events })), ['likely organizationUsage']);
  });

  it('count for an organization that was typed if the application asks for one', () => {
    const events = [failure('The organization you entered is invalid')];
    const asked = { ...billing, organization_require_behavior: 'pre_login_prompt' };
    assert.deepEqual(troubles(factsWith({ events, application: { ...asked, organization_usage: 'require' } })), [
      'likely organizationTyped',
    ]);
    assert.deepEqual(troubles(factsWith({ events, application: asked })), []);
  });

  it('name nobody where the user was left out', () => {
    const events = [failure(notMember), failure('', { type: 'fp' }), failure('', { type: 'fi' })];
    assert.deepEqual(troubles(factsWith({ ...noUser, events })), []);
  });

  it('tell of a signup what the settings say now', () => {
    const events = [failure('Public signup is disabled', { type: 'fs', user_id: '' })];
    assert.deepEqual(troubles(factsWith({ events })), ['likely signup']);
    const connections = [{ ...database, is_signup_enabled: true }];
    assert.deepEqual(troubles(factsWith({ events, connections })), []);
    const untold = [{ ...database, is_signup_enabled: undefined }];
    assert.deepEqual(troubles(factsWith({ events, connections: untold })), []);
  });

  it('are overcome by a later login, if they were about the account', () => {
    const events = [failure('', { type: 'fp' }), failure('', { type: 'fi' })];
    const user = { ...jane, last_login: '2026-08-20T11:30:00.000Z' };
    assert.deepEqual(troubles(factsWith({ events, user })), ['likely invitationAddress']);
    assert.deepEqual(
      namesIn({ events, user })
        .flat()
        .map(({ hasPassed }) => hasPassed),
      [true, false],
    );
    const before = { ...jane, last_login: '2026-08-20T10:30:00.000Z' };
    assert.deepEqual(troubles(factsWith({ events, user: before })), ['likely password', 'likely invitationAddress']);
    const undated = [failure('', { type: 'fp', date: 'yesterday' })];
    assert.deepEqual(troubles(factsWith({ events: undated, user })), ['likely password']);
  });

  it('are not overcome by a login before, if the tenant does not have the account now', () => {
    const closed = { ...database, is_signup_enabled: false };
    const events = [failure('', { type: 's', description: '' })];
    const facts = factsWith({ user: null, memberships: lacking('unneeded'), connections: [closed], events });
    assert.deepEqual(troubles(facts), ['likely userExists', 'likely signup']);
  });

  it('let an event that decides by its code go before one that names a condition by its text', () => {
    const both = [
      failure('the specified account is not allowed to accept the current invitation'),
      failure('Other', { type: 'fi' }),
    ];
    const [finding] = explained(factsWith({ events: both })).findings;
    assert.ok(finding?.result === 'failed');
    assert.match(finding.fact, /type fi, 2026-08-20 11:00 UTC: “Other”/);
  });
});

describe('An explanation', () => {
  it('has titles, the facts, the missing ones and the number of requests', () => {
    const facts = factsWith({ association: lacking('feature'), memberships: { items: [], complete: false } });
    const { findings, missing, titles, ...rest } = explained(facts);
    assert.deepEqual(titles, { organization: 'Acme', application: 'Billing', user: 'Jane' });
    assert.deepEqual(missing, {
      applications: { kind: 'leftOut' },
      association: { kind: 'feature' },
      clientGrants: { kind: 'unneeded' },
      connectionDetails: { kind: 'unneeded' },
      invitedApplication: { kind: 'unneeded' },
      namesakes: { kind: 'unneeded' },
      openApplications: { kind: 'unneeded' },
      memberships: { kind: 'cutOff' },
    });
    assert.deepEqual(rest, {
      question,
      facts,
      events: [],
      possibleEvents: [],
      readAtMs: now,
      requests: 12,
    });
    assert.ok(findings.length > 10);
  });

  it('has IDs as titles of what was not read, and no titles of what was left out', () => {
    const unread = { organization: lacking('failed'), application: lacking('notFound'), user: null };
    assert.deepEqual(explained(factsWith(unread)).titles, {
      organization: acme.id,
      application: 'billing',
      user: jane.user_id,
    });
    assert.deepEqual(explained(factsWith({ ...noUser, ...noApplication })).titles, { organization: 'Acme' });
  });

  it('calls a person whose profile was not read as an event of that person does', () => {
    const titleWith = (...events: readonly Item[]) =>
      explained(factsWith({ user: lacking('scope'), events })).titles.user;
    const others = [failure('', { user_id: 'auth0|2', user_name: 'joe@acme.example' }), failure('', anonymous)];
    assert.equal(titleWith(...others, failure('')), jane.email);
    assert.equal(titleWith(...others), jane.user_id);
  });
});
