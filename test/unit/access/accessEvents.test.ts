import assert from 'node:assert/strict';
import { conditions } from '../../../src/access/conditions.ts';
import { namesOf } from '../../../src/access/events.ts';
import type { Item } from '../../../src/sections/section.ts';
import { machine, restricted, thirdParty } from './accessChanges.ts';
import { acme, billing, type Change, factsWith, jane, lacking, troubles } from './accessFacts.ts';
import { anonymous, failure, notMember } from './accessFailures.ts';

const notEnabled = `user ${jane.user_id} belongs to connection acme-db that is not part of the ${acme.id} organization`;

/** The type of an event, and the condition that it names. */
const codes: readonly (readonly [type: string, condition: string])[] = [
  ['organization_access_denied', 'association'],
  ['fp', 'password'],
  ['fu', 'userName'],
  ['limit_wc', 'accountBlocked'],
  ['limit_sul', 'accountLimited'],
  ['limit_mu', 'addressBlocked'],
  ['pwd_leak', 'breachedPassword'],
  ['signup_pwd_leak', 'breachedPassword'],
  ['fi', 'invitationAddress'],
  ['feacft', 'codeExchange'],
  ['fdeleacft', 'codeExchange'],
  ['gd_auth_failed', 'mfa'],
  ['gd_auth_rejected', 'mfa'],
  ['gd_auth_fail_email_verification', 'mfa'],
  ['gd_otp_rate_limit_exceed', 'mfa'],
  ['gd_recovery_failed', 'mfa'],
  ['gd_recovery_rate_limit_exceed', 'mfa'],
  ['gd_send_pn_failure', 'mfa'],
  ['gd_send_sms_failure', 'mfa'],
  ['gd_send_voice_failure', 'mfa'],
  ['gd_send_email_verification_failure', 'mfa'],
  ['gd_start_enroll_failed', 'mfa'],
  ['gd_webauthn_challenge_failed', 'mfa'],
  ['gd_webauthn_enrollment_failed', 'mfa'],
  ['feoobft', 'mfa'],
  ['feotpft', 'mfa'],
  ['fercft', 'mfa'],
  ['actions_execution_failed', 'action'],
];

/** A text, the conditions that it names, and facts without which they are unknown. */
const texts: readonly (readonly [text: string, conditions: readonly string[], change?: Change])[] = [
  [notMember, ['member'], { memberships: lacking('scope') }],
  [notEnabled, ['userConnection'], { connections: lacking('scope') }],
  ['user is blocked', ['userBlocked'], { user: lacking('scope') }],
  [
    'client requires organization membership, but user does not belong to any organization',
    ['anyMembership'],
    {
      application: { ...billing, organization_usage: 'require', organization_require_behavior: 'post_login_prompt' },
      memberships: lacking('scope'),
    },
  ],
  ['Wrong email or password', ['password']],
  ['Public signup is disabled', ['signup'], { connections: lacking('scope') }],
  ['the specified account is not allowed to accept the current invitation', ['invitationAddress']],
  ['invitation not found or already used', ['invitationUsable']],
  ['invalid invitation ticket (client_id mismatch)', ['invitationTicket']],
  ['invalid invitation ticket (organization mismatch)', ['invitationTicket']],
  ['invalid invitation ticket (unknown roles: rol_1, rol_2)', ['invitationTicket']],
  ['invalid_user_invitation_ticket', ['invitationTicket']],
  [
    'parameter organization is required for this client',
    ['organizationSent', 'grantOrganization'],
    { application: { ...billing, organization_usage: 'require' } },
  ],
  ['parameter organization is not allowed for this client', ['organizationUsage'], { application: lacking('scope') }],
  [
    `parameter organization is invalid: ${acme.id}`,
    ['organizationExists', 'thirdPartyAccess'],
    { organization: lacking('scope'), application: thirdParty },
  ],
  ['authorization request parameter organization must be an organization id', ['organizationName']],
  ['organization name must have between 1 and 50 characters', ['organizationNameForm']],
  [
    "organization must only contain lowercase characters, '-' and '_', and start and end with a letter or number",
    ['organizationNameForm'],
  ],
  [
    'The organization you entered is invalid',
    ['organizationTyped'],
    { application: { ...billing, organization_usage: 'require', organization_require_behavior: 'pre_login_prompt' } },
  ],
  ['no connections enabled for the organization', ['connectionsEnabled'], { connections: lacking('scope') }],
  [
    'no connections enabled for the organization are visible',
    ['connectionsVisible'],
    { connections: lacking('scope') },
  ],
  ['no connections enabled for the client', ['applicationConnections'], { applicationConnections: lacking('scope') }],
  ['User is not assigned to the client application.', ['assignment']],
  ['client is missing the organizations feature', ['plan']],
  ['organizations feature is not enabled', ['plan']],
  ['The organization member limit was reached', ['plan']],
  ['Entity quota exceeded for the tenant', ['plan']],
];

