import assert from 'node:assert/strict';
import type { Finding } from '../../../src/access/condition.ts';
import type { Explanation, FailedEvent } from '../../../src/access/explanation.ts';
import type { Missing } from '../../../src/access/facts.ts';
import { headline } from '../../../src/access/headline.ts';
import type { Item } from '../../../src/sections/section.ts';
import { about, asked, explanation, factsWith, passed } from './explanations.ts';

const unread: readonly Missing[] = [
  { kind: 'failed', reason: 'timeout' },
  { kind: 'cutOff' },
  { kind: 'limit' },
  { kind: 'feature' },
];

describe('The headline where no check fails', () => {
  const nothing = 'Nothing was found that stops Jane Doe from logging in to Acme through Billing App.';
  const neither = 'The log has neither a failed login nor a login of it.';
  const noLogin = 'The log has no login of it that succeeded.';
  const jane = { user_id: 'auth0|jane' };
  const here = { organization_id: 'org_VGZx1ySGh6PrYv0Y', client_id: 'EQEL1' };
  const at = (time: string) => `2026-05-12T0${time}:00.000Z`;
  const logged = (...events: readonly Item[]): Partial<Explanation> => ({
    facts: factsWith({ events: { value: events }, user: { value: { ...jane, email: 'jane@acme.example' } } }),
  });
  const wrong: Item = { type: 'fp', ...jane, ...here, date: at('7:00'), description: 'Wrong password.' };
  const login: Item = { type: 's', ...jane, ...here, date: at('8:00') };
  const failed = (more: Partial<FailedEvent> = {}): FailedEvent => ({
    event: wrong,
    names: [],
    isPast: false,
    ...more,
  });
  const past = (more: Partial<FailedEvent> = {}) => failed({ isPast: true, ...more });
  const named: FailedEvent['names'][number] = {
    condition: 'member',
    title: 'Membership',
    remedy: 'Add the user.',
    by: 'text',
    hasPassed: false,
    isFollowed: false,
  };
  const history = 'The log has a failure that is history, 2026-05-12 07:00 UTC: “Wrong password.”.';
  const elsewhere = { ...wrong, organization_id: 'org_2', organization_name: 'other', client_name: 'Shop' };
  const email = {
    question: {
      domain: 'a.auth0.com',
      organizationId: here.organization_id,
      clientId: 'EQEL1',
      email: 'jane@acme.example',
    },
  };
  const withoutAccount = (...events: readonly Item[]): Partial<Explanation> => ({
    ...email,
    facts: factsWith({ events: { value: events }, user: { value: null } }),
  });

  const answering: Finding = {
    ...about,
    ...{ result: 'passed', condition: 'userExists', title: 'User' },
    ...{ fact: 'There is none.', answer: 'There is no account yet.' },
  };

  const rows: readonly (readonly [what: string, more: Partial<Explanation>, text: string])[] = [
    ['an empty log', {}, `${nothing} ${neither}`],
    ['a check that answers', { findings: [passed, answering] }, `There is no account yet. ${neither}`],
    [
      'a log that the token may not read',
      { missing: { events: { kind: 'scope', scopes: ['read:logs'] } }, facts: factsWith() },
      'No setting that was read stops this login. Not everything could be read: the access token lacks read:logs.',
    ],
    ...unread.map(
      (events) =>
        [
          `a log that is not read: ${events.kind}`,
          { missing: { events }, facts: factsWith() },
          'No setting that was read stops this login. Not everything could be read: requests failed, or lists were cut off.',
        ] as const,
    ),
    ...(['leftOut', 'unneeded'] as const).map(
      (kind) =>
        [`a log that is not asked: ${kind}`, { missing: { events: { kind } }, facts: factsWith() }, nothing] as const,
    ),
    // What has become of a failure
    ['a failure that is history', { events: [past()] }, `${history} ${noLogin}`],
    ['a failure that may be of it and is history', { possibleEvents: [past()] }, `${history} ${noLogin}`],
    [
      'a failure that is history, before one that is old',
      { events: [failed({ event: { ...wrong, date: '2026-04-01T00:00:00.000Z' } }), past()] },
      `${history} ${noLogin}`,
    ],
    [
      'a failure that is old',
      { events: [failed({ event: { ...wrong, date: '2026-04-01T00:00:00.000Z' } })] },
      `The newest failure in the log is old, 2026-04-01 00:00 UTC: “Wrong password.”. Nothing that was read shows whether it still happens. ${noLogin}`,
    ],
    ...(
      [
        ['scp', 'the password was changed'],
        ['sv', 'the email address was verified'],
        ['ublkdu', 'a block was released'],
        ['gd_auth_succeed', 'MFA was passed'],
        ['other', 'other'],
      ] as const
    ).map(
      ([type, words]) =>
        [
          `a failure before ${type}`,
          { events: [past({ followedBy: { type, date: at('7:30') } })] },
          `${history} Since then: ${words}, 2026-05-12 07:30 UTC. ${noLogin}`,
        ] as const,
    ),
    [
      'a failure before an event that ends what it names',
      { events: [past({ names: [named, { ...named, followedBy: { type: 'scp', date: at('7:30') } }] })] },
      `${history} Since then: the password was changed, 2026-05-12 07:30 UTC. ${noLogin}`,
    ],
    [
      'a failure before a login',
      { events: [past({ followedBy: login })], ...logged(login, wrong) },
      `${history} After this failure, a login succeeded, 2026-05-12 08:00 UTC.`,
    ],
    [
      'a failure that is history, after a login',
      { events: [past()], ...logged(wrong, { ...login, date: at('6:00') }) },
      `${history} An earlier login succeeded, 2026-05-12 06:00 UTC.`,
    ],
    [
      'a failure before a login through another application, where no application is asked about',
      {
        question: { domain: 'a.auth0.com', organizationId: here.organization_id, userId: jane.user_id },
        events: [failed({ names: [named] })],
        ...logged({ ...login, client_id: 'other' }, wrong),
      },
      'The log has a failed login of Jane Doe to Acme, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership. Add the user. After this failure, a login succeeded, 2026-05-12 08:00 UTC.',
    ],
    [
      'a failure whose cause the settings do not show',
      { events: [past({ names: [{ ...named, hasPassed: true }] })] },
      `${history.replace('is history', 'is probably history')} The settings that were read do not show its cause any more: Membership. ${noLogin}`,
    ],
    [
      'a failure that something has overcome that was not read',
      { events: [past({ names: [{ ...named, hasPassed: true, isFollowed: true }, named] })] },
      `${history} ${noLogin}`,
    ],
    // Logins
    ['a login', logged(login), `${nothing} An earlier login succeeded, 2026-05-12 08:00 UTC.`],
    [
      'a login of another person',
      logged({ ...login, user_id: 'auth0|2' }),
      `${nothing} Somebody else has logged in, 2026-05-12 08:00 UTC.`,
    ],
    [
      'a login of a person without an account',
      withoutAccount(login),
      `${nothing} Somebody has logged in, 2026-05-12 08:00 UTC.`,
    ],
    ['a login to another organization', logged({ ...login, organization_id: 'org_2' }), `${nothing} ${neither}`],
    [
      'a login without an organization, after one to it',
      logged({ ...login, organization_id: '' }, { ...login, date: at('6:00') }),
      `${nothing} A login without an organization succeeded, 2026-05-12 08:00 UTC. An earlier login succeeded, 2026-05-12 06:00 UTC.`,
    ],
    ['an event that is no login', logged({ ...login, type: 'scp' }), `${nothing} ${neither}`],
    [
      'a failure that is history, before a login without an organization',
      { events: [past()], ...logged({ ...login, organization_id: '' }, wrong) },
      `${history} A login without an organization succeeded, 2026-05-12 08:00 UTC. ${noLogin}`,
    ],
    // Others can have pushed the events of this login off the pages that were read.
    [
      'a log with more events than were read',
      logged(
        ...Array.from({ length: 50 }, (_, index) => ({ ...elsewhere, log_id: String(index), user_id: 'auth0|2' })),
      ),
      nothing,
    ],
    [
      'a failure that is history, in a log with more logins elsewhere than were read',
      {
        events: [past()],
        ...logged(
          wrong,
          ...Array.from({ length: 50 }, () => ({ ...login, organization_id: 'org_2', date: at('6:00') })),
        ),
      },
      history,
    ],
    // Failures elsewhere
    [
      'a failure in another organization',
      logged(elsewhere),
      `${nothing} ${neither} The user has failed elsewhere, 2026-05-12 07:00 UTC, “other, Shop”: “Wrong password.”.`,
    ],
    [
      'a failure in another organization that has IDs alone',
      logged({ ...elsewhere, organization_name: '', client_name: '' }),
      `${nothing} ${neither} The user has failed elsewhere, 2026-05-12 07:00 UTC, “org_2, EQEL1”: “Wrong password.”.`,
    ],
    [
      'a failure without an application, and without a text',
      logged({ type: 'fp', ...jane, organization_id: 'org_2', date: at('7:00') }),
      `${nothing} ${neither} The user has failed elsewhere, 2026-05-12 07:00 UTC, “org_2”: “fp”.`,
    ],
    ['an old failure elsewhere', logged({ ...elsewhere, date: '2026-04-01T00:00:00.000Z' }), `${nothing} ${neither}`],
    ['a failure of another person elsewhere', logged({ ...elsewhere, user_id: 'auth0|2' }), `${nothing} ${neither}`],
    [
      'a question in the background elsewhere',
      logged({ ...elsewhere, type: 'fsa', description: 'Login required' }),
      `${nothing} ${neither}`,
    ],
    [
      'a failure elsewhere of what a person without an account types',
      withoutAccount({ ...elsewhere, user_id: '', user_name: 'Jane@Acme.example' }),
      `${nothing} ${neither} The user has failed elsewhere, 2026-05-12 07:00 UTC, “other, Shop”: “Wrong password.”.`,
    ],
    [
      'a failure elsewhere of what another person types',
      withoutAccount({ ...elsewhere, user_id: '', user_name: 'joe@acme.example' }),
      `${nothing} ${neither}`,
    ],
    // Failures that no check tells of
    [
      'a failure of it',
      { events: [failed({ names: [named] })] },
      `The log has a failed login of Jane Doe to Acme, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership. Add the user.`,
    ],
    [
      'failures that may be of it',
      { possibleEvents: [failed({ names: [{ ...named, hasPassed: true }, named] }), past(), failed(), failed()] },
      'The log has a failure that may be about this login, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership. Add the user. Further failures that may be about it: 2.',
    ],
    [
      'a failure of another account',
      { possibleEvents: [failed({ event: { ...wrong, user_id: 'auth0|2' } })] },
      'The log has a failure that may be about this login, 2026-05-12 07:00 UTC: “Wrong password.”. It is of another account, “auth0|2”.',
    ],
    [
      'a failure of nobody',
      { possibleEvents: [failed({ event: { type: 'f', ...here, date: at('7:00'), description: 'Refused.' } })] },
      'The log has a failure that may be about this login, 2026-05-12 07:00 UTC: “Refused.”. No check tells why. The event names neither a user nor a connection: Auth0 can have refused it before the login began.',
    ],
    ...['user_name', 'connection', 'connection_id', 'strategy_type'].map(
      (field) =>
        [
          `a failure that names its ${field} alone`,
          { possibleEvents: [failed({ event: { type: 'f', ...here, date: at('7:00'), [field]: 'x' } })] },
          'The log has a failure that may be about this login, 2026-05-12 07:00 UTC: “f”. No check tells why: an Action or the connection can have refused it.',
        ] as const,
    ),
    [
      'a failure, where nobody is asked about',
      {
        ...asked('application', []),
        events: [failed({ event: { ...wrong, user_name: 'jane@acme.example' }, names: [named] })],
      },
      'The log has a failed login of jane@acme.example to Acme, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership. Add the user.',
    ],
    [
      'a failure of nobody, where nobody is asked about',
      { ...asked('application', []), events: [failed({ event: { ...wrong, user_id: '' }, names: [named] })] },
      'The log has a failed login to Acme, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership. Add the user.',
    ],
    [
      'a failure, where nobody is asked about and somebody else has logged in',
      {
        ...asked('application', []),
        events: [failed({ names: [named] })],
        ...logged({ ...login, user_id: 'auth0|2' }, wrong),
      },
      'The log has a failed login of auth0|jane to Acme, 2026-05-12 07:00 UTC: “Wrong password.”. It points to: Membership. Add the user. Somebody else has logged in, 2026-05-12 08:00 UTC.',
    ],
    [
      'a login, where nobody is asked about',
      { ...asked('application', []), ...logged(login) },
      'Nothing was found that stops logins to Acme through Billing App. What depends on the user was not checked: none was asked about. An earlier login succeeded, 2026-05-12 08:00 UTC.',
    ],
  ];
  for (const [what, more, text] of rows) {
    it(`says of ${what}: ${text}`, () => {
      assert.equal(headline(explanation([passed], { missing: {}, ...more })), text);
    });
  }
});
