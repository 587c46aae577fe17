import {
  askingByEmail,
  choosing,
  hidden,
  machine,
  nowhere,
  outside,
  pending,
  restricted,
  type Row,
  samlOfApplication,
  thirdParty,
  uninvitable,
} from './accessChanges.ts';
import { acme, database, jane, lacking, robot, saml } from './accessFacts.ts';

/** Two things are wrong, of which one hides the other or follows from it. */
export const maskingRows: readonly Row[] = [
  [
    'no organization, and nothing below it',
    {
      organization: lacking('notFound'),
      connections: lacking('notFound'),
      discoveryDomains: lacking('notFound'),
      invitations: lacking('notFound'),
      applicationConnections: lacking('unneeded'),
      tenantSettings: lacking('unneeded'),
      user: lacking('unneeded'),
      memberships: lacking('unneeded'),
    },
    'sure organizationExists',
  ],
  [
    'no organization, and failures below it',
    {
      organization: lacking('notFound'),
      connections: lacking('failed'),
      memberships: nowhere,
      user: { ...jane, blocked: true },
    },
    'sure organizationExists',
    'sure userBlocked',
  ],
  [
    'no application, and nothing below it',
    { application: lacking('notFound'), applicationConnections: lacking('failed') },
    'likely applicationExists',
  ],
  [
    'no user, and no memberships',
    { user: null, memberships: lacking('failed'), connections: [database, saml] },
    'likely userExists',
  ],
  [
    'no connection, and not a member',
    { connections: [], memberships: outside },
    'sure connectionsEnabled',
    'likely member',
  ],
  [
    'no connection, none of the application',
    { connections: [], applicationConnections: [] },
    'sure connectionsEnabled',
  ],
  ['no connection, no user', { connections: [], user: null }, 'sure connectionsEnabled', 'sure userExists'],
  [
    'another connection, none of the application',
    { connections: [saml], applicationConnections: [] },
    'sure userConnection',
  ],
  [
    'hidden, and not the connection of the user',
    { connections: [hidden], applicationConnections: [samlOfApplication] },
    'sure userConnection',
    'likely connectionsVisible',
  ],
  [
    'third party, not associated',
    {
      application: { ...thirdParty, third_party_security_mode: null },
      organization: { ...restricted, third_party_client_access: 'allow' },
      association: null,
    },
  ],
  [
    'permissive, and blocked',
    {
      application: { ...thirdParty, third_party_security_mode: 'permissive' },
      organization: { ...acme, third_party_client_access: 'block' },
    },
    'sure thirdPartyMode',
  ],
  [
    'deny, and required without a prompt',
    { application: { ...choosing, organization_usage: 'deny' }, memberships: nowhere },
    'sure organizationUsage',
    'sure member',
  ],
  [
    'deny, and cannot be invited',
    { application: { ...uninvitable, organization_usage: 'deny' }, memberships: outside },
    'sure organizationUsage',
    'sure member',
  ],
  [
    'domains pending, asked by email',
    { application: askingByEmail, discoveryDomains: [pending] },
    'likely discoveryDomains',
  ],
  [
    'without users, and denied to users',
    { ...machine, application: { ...robot, is_first_party: false }, organization: restricted, association: null },
  ],
  [
    'in the order of certainty',
    {
      discoveryDomains: [pending],
      connections: [hidden],
      memberships: lacking('limit'),
      user: { ...jane, identities: [{ connection: 'acme-saml' }], blocked: true },
    },
    'sure userBlocked',
    'likely connectionsVisible',
    'unknown member: memberships',
  ],
];