describe('An event of the log', () => {
  for (const [type, condition] of codes) {
    it(`names a condition by its code: ${type}`, () => {
      const events = [failure('Anything', { type })];
      assert.deepEqual(namesOf(events[0] ?? {}), [{ condition, by: 'code' }]);
      const change: Change =
        condition === 'association' ? { organization: restricted, association: lacking('scope') } : {};
      const certainty = { association: 'sure', userName: 'hint' }[condition] ?? 'likely';
      assert.deepEqual(troubles(factsWith({ ...change, events })), [`${certainty} ${condition}`]);
    });
  }

  for (const [text, named, change = {}] of texts) {
    it(`names conditions by its text: ${text}`, () => {
      assert.deepEqual(
        namesOf(failure(text)),
        named.map((condition) => ({ condition, by: 'text' })),
      );
      const failed = troubles(factsWith({ ...change, events: [failure(text)] })).filter(
        (trouble) => !trouble.startsWith('unknown'),
      );
      const possible = named.filter((condition) => condition !== 'grantOrganization');
      assert.deepEqual(
        failed,
        possible.map((condition) => `likely ${condition}`),
      );
    });

    it(`is compared loosely: ${text}`, () => {
      const loose = [
        text.toUpperCase(),
        ` ${text}.`,
        text.replaceAll(' ', '  '),
        `access_denied: ${text}`,
        `invalid_request (${text}`,
      ];
      for (const description of loose) {
        // IDs keep their letters.
        const again = description.replace(/org_\w+/i, acme.id);
        assert.deepEqual(
          namesOf(failure(again)).map(({ condition }) => condition),
          named,
          again,
        );
      }
      const inDetails = failure('Failed', { details: { error: { message: text, oauthError: 'access_denied' } } });
      assert.deepEqual(
        namesOf(inDetails).map(({ condition }) => condition),
        named,
      );
    });
  }

  it('names conditions that exist', () => {
    const ids = conditions.map(({ id }) => id);
    for (const condition of [...codes.map(([, named]) => named), ...texts.flatMap(([, named]) => named)]) {
      assert.ok(ids.includes(condition), condition);
    }
  });

  it('names the client grants of an application without users', () => {
    const text =
      'Client is not authorized to access "https://api.example". You might probably want to create a "client-grant".';
    const events = [failure(text, { type: 'feccft', ...anonymous })];
    assert.deepEqual(troubles(factsWith({ ...machine, clientGrants: lacking('scope'), events })), [
      'likely clientGrants',
      'unknown grantOrganization: clientGrants',
    ]);
    const required = [failure('parameter organization is required for this client', { type: 'feccft', ...anonymous })];
    assert.deepEqual(troubles(factsWith({ ...machine, events: required })), ['likely grantOrganization']);
  });

  const nothing: readonly (readonly [title: string, event: Item])[] = [
    ['of a future type', failure('A surprise', { type: 'fzzz' })],
    ['of a type from a prototype', failure('A surprise', { type: 'constructor' })],
    ['without a text', failure(null)],
    ['with details of another kind', failure('', { details: { error: 'text' } })],
    ['with a text of a refused notification', failure(notMember, { type: 'fn' })],
    ['of a user whose name is another text', failure(`Wrong email or password for ${notMember}`)],
    ['of a user with such a name', failure(`user ${notMember} was deleted`)],
    ['of a user with the words of a limit', failure('user organization member limit is not known')],
    [
      'of an application with such a name',
      failure('The application "no connections enabled for the organization" failed'),
    ],
    ['of an Action with such a text inside', failure('Access denied. Reason: user is blocked by policy')],
    ['of several lines', failure(`Something failed\n${notMember}`)],
    ['of great length', failure(`${notMember}${' '.repeat(100_000)}x`)],
  ];
  for (const [title, event] of nothing) {
    it(`names nothing: ${title}`, () => {
      assert.deepEqual(namesOf(event), []);
    });
  }

  it('cannot be faked by a display name in a text with a code', () => {
    assert.deepEqual(namesOf(failure(notMember, { type: 'fp' })), [{ condition: 'password', by: 'code' }]);
    const user = 'user organization member limit is not part of the org_x organization';
    assert.deepEqual(namesOf(failure(user)), []);
  });

  it('names a user whose ID at the provider has spaces', () => {
    const inText = (text: string) => namesOf(failure(text.replace(jane.user_id, 'samlp|acme|Jane Doe')));
    assert.deepEqual(inText(notMember), [{ condition: 'member', by: 'text' }]);
    assert.deepEqual(inText(notEnabled), [{ condition: 'userConnection', by: 'text' }]);
  });

  it('says of an invitation by its text why it failed', () => {
    const failed = (text: string) => namesOf(failure(text, { type: 'fi' }));
    assert.deepEqual(failed('invitation not found or already used'), [{ condition: 'invitationUsable', by: 'text' }]);
    assert.deepEqual(failed('the specified account is not allowed to accept the current invitation'), [
      { condition: 'invitationAddress', by: 'code' },
    ]);
  });
});
