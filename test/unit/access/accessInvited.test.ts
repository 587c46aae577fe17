import assert from 'node:assert/strict';
import type { AccessQuestion } from '../../../src/access/facts.ts';
import { outside, thirdParty, until } from './accessChanges.ts';
import { type Change, database, jane, lacking, question, saml } from './accessFacts.ts';
import { adding, byEmail, byInvitation, closed, describeRows, expired, noAccount, open, told } from './accessPeople.ts';

describeRows('The invitation of a person', 'ownInvitation', [
  [
    'is gone',
    byInvitation,
    { ...noAccount, invitations: [] },
    'hint ownInvitation | The organization does not have the invitation uinv_1 any more. | the invitation has expired, was used or was deleted',
  ],
  [
    'is open',
    byInvitation,
    { ...noAccount, ...closed, invitations: [open] },
    'passed ownInvitation | jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet.',
  ],
  [
    'is open, and others are not',
    byEmail,
    { ...noAccount, ...closed, invitations: [expired, open] },
    'passed ownInvitation | Jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet. The links of older ones do not count: use the newer one.',
  ],
  [
    'is open, of somebody with an account',
    question,
    { memberships: outside, invitations: [open] },
    'sure ownInvitation | jane@acme.example has an invitation until 2026-08-25. | the user has not accepted the invitation',
  ],
  [
    'is open without a time',
    byEmail,
    { ...noAccount, ...closed, invitations: [{ id: 'uinv_1', invitee: { email: jane.email } }] },
    'passed ownInvitation | Jane@acme.example has an open invitation until ? that is not accepted yet.',
  ],
  [
    'is of somebody else',
    byEmail,
    { ...noAccount, ...closed, invitations: [until('25', 'joe@acme.example')] },
    'nothing',
  ],
  [
    'has expired, and nobody can sign up',
    byEmail,
    { ...noAccount, ...closed, invitations: [expired] },
    'sure ownInvitation | The invitations of Jane@acme.example have expired. | the invitation of the user has expired',
  ],
  [
    'has expired, and the script of a custom database may add members',
    byEmail,
    { ...noAccount, connections: [{ ...database, assign_membership_on_login: true }], invitations: [expired] },
    'likely ownInvitation | The invitations of Jane@acme.example have expired. | the invitation of the user has expired',
  ],
  [
    'has expired, and a connection adds accounts',
    byEmail,
    { ...noAccount, connections: [{ ...saml, assign_membership_on_login: false }], invitations: [expired] },
    'likely ownInvitation | The invitations of Jane@acme.example have expired. | the invitation of the user has expired',
  ],
  [
    'has expired, and a connection adds members',
    byEmail,
    { ...noAccount, connections: [adding], invitations: [expired] },
    'hint ownInvitation | The invitations of Jane@acme.example have expired. | the invitation of the user has expired',
  ],
  [
    'is of somebody whose account was not read',
    question,
    { user: lacking('scope'), invitations: [open] },
    'unknown ownInvitation: user',
  ],
  [
    'is of somebody whose organizations were not read',
    question,
    { memberships: lacking('scope'), invitations: [open] },
    'unknown ownInvitation: memberships',
  ],
  [
    'is for another application',
    byEmail,
    { ...noAccount, ...closed, invitations: [{ ...open, client_id: 'other' }] },
    'likely ownInvitation | Jane@acme.example has an invitation until 2026-08-25. | the invitation is for another application, other',
  ],
  [
    'is for another application, whose name was read',
    byEmail,
    {
      ...noAccount,
      ...closed,
      invitations: [{ ...open, client_id: 'other' }],
      invitedApplication: { client_id: 'other', name: 'Shop' },
    },
    'likely ownInvitation | Jane@acme.example has an invitation until 2026-08-25. | the invitation is for another application, Shop',
  ],
  [
    'is for this application',
    byEmail,
    { ...noAccount, ...closed, invitations: [{ ...open, client_id: 'billing' }] },
    'passed ownInvitation | Jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet.',
  ],
  [
    'is for another application, and another one for this',
    byEmail,
    { ...noAccount, ...closed, invitations: [{ ...open, client_id: 'other' }, open] },
    'passed ownInvitation | Jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet.',
  ],
  [
    'is taken by no third-party application',
    byEmail,
    { ...noAccount, ...closed, application: thirdParty, invitations: [open] },
    'likely ownInvitation | Jane@acme.example has an invitation until 2026-08-25. | a third-party application does not take the invitation parameter',
  ],
  [
    'is taken by a permissive third-party application',
    byEmail,
    {
      ...noAccount,
      ...closed,
      application: { ...thirdParty, third_party_security_mode: 'permissive' },
      invitations: [open],
    },
    'passed ownInvitation | Jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet.',
  ],
  [
    'is for a connection',
    byEmail,
    { ...noAccount, ...closed, invitations: [{ ...open, connection_id: 'con_db' }] },
    'passed ownInvitation | Jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet. It has to be accepted through acme-db.',
  ],
  [
    'is for a connection, of somebody with an account',
    question,
    { memberships: outside, invitations: [{ ...open, connection_id: 'con_db' }] },
    'sure ownInvitation | jane@acme.example has an invitation until 2026-08-25. It has to be accepted through acme-db. | the user has not accepted the invitation',
  ],
  [
    'is for a connection that is not enabled',
    byEmail,
    { ...noAccount, ...closed, invitations: [{ ...open, connection_id: 'con_other' }] },
    'likely ownInvitation | Jane@acme.example has an invitation until 2026-08-25. | the connection con_other of the invitation is not enabled for the organization',
  ],
  [
    'is for a connection that is not enabled, whose name was read',
    byEmail,
    {
      ...noAccount,
      ...closed,
      invitations: [{ ...open, connection_id: 'con_other' }],
      connectionDetails: [
        { id: 'con_1', name: 'no' },
        { id: 'con_other', name: 'other-db' },
      ],
    },
    'likely ownInvitation | Jane@acme.example has an invitation until 2026-08-25. | the connection other-db of the invitation is not enabled for the organization',
  ],
  [
    'is for a connection, and the connections were not read',
    byEmail,
    { ...noAccount, connections: lacking('scope'), invitations: [{ ...open, connection_id: 'con_other' }] },
    'passed ownInvitation | Jane@acme.example has an open invitation until 2026-08-25 that is not accepted yet. It has to be accepted through con_other.',
  ],
  [
    'is for a connection that is not enabled, and another one adds members',
    byEmail,
    { ...noAccount, connections: [adding], invitations: [{ ...open, connection_id: 'con_db' }] },
    'hint ownInvitation | Jane@acme.example has an invitation until 2026-08-25. | the connection con_db of the invitation is not enabled for the organization',
  ],
]);

describe('The invitation of a person that is not on the part of the list that was read', () => {
  const invitations = { value: [], partly: { kind: 'cutOff' } } as const;
  const rows: readonly (readonly [what: string, of: AccessQuestion, change: Change])[] = [
    ['by its ID', byInvitation, { ...noAccount, ...closed }],
    ['by the address', byEmail, { ...noAccount, ...closed }],
    ['by the account', question, { memberships: outside }],
  ];
  for (const [what, of, change] of rows) {
    it(`is not known: ${what}`, () => {
      assert.equal(told(of, 'ownInvitation', change, { invitations }), 'unknown ownInvitation: invitations');
    });
  }
});
