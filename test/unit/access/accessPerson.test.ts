import assert from 'node:assert/strict';
import { explain } from '../../../src/access/explanation.ts';
import { report } from '../../../src/access/explanationReport.ts';
import { headline } from '../../../src/access/headline.ts';
import type { Item } from '../../../src/sections/section.ts';
import { processorMs } from '../../processorTime.ts';
import { machine, nowhere, noUser } from './accessChanges.ts';
import {
  acme,
  briefly,
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
import { told } from './accessPeople.ts';
import { parts } from './explanations.ts';

describe('A user whom the tenant does not have', () => {
  const asked = (userId: string, change: Change = {}) =>
    explain({ ...question, userId }, factsWith({ user: null, memberships: lacking('unneeded'), ...change }), now, 12)
      .findings.filter(({ result }) => result !== 'passed')
      .map(briefly);
  const own = 'samlp|acme-saml|jane@acme.example';

  it('fails no login by a connection that adds accounts and members', () => {
    assert.deepEqual(asked(own, { connections: [database, saml] }), []);
  });

  it('probably fails a login by a connection that adds accounts alone', () => {
    const connections = [database, { ...saml, assign_membership_on_login: false }];
    assert.deepEqual(asked(own, { connections }), ['likely userExists']);
  });

  it('fails a login by a connection that is another one or not enabled', () => {
    assert.deepEqual(asked('samlp|other|jane', { connections: [database, saml] }), ['sure userExists']);
    assert.deepEqual(asked(own, { connections: [{ ...saml, is_enabled: false }] }), [
      'sure connectionsEnabled',
      'sure userExists',
    ]);
  });

  it('fails a login by an account of a database, which a script can add', () => {
    const facts = { user: null };
    assert.equal(
      told(question, 'userExists', facts),
      'likely userExists | The tenant answers that it does not have the user. If acme-db is a custom database, its script can add the account with the first login. | the tenant does not have the user',
    );
    assert.match(headline(explained(factsWith(facts))), /^Probably .+: the tenant does not have the user\. 1 more/);
    assert.deepEqual(asked('auth0|gone', { connections: [saml] }), ['sure userExists']);
    assert.ok(asked('auth0|gone', { connections: lacking('scope') }).includes('likely userExists'));
  });

  it('is not known to fail a login where connections were not read, or do not tell what they are', () => {
    for (const connections of [lacking('scope'), [{ ...saml, connection: undefined }]]) {
      assert.ok(asked(own, { connections }).includes('unknown userExists: connections'));
    }
  });
});

describe('The log', () => {
  const day = 24 * 60 * 60 * 1000;
  const password = { type: 'fp' };
  const daysAgo = (days: number) => new Date(now - days * day).toISOString();

  it('tells no more than a hint by a failure of more than a week ago', () => {
    const of = (date: string) => troubles(factsWith({ events: [failure('', { ...password, date })] }));
    assert.deepEqual(of(daysAgo(6)), ['likely password']);
    assert.deepEqual(of(daysAgo(8)), ['hint password']);
  });

  it('names the failure of a login of which no check tells', () => {
    const events = [failure('The Action says: not on Sundays', { user_name: jane.email })];
    assert.equal(
      headline(explained(factsWith({ events }))),
      'The log has a failed login of Jane to Acme, 2026-08-20 11:00 UTC: “The Action says: not on Sundays”. No check tells why: an Action or the connection can have refused it.',
    );
    for (const [strategy_type, other] of [
      ['database', 'a custom database'],
      ['enterprise', 'the identity provider'],
      ['social', 'the identity provider'],
      ['passwordless', 'the connection'],
    ]) {
      assert.match(
        headline(explained(factsWith({ events: [failure('Not on Sundays', { strategy_type })] }))),
        new RegExp(`No check tells why: an Action or ${other} can have refused it\\.`),
      );
    }
    const unnamed = [failure('Unknown error', anonymous)];
    assert.match(
      headline(explained(factsWith({ events: unnamed, ...noUser }))),
      /“Unknown error”\. No check tells why\. The event names neither a user nor a connection: Auth0 can have refused it before/,
    );
    assert.match(headline(explained(factsWith({ events, ...noUser }))), /failed login of jane@acme\.example to Acme/);
    const password = [failure('Wrong email or password.', { type: 'fp', user_name: jane.email })];
    assert.match(
      headline(explained(factsWith({ events: password, ...noUser }))),
      /It points to: Password\. Have the user change the password\.$/,
    );
    assert.match(
      headline(explained(factsWith({ events: [failure(notMember)] }))),
      /is probably history.+do not show its cause any more: Membership\./,
    );
  });

  it('calls no failure history of which nothing shows that it has passed', () => {
    const old = failure('Not on Sundays', { date: daysAgo(10) });
    assert.match(
      headline(explained(factsWith({ events: [old] }))),
      /^The newest failure in the log is old, .*: “Not on Sundays”\. Nothing that was read shows whether it still happens\./,
    );
  });

  it('leads with the newest failure, before what an older one points to', () => {
    const events = [failure('Not on Sundays'), failure('', { ...password, date: daysAgo(6) })];
    assert.match(headline(explained(factsWith({ events }))), /^The log has a failed login of Jane .*“Not on Sundays”/);
  });

  it('quotes the text that details alone have, and says nothing of a log that was read only in part', () => {
    const event = failure('', { description: null, details: { error: { message: 'Denied by policy X' } } });
    assert.match(report(explained(factsWith({ events: [event] })), parts), /`Denied by policy X`/);
    const partly = { kind: 'failed', reason: 'serverError' } as const;
    const text = report(explained({ ...factsWith({}), events: { value: [], partly } }), parts);
    assert.doesNotMatch(text, /has no recent failed login/);
    assert.match(text, /Not checked: .*Failures in the log/);
  });

  it('compares hostile texts once, and not for each check', () => {
    const hostile = `${'email '.repeat(50)}${'not verified '.repeat(25)}${'x'.repeat(400)}${' '.repeat(20_000)}`;
    const timeOf = (text: string) => {
      const events = Array.from({ length: 20 }, (_, index) => failure(`${text} ${index}`));
      return processorMs(() => {
        explained(factsWith({ events }));
      });
    };
    timeOf('Not on Sundays');
    const usual = timeOf('Not on Sundays');
    assert.ok(timeOf(hostile) < 500 + 20 * usual);
  });

  it('has failures that may be about the login of the question', () => {
    const events = [
      failure('Invitation not found or already used', anonymous),
      failure('', { ...password, user_id: 'auth0|2', user_name: jane.email }),
      failure('', { ...password, user_id: 'auth0|2', user_name: 'joe@acme.example' }),
    ];
    const explanation = explained(factsWith({ events }));
    assert.deepEqual(explanation.events, []);
    assert.deepEqual(
      explanation.possibleEvents.map(({ event }) => event),
      events.slice(0, 2),
    );
    assert.equal(
      headline(explanation),
      'The log has a failure that may be about this login, 2026-08-20 11:00 UTC: “Invitation not found or already used”. It points to: State of the invitation. A member logs in without the link; anybody else needs a new invitation. Further failures that may be about it: 1.',
    );
  });

  it('has failures that may be about it, of which applications have sent something else than the organization', () => {
    const events = [failure('parameter organization is invalid: acme-inc', { ...anonymous, organization_id: null })];
    assert.equal(explained(factsWith({ events })).possibleEvents.length, 1);
    const elsewhere = [failure('parameter organization is invalid: acme-inc', { ...anonymous, client_id: 'other' })];
    assert.equal(explained(factsWith({ events: elsewhere })).possibleEvents.length, 0);
  });

  it('tells nothing by an application that asks in the background whether somebody is logged in', () => {
    const events = [
      failure('Login required', { type: 'fsa' }),
      failure('Login required', { type: 'fsa', ...anonymous }),
      failure('Multifactor authentication required', { type: 'fsa' }),
    ];
    const { events: sure, possibleEvents } = explained(factsWith({ events }));
    assert.deepEqual([sure, possibleEvents], [[], []]);
  });

  it('makes history of failures by what succeeded later', () => {
    const later = (type: string, more: Item = {}) => failure('', { type, date: '2026-08-20T11:30:00.000Z', ...more });
    const of = (event: Item, success: Item) => {
      const explanation = explained(factsWith({ events: [success, event] }));
      return [...troubles(factsWith({ events: [success, event] })), ...explanation.events.map(({ isPast }) => isPast)];
    };
    const denied = failure('Not on Sundays');
    const blocked = failure('', { type: 'limit_wc' });
    assert.deepEqual(of(denied, later('s')), [true]);
    assert.deepEqual(of(denied, later('s', { organization_id: 'org_other' })), [false]);
    assert.deepEqual(of(denied, later('s', { client_id: 'other' })), [false]);
    assert.deepEqual(of(denied, later('scp')), [false]);
    assert.deepEqual(of(denied, failure('', { type: 's', date: '2026-08-20T10:00:00.000Z' })), [false]);
    assert.deepEqual(of(blocked, later('s', { organization_id: 'org_other' })), [true]);
    assert.deepEqual(of(blocked, later('ublkdu', { organization_id: null })), [true]);
    assert.deepEqual(of(blocked, later('scp', { organization_id: null })), [true]);
    assert.deepEqual(of(failure('', { type: 'gd_auth_failed' }), later('scp')), ['likely mfa', false]);
    assert.match(
      headline(explained(factsWith({ events: [later('s'), denied] }))),
      /^The log has a failure that is history, .+ After this failure, a login succeeded, 2026-08-20 11:30 UTC\.$/,
    );
  });

  it('tells by which of several connections a user has failed', () => {
    const identities = [...jane.identities, { connection: 'google', provider: 'google-oauth2', user_id: '2' }];
    const user = { ...jane, identities };
    const text = `user ${jane.user_id} belongs to connection google that is not part of the ${acme.id} organization`;
    assert.deepEqual(troubles(factsWith({ user })), []);
    assert.deepEqual(troubles(factsWith({ user, events: [failure(text)] })), ['likely userConnection']);
  });
});

describe('A failure in the log', () => {
  const later = (more: Item = {}) =>
    failure('', { type: 's', date: '2026-08-20T11:30:00.000Z', connection: 'acme-db', ...more });
  const twice = { ...jane, identities: [...jane.identities, { connection: 'google', provider: 'google-oauth2' }] };
  const of = (event: Item, success: Item) => troubles(factsWith({ user: twice, events: [success, event] }));

  it('is overcome by the person alone, and of a password by the connection alone', () => {
    const blocked = failure('', { type: 'limit_wc', connection: 'acme-db' });
    assert.deepEqual(of(blocked, later()), []);
    assert.deepEqual(of(blocked, later({ user_id: 'google-oauth2|2' })), ['likely accountBlocked']);
    assert.deepEqual(of(blocked, later({ connection: 'google' })), ['likely accountBlocked']);
    const mfa = failure('', { type: 'gd_auth_failed' });
    assert.deepEqual(of(mfa, later()), []);
    assert.deepEqual(of(mfa, later({ client_id: 'other' })), ['likely mfa']);
  });

  it('goes before what is only possible', () => {
    const old = failure('', { type: 'fp', date: '2026-08-01T11:00:00.000Z' });
    const text = headline(explained(factsWith({ events: [failure('Not on Sundays'), old] })));
    assert.match(text, /“Not on Sundays”/);
  });

  it('is perhaps about the login where the application has sent something else', () => {
    for (const organization of [null, 'acmee', 'org_wrong']) {
      const sent = { ...anonymous, organization_id: organization };
      const events = [failure('parameter organization is invalid: org_wrong', sent)];
      assert.match(
        headline(explained(factsWith({ events }))),
        /may be about this login.+It points to: Organization\. Send the ID/,
      );
    }
  });

  it('is perhaps about the login where it names no organization', () => {
    for (const organization of [null, '']) {
      const events = [failure('Not on Sundays', { organization_id: organization })];
      assert.match(headline(explained(factsWith({ events }))), /^The log has a failure that may be about this login, /);
    }
  });

  it('is only possible after a limit that has ended by itself', () => {
    for (const [type, date, condition] of [
      ['limit_sul', '2026-08-20T11:30:00.000Z', 'likely accountLimited'],
      ['limit_sul', '2026-08-20T10:30:00.000Z', 'hint accountLimited'],
      ['limit_mu', '2026-08-20T10:30:00.000Z', 'likely addressBlocked'],
      ['limit_mu', '2026-08-19T10:30:00.000Z', 'hint addressBlocked'],
      ['limit_wc', '2026-08-19T10:30:00.000Z', 'likely accountBlocked'],
    ] as const) {
      assert.deepEqual(troubles(factsWith({ events: [failure('', { type, date })] })), [condition]);
    }
  });

  it('is history where the application has sent what the tenant takes by now', () => {
    const tenantSettings = { allow_organization_name_in_authentication_api: true };
    const rows: readonly (readonly [text: string, organization: string, change?: Change])[] = [
      [`parameter organization is invalid: ${acme.id}`, acme.id],
      [`parameter organization is invalid: ${acme.name}`, acme.name],
      ['authorization request parameter organization must be an organization id', acme.name, { tenantSettings }],
    ];
    for (const [text, organization, change] of rows) {
      const events = [failure(text, { ...anonymous, organization_id: organization })];
      assert.match(
        headline(explained(factsWith({ ...change, events }))),
        /^The log has a failure that is probably history, /,
      );
    }
  });

  it('decides between connections of which one adds members or accepts new users, and between APIs', () => {
    const connections = [database, saml];
    const user = { ...jane, identities: [...jane.identities, { connection: 'acme-saml', provider: 'samlp' }] };
    const events = [failure(notMember)];
    const refused = factsWith({ user, connections, memberships: nowhere, events });
    assert.deepEqual(troubles(refused), ['likely member']);
    const [finding] = explained(refused).findings;
    assert.ok(finding?.result === 'failed');
    assert.match(finding.remedy, /^Have the user log in with acme-saml, which adds members\./);
    assert.deepEqual(troubles(factsWith({ user, connections, memberships: nowhere })), []);
    const signup = [failure('Public signup is disabled', { type: 'fs' })];
    assert.deepEqual(troubles(factsWith({ user, connections, events: signup })), ['likely signup']);
    const denied = [failure('Client is not authorized to access "urn:b"', { type: 'feccft', ...anonymous })];
    assert.deepEqual(troubles(factsWith({ ...machine, events: denied })), ['likely clientGrants']);
  });
});
