import assert from 'node:assert/strict';
import {
  asking,
  askingByEmail,
  choosing,
  grant,
  machine,
  nowhere,
  outside,
  pending,
  samlOfApplication,
  until,
  unused,
} from './accessChanges.ts';
import {
  acme,
  billing,
  type Change,
  database,
  explained,
  factsWith,
  jane,
  lacking,
  robot,
  saml,
  verified,
} from './accessFacts.ts';

const organizations = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: at === 0 ? acme.id : `org_${at}` }));
const named = (name: string) => ({ ...saml, connection: { name, strategy: 'samlp' } });

/** What is different from a login at which all is well, and what a condition states then. */
const rows: readonly (readonly [condition: string, change: Change, fact: string])[] = [
  ['organizationExists', {}, 'The tenant has the organization org_aBcDeFgHiJkLmNoP.'],
  ['applicationExists', {}, 'The tenant has the application Billing.'],
  ['flow', {}, 'The application has a flow with organizations: authorization_code.'],
  ['organizationUsage', {}, 'organization_usage of the application is allow.'],
  [
    'organizationUsage',
    { application: { ...billing, organization_usage: 'deny' } },
    'organization_usage of the application is deny.',
  ],
  [
    'organizationUsage',
    { application: { ...billing, organization_usage: undefined } },
    'organization_usage of the application was never set, which means deny.',
  ],
  ['organizationName', {}, 'The tenant accepts IDs of organizations, but no names.'],
  [
    'organizationName',
    { tenantSettings: { allow_organization_name_in_authentication_api: true } },
    'The tenant accepts names of organizations as well as IDs.',
  ],
  ['organizationSent', {}, 'A request without an organization is not refused.'],
  [
    'organizationSent',
    { application: { ...billing, organization_usage: 'require' } },
    'The application has to send the organization: the login page does not ask (no_prompt).',
  ],
  [
    'organizationSent',
    { application: asking },
    'organization_require_behavior is pre_login_prompt: the login page asks for the organization.',
  ],
  [
    'organizationTyped',
    { application: asking },
    'The application asks for the organization before the login: its name is acme.',
  ],
  [
    'organizationTyped',
    { application: asking, organization: lacking('scope') },
    'The application asks for the organization before the login.',
  ],
  ['discoveryDomains', { application: askingByEmail }, 'Domains that lead to the organization: acme.example.'],
  [
    'discoveryDomains',
    { application: askingByEmail, discoveryDomains: [pending] },
    'No discovery domain is verified, rather than pending, and has use_for_organization_discovery: acme.example.',
  ],
  [
    'discoveryDomains',
    { application: askingByEmail, discoveryDomains: [pending, unused] },
    'No discovery domain is verified, rather than pending, and has use_for_organization_discovery: acme.example, acme.example.',
  ],
  [
    'discoveryOfUser',
    {
      application: { ...asking, organization_discovery_methods: ['email'] },
      discoveryDomains: [pending, { ...verified, domain: 'ACME.example' }],
    },
    'The domain acme.example leads to the organization.',
  ],
  ['connectionsEnabled', {}, 'Enabled connections: acme-db.'],
  ['connectionsEnabled', { connections: Array.from('abcde', named) }, 'Enabled connections: a, b, c, d, e.'],
  ['connectionsEnabled', { connections: Array.from('abcdef', named) }, 'Enabled connections: a, b, c, d, e, ….'],
  ['connectionsEnabled', { connections: [{ connection_id: 'con_1' }] }, 'Enabled connections: con_1.'],
  [
    'applicationConnections',
    { application: askingByEmail, connections: [database, saml], applicationConnections: [] },
    'Enabled for the organization, but not for the application: acme-db.',
  ],
  [
    'applicationConnections',
    { connections: [database, saml], user: lacking('scope'), applicationConnections: [samlOfApplication] },
    'Enabled for the application as well: acme-saml.',
  ],
  [
    'userConnection',
    { connections: [named('b'), named('c')] },
    'The user has acme-db. Enabled for the organization: b, c.',
  ],
  ['signup', { user: null, connections: [{ ...database, is_signup_enabled: true }] }, 'acme-db accepts new users.'],
  [
    'member',
    { memberships: outside },
    'The user is not a member, and assign_membership_on_login of the connection is not set: acme-db.',
  ],
  ['member', { memberships: outside, connections: [named('b')] }, 'The user is not a member.'],
  [
    'member',
    {
      memberships: nowhere,
      connections: [database, saml],
      user: { ...jane, identities: [...jane.identities, { connection: 'acme-saml' }] },
    },
    'The user is not a member, but becomes one by a login with acme-saml that names the organization.',
  ],
  [
    'member',
    { memberships: nowhere, connections: [saml], user: lacking('scope') },
    'The user is not a member, but becomes one by a login with acme-saml that names the organization.',
  ],
  [
    'anyMembership',
    { application: choosing, memberships: { items: organizations(20), complete: true } },
    'The user chooses an organization after the login, among the first 20.',
  ],
  [
    'anyMembership',
    { application: choosing, memberships: { items: organizations(21), complete: true } },
    'The user chooses an organization after the login, among the first 20.',
  ],
  [
    'anyMembership',
    { application: choosing, memberships: { items: organizations(100), complete: false } },
    'The user chooses an organization after the login, among the first 20.',
  ],
  [
    'ownInvitation',
    {
      memberships: outside,
      user: { ...jane, email: 'Jane@Acme.example' },
      invitations: [until('19', jane.email), until('25', jane.email)],
    },
    'Jane@Acme.example has an invitation until 2026-08-25.',
  ],
  [
    'ownInvitation',
    { memberships: outside, invitations: [{ ...until('20', jane.email), expires_at: '2026-08-20T12:00:00.000Z' }] },
    'The invitations of jane@acme.example have expired.',
  ],
  [
    'member',
    { memberships: outside, connections: lacking('scope') },
    'The user is not a member. Whether a connection adds members could not be read.',
  ],
  ['invitationPossible', { memberships: outside }, 'initiate_login_uri of the application is set.'],
  [
    'clientGrants',
    { ...machine, clientGrants: [...grant('deny'), ...grant('allow')] },
    'The organization has a client grant of the application: cgr_1, cgr_1.',
  ],
  [
    'grantOrganization',
    { ...machine, clientGrants: [...grant('deny'), ...grant('require')] },
    'The application has to send the organization in each request.',
  ],
  [
    'grantOrganization',
    {
      ...machine,
      application: { ...robot, default_organization: { organization_id: acme.id } },
      clientGrants: grant('require'),
    },
    'The organization is the default_organization of the application.',
  ],
  [
    'grantOrganization',
    {
      ...machine,
      application: { ...robot, default_organization: { organization_id: acme.id } },
      clientGrants: grant('allow'),
    },
    'default_organization has no effect: no client grant of the organization requires one.',
  ],
  [
    'grantOrganization',
    {
      ...machine,
      application: { ...robot, default_organization: { organization_id: 'org_other' } },
      clientGrants: grant('require'),
    },
    'The application has to send the organization in each request.',
  ],
];

describe('A condition of a login', () => {
  for (const [condition, change, fact] of rows) {
    it(`states ${condition}: ${fact}`, () => {
      const finding = explained(factsWith(change)).findings.find((other) => other.condition === condition);
      assert.equal(finding && 'fact' in finding ? finding.fact : undefined, fact);
    });
  }
});
