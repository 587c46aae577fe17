import {
  asking,
  askingByEmail,
  choosing,
  disabled,
  grant,
  hidden,
  machine,
  noApplication,
  noUser,
  nowhere,
  outside,
  pending,
  restricted,
  type Row,
  samlOfApplication,
  thirdParty,
  uninvitable,
  until,
  unused,
} from './accessChanges.ts';
import { acme, billing, database, jane, lacking, robot, saml, verified } from './accessFacts.ts';

/** One condition fails, or holds in an uncommon way. */
export const settingRows: readonly Row[] = [
  ['all is well', {}],
  ['all is well without the user', noUser],
  ['all is well without the application', noApplication],
  ['all is well without both', { ...noUser, ...noApplication }],

  // The organization and the application.
  ['no such organization', { organization: lacking('notFound') }, 'sure organizationExists'],
  ['no such application', { application: lacking('notFound') }, 'likely applicationExists'],
  ['password grant alone', { application: { ...billing, grant_types: ['password'] } }, 'hint flow'],
  ['no grant types known', { application: { ...billing, grant_types: [] } }],
  ['implicit', { application: { ...billing, grant_types: ['implicit', 'password'] } }],
  ['a user at an application without users', { application: robot }, 'sure flow'],
  ['usage deny', { application: { ...billing, organization_usage: 'deny' } }, 'sure organizationUsage'],
  ['usage null', { application: { ...billing, organization_usage: null } }, 'sure organizationUsage'],
  ['usage require', { application: { ...billing, organization_usage: 'require' } }],
  ['the organization is asked for', { application: asking }],
  ['a usage of another type', { application: { ...billing, organization_usage: 7 } }],
  ['a usage without text', { application: { ...billing, organization_usage: '' } }],
  ['a usage of the future', { application: { ...billing, organization_usage: 'prefer' } }],
  ['names accepted', { tenantSettings: { allow_organization_name_in_authentication_api: true } }],

  // Third parties.
  ['third party, by default', { application: thirdParty }, 'sure thirdPartyAccess'],
  [
    'third party, block',
    { application: thirdParty, organization: { ...acme, third_party_client_access: 'block' } },
    'sure thirdPartyAccess',
  ],
  ['third party, allow', { application: thirdParty, organization: { ...acme, third_party_client_access: 'allow' } }],
  [
    'third party, permissive',
    { application: { ...thirdParty, third_party_security_mode: 'permissive' } },
    'sure thirdPartyMode',
  ],
  [
    'third party, mode not told',
    {
      application: { ...thirdParty, third_party_security_mode: null },
      organization: { ...acme, third_party_client_access: 'allow' },
    },
  ],
  [
    'third party, associated for members',
    { application: thirdParty, organization: restricted, association: { use_for_member_access: true } },
  ],
  [
    'third party, associated, but not for members',
    {
      application: thirdParty,
      organization: { ...restricted, third_party_client_access: 'allow' },
      association: { use_for_member_access: false },
    },
    'sure thirdPartyAccess',
  ],
  [
    'third party, associated where the organization does not restrict its applications',
    { application: thirdParty, organization: acme, association: { use_for_member_access: true } },
    'sure thirdPartyAccess',
  ],
  [
    'third party, not associated',
    { application: thirdParty, organization: restricted, association: null },
    'sure thirdPartyAccess',
  ],
  [
    'third party, associated, without the setting',
    { application: thirdParty, organization: restricted, association: { use_for_member_access: null } },
    'unknown thirdPartyAccess: association',
  ],
  [
    'third party, association not read',
    { application: thirdParty, organization: restricted },
    'unknown thirdPartyAccess: association',
  ],

  // The association.
  ['not associated', { organization: restricted, association: null }, 'sure association'],
  [
    'associated, but not for members',
    { organization: restricted, association: { use_for_member_access: false } },
    'sure association',
  ],
  ['associated', { organization: restricted, association: { use_for_member_access: true } }],
  [
    'associated, without the setting',
    { organization: restricted, association: { client_id: 'billing' } },
    'unknown association: association',
  ],
  [
    'not associated, but no flow that it restricts',
    { organization: restricted, association: null, application: { ...billing, grant_types: ['password'] } },
    'hint flow',
  ],

  // Discovery by email.
  ['domains pending', { discoveryDomains: [pending, pending] }],
  [
    'asked by email, domains pending',
    { application: askingByEmail, discoveryDomains: [pending, pending] },
    'likely discoveryDomains',
  ],
  [
    'asked by email, domain not used',
    { application: askingByEmail, discoveryDomains: [unused] },
    'likely discoveryDomains',
  ],
  ['no domain', { discoveryDomains: [] }],
  ['one domain of two', { discoveryDomains: [pending, verified] }],
  ['asked by email', { application: askingByEmail }],
  ['asked by email, upper case', { application: askingByEmail, user: { ...jane, email: 'Jane@ACME.example' } }],
  [
    'asked by email, another domain',
    { application: askingByEmail, user: { ...jane, email: 'jane@evil.example' } },
    'likely discoveryOfUser',
  ],
  ['asked by email, no domain', { application: askingByEmail, discoveryDomains: [] }, 'likely discoveryOfUser'],
  ['asked by name, another domain', { application: asking, user: { ...jane, email: 'jane@evil.example' } }],

  // Connections.
  ['no connection', { connections: [] }, 'sure connectionsEnabled'],
  ['no enabled connection', { connections: [disabled] }, 'sure connectionsEnabled'],
  [
    'hidden connections',
    { ...noUser, connections: [hidden], applicationConnections: [samlOfApplication] },
    'likely connectionsVisible',
  ],
  ['a hidden one of two', { connections: [hidden, database] }],
  ['a database is never hidden', { connections: [{ ...database, show_as_button: false }] }],
  ['not for the application', { applicationConnections: [samlOfApplication] }],
  [
    'asked by email, not for the application',
    { application: askingByEmail, applicationConnections: [samlOfApplication] },
    'hint applicationConnections',
  ],
  ['the other one for the application', { connections: [database, saml], applicationConnections: [samlOfApplication] }],
  ['no connection of the application', { ...noUser, applicationConnections: [] }],
  ['connection of the user', { connections: [saml] }, 'sure userConnection'],
  ['connection of the user not enabled', { connections: [saml, disabled] }, 'sure userConnection'],
  ['two connections of the user', { user: { ...jane, identities: [{ connection: 'github' }, ...jane.identities] } }],
  ['a connection without a name', { connections: [{ ...saml, connection: {} }] }],
  ['one of two connections without a name', { connections: [saml, { ...saml, connection: {} }] }],
  [
    'another connection of the user, and an identity that does not tell its own',
    { user: { ...jane, identities: [{ connection: 'github' }, { provider: 'auth0' }] } },
  ],
  ['a user without identities', { user: { ...jane, identities: [] } }],

  // The user.
  ['no such user', { user: null, memberships: lacking('unneeded') }, 'likely userExists', 'likely signup'],
  [
    'no such user, signup',
    { user: null, connections: [{ ...database, is_signup_enabled: true }] },
    'likely userExists',
  ],
  ['no such user, enterprise', { user: null, connections: [database, saml] }, 'likely userExists'],
  ['no such user, no database', { user: null, connections: [saml] }, 'sure userExists'],
  [
    'no such user, signup not told',
    { user: null, connections: [{ ...database, is_signup_enabled: undefined }] },
    'likely userExists',
  ],
  ['blocked', { user: { ...jane, blocked: true } }, 'sure userBlocked'],
  ['not blocked', { user: { ...jane, blocked: false } }],

  // Membership.
  ['not a member', { memberships: outside }, 'sure member'],
  [
    'not a member, and nobody knows whether the connection adds members',
    { memberships: outside, connections: [{ ...database, assign_membership_on_login: undefined }] },
    'likely member',
  ],
  ['a member by the login', { memberships: nowhere, connections: [{ ...database, assign_membership_on_login: true }] }],
  ['another connection adds members', { memberships: outside, connections: [database, saml] }, 'sure member'],
  ['not a member, not enabled', { memberships: outside, connections: [saml] }, 'sure userConnection', 'likely member'],
  ['a list that was cut off', { memberships: { ...outside, complete: false } }, 'unknown member: memberships'],
  ['a list that was cut off behind it', { memberships: { items: [acme], complete: false } }],
  [
    'none to choose',
    { memberships: nowhere, application: choosing, connections: [{ ...database, assign_membership_on_login: true }] },
    'likely anyMembership',
  ],
  [
    'none to choose, and nothing adds members',
    { memberships: nowhere, application: choosing },
    'sure member',
    'sure anyMembership',
  ],
  ['one to choose', { application: choosing }],
  [
    'many to choose',
    {
      application: choosing,
      memberships: { items: [acme, ...Array.from({ length: 30 }, (_, at) => ({ id: `org_${at}` }))], complete: true },
    },
  ],
  [
    'perhaps none to choose',
    { memberships: { items: [], complete: false }, application: choosing },
    'unknown member: memberships',
    'unknown anyMembership: memberships',
  ],

  // Invitations.
  [
    'invited',
    { memberships: outside, invitations: [until('25', 'Jane@acme.example')] },
    'sure ownInvitation',
    'sure member',
  ],
  [
    'invitation expired',
    { memberships: outside, invitations: [until('19', jane.email)] },
    'sure member',
    'likely ownInvitation',
  ],
  ['invited, but a member', { invitations: [until('25', jane.email)] }],
  ['another one is invited', { memberships: outside, invitations: [until('25', 'joe@acme.example')] }, 'sure member'],
  [
    'invited, but a member by the login',
    {
      memberships: outside,
      invitations: [until('25', jane.email)],
      connections: [{ ...database, assign_membership_on_login: true }],
    },
  ],
  ['invitations of others expired', { ...noUser, invitations: [until('18', 'a@b.example')] }],
  ['cannot be invited', { memberships: outside, application: uninvitable }, 'sure member', 'hint invitationPossible'],
  [
    'invited to the tenant',
    {
      memberships: outside,
      application: uninvitable,
      tenantSettings: { default_redirection_uri: 'https://acme.example' },
    },
    'sure member',
  ],
  ['cannot be invited, but is a member', { application: uninvitable }],

  // Applications without users.
  ['a grant', machine],
  ['no grant', { ...machine, clientGrants: [] }, 'likely clientGrants'],
  [
    'a grant of another application',
    { ...machine, clientGrants: [{ client_id: 'other', organization_usage: 'allow' }] },
    'likely clientGrants',
  ],
  ['grant deny', { ...machine, clientGrants: grant('deny') }, 'sure clientGrants'],
  ['grant require', { ...machine, clientGrants: grant('require') }],
  ['a third party without users', { ...machine, application: { ...robot, is_first_party: false } }],
  [
    'no connection for an application without users',
    { ...machine, connections: [], discoveryDomains: [pending], invitations: [until('18', 'a@b.example')] },
  ],
];
