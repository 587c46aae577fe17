import { nowhere } from './accessChanges.ts';
import { billing, database, jane, lacking, question, saml } from './accessFacts.ts';
import { failure } from './accessFailures.ts';
import { adding, byEmail, closed, describeRows, expired, noAccount, open, type Row } from './accessPeople.ts';

describeRows('A person without an account', 'userExists', [
  [
    'is not known to the tenant',
    byEmail,
    { ...noAccount, ...closed },
    'likely userExists | There is no account with exactly the address Jane@acme.example, no open invitation, and no connection for a sign-up. | there is no account with exactly the address, and nobody can sign up',
  ],
  [
    'is not known, and the link of an invitation may have failed',
    byEmail,
    {
      ...noAccount,
      ...closed,
      events: [failure('invitation not found or already used', { user_id: '', user_name: '' })],
    },
    'hint userExists | There is no account with exactly the address Jane@acme.example, no open invitation, and no connection for a sign-up. | there is no account with exactly the address, and nobody can sign up',
  ],
  [
    'has an open invitation',
    byEmail,
    { ...noAccount, ...closed, invitations: [open] },
    'passed userExists | The tenant has no account with exactly the address Jane@acme.example yet. | Jane@acme.example has no account yet, and has not accepted the open invitation: the first login goes through its link.',
  ],
  [
    'has an invitation that has expired',
    byEmail,
    { ...noAccount, ...closed, invitations: [expired] },
    'passed userExists | The tenant has no account with exactly the address Jane@acme.example yet.',
  ],
  [
    'may have an invitation',
    byEmail,
    { ...noAccount, ...closed, invitations: lacking('scope') },
    'passed userExists | The tenant has no account with exactly the address Jane@acme.example yet.',
  ],
  [
    'may have a connection',
    byEmail,
    { ...noAccount, connections: lacking('scope') },
    'passed userExists | The tenant has no account with exactly the address Jane@acme.example yet.',
  ],
  [
    'is added by the first login, with the membership',
    byEmail,
    { ...noAccount, connections: [adding] },
    'passed userExists | There is no account yet. The first login or sign-up with acme-saml can add it, with the membership.',
  ],
  [
    'is added by the first login, without the membership',
    byEmail,
    { ...noAccount, connections: [{ ...saml, assign_membership_on_login: false }] },
    'likely userExists | There is no account yet. The first login or sign-up with acme-saml can add it, but no membership. | the user has no account yet, and the connection adds no members',
  ],
  [
    'is asked for by an ID, and is added by the first login',
    { ...question, userId: 'samlp|acme-saml|jane' },
    { ...noAccount, connections: [adding] },
    'passed userExists | There is no account yet. The first login or sign-up with acme-saml can add it, with the membership.',
  ],
  ...(['ad', 'auth0-adldap'] as const).flatMap((begin) =>
    (['ad', 'auth0-adldap'] as const).map((strategy): Row => [
      `is asked for by an ID of ${begin}, and is added by a directory of the strategy ${strategy}`,
      { ...question, userId: `${begin}|acme-ad|1` },
      { ...noAccount, connections: [{ ...adding, connection: { name: 'acme-ad', strategy } }] },
      'passed userExists | There is no account yet. The first login or sign-up with acme-ad can add it, with the membership.',
    ]),
  ),
  [
    'is asked for by an ID, and is added without the membership',
    { ...question, userId: 'samlp|acme-saml|jane' },
    { ...noAccount, connections: [{ ...saml, assign_membership_on_login: false }] },
    'likely userExists | There is no account yet. The first login or sign-up with acme-saml can add it, but no membership. | the user has no account yet, and the connection adds no members',
  ],
]);

describeRows('A signup', 'signup', [
  [
    'is open for some connections',
    { ...question, userId: 'samlp|acme-saml|jane' },
    { user: null, memberships: nowhere, connections: [database, saml] },
    'passed signup | acme-saml accepts new users.',
  ],
  [
    'is closed',
    question,
    { user: null, memberships: nowhere, connections: [database] },
    'likely signup | is_signup_enabled is false for acme-db. | nobody can sign up with the connections of the organization',
  ],
  [
    'is closed, of somebody with an account',
    question,
    { events: [failure('Public signup is disabled', { type: 'fs', user_id: '' })] },
    'likely signup | is_signup_enabled is false for acme-db. | nobody can sign up with the connections of the organization',
  ],
  [
    'is not told',
    question,
    { user: null, memberships: nowhere, connections: [database, { ...database, is_signup_enabled: undefined }] },
    'nothing',
  ],
  ['has no connection', question, { user: null, memberships: nowhere, connections: [] }, 'nothing'],
]);

describeRows('The address of a person', 'emailVerified', [
  [
    'is verified',
    question,
    { user: { ...jane, email_verified: true } },
    'passed emailVerified | The email address of the user is verified.',
  ],
  [
    'is not verified, which no Action is known to ask for',
    question,
    { user: { ...jane, email_verified: false } },
    'nothing',
  ],
  ['is not told', question, {}, 'nothing'],
]);

describeRows('Accounts with the address of a person', 'namesakes', [
  [
    'are others',
    question,
    { namesakes: [jane, { user_id: 'auth0|2' }] },
    'passed namesakes | Another account has the address as well: auth0|2.',
  ],
  ['are none', question, { namesakes: [jane] }, 'nothing'],
]);

describeRows('The connection of one of several accounts', 'domainConnection', [
  [
    'is no certain failure of the person',
    byEmail,
    {
      namesakes: [jane, { user_id: 'samlp|2' }],
      application: { ...billing, is_first_party: false, third_party_security_mode: 'strict' },
      connectionDetails: [{ id: 'con_db', is_domain_connection: false }],
    },
    'likely domainConnection | is_domain_connection is false for acme-db. | the connection is not promoted to the domain level, as third-party applications need it',
  ],
]);
