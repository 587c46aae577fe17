/* What is no difference, by an auditor who wrote it down before knowing how organizations are compared. */
import type { Content, ListName, SeededCase } from './content.ts';

type Items = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;

/** Two states between which nothing may be told. */
function same(name: string, pair: SeededCase['pair'], left: Content, right: Content): SeededCase {
  return { name, pair, left, right, differs: [], rows: [] };
}

/** The same things in two tenants. */
function across(name: string, list: ListName, left: Items, right: Items): SeededCase {
  return same(name, 'across', { lists: { [list]: left } }, { lists: { [list]: right } });
}

const viewer = { id: 'rol:Viewer', name: 'Viewer' };
const editor = { id: 'rol:Editor', name: 'Editor' };
const jo = { name: 'Jo Doe', email: 'jo@acme.example' };
const picture = 'https://cdn.example.com/jo.png';
const domain = { status: 'verified', use_for_organization_discovery: true };
const otherDomain = { ...domain, id: 'ord:other', domain: 'acme.test' };
const approver = { id: 'own:Approver', name: 'Approver', type: 'organization', owner_id: 'org:this' };
const portal = { name: 'Portal', app_type: 'regular_web', is_first_party: true };
const template = (time: string) => ({ usual: { updated_at: time } });

function engineers(connection: string) {
  return {
    ...{ id: `grp:engineers of ${connection}`, name: 'Engineers', connection_id: `con:${connection}` },
    ...{ external_id: `00g of ${connection}`, tenant_name: 'ten:this' },
  };
}

export const independentSameness: readonly SeededCase[] = [
  same(
    'both colours in another case beside no logo',
    'both',
    { fields: { branding: { logo_url: null, colors: { primary: '#0A2B3C', page_background: '#FFFFFF' } } } },
    { fields: { branding: { colors: { primary: '#0a2b3c', page_background: '#ffffff' } } } },
  ),
  same(
    'nothing, null and defaults at once',
    'both',
    { fields: { metadata: { plan: 'gold', region: null }, branding: {} } },
    {
      fields: {
        ...{ metadata: { plan: 'gold' }, branding: undefined },
        ...{ third_party_client_access: 'block', is_app_entitlement_active: false },
      },
    },
  ),
  across(
    'the same people in another order, with other capitals and IDs',
    'members',
    {},
    {
      jo: undefined,
      mo: undefined,
      second: { user_id: 'usr:mo', name: 'Mo Roe', email: 'mo@acme.example', roles: [] },
      first: { ...jo, user_id: 'usr:jo', email: 'Jo@ACME.example', picture, roles: [editor, viewer] },
    },
  ),
  {
    ...across(
      'all members without roles for want of a scope',
      'members',
      {},
      {
        jo: { roles: undefined },
        mo: { roles: undefined },
      },
    ),
    leftOut: 'members',
  },
  across(
    'two accounts with one address in another order',
    'members',
    { jo: { roles: [editor] }, other: { ...jo, user_id: 'usr:other', roles: [viewer] } },
    {
      jo: undefined,
      other: { ...jo, user_id: 'usr:a', roles: [viewer] },
      first: { ...jo, user_id: 'usr:b', picture, roles: [editor] },
    },
  ),
  {
    ...across(
      'connections of a tenant without the Early Access list',
      'connections',
      {},
      {
        acme: undefined,
        users: undefined,
        second: {
          ...{ connection_id: 'con:users', assign_membership_on_login: true },
          connection: { name: 'users', strategy: 'auth0' },
        },
        first: {
          ...{ connection_id: 'con:acme', assign_membership_on_login: true, show_as_button: true },
          connection: { name: 'acme', strategy: 'samlp' },
        },
      },
    ),
    leftOut: 'connections',
  },
  across(
    'the same invitation with other capitals, secrets, times and IDs',
    'invitations',
    { ann: { roles: ['rol:Viewer', 'rol:Editor'] } },
    {
      ann: {
        ...{ invitee: { email: 'Ann@Acme.example' }, roles: ['rol:Editor', 'rol:Viewer'] },
        ...{ invitation_url: 'https://portal.example.com/login?invitation=xyz', ticket_id: 'xyz' },
        ...{ created_at: '2026-11-02T09:00:00.000Z', expires_at: '2026-11-09T09:00:00.000Z' },
      },
    },
  ),
  across(
    'the same domains with other capitals, in another order, verified apart',
    'discovery-domains',
    {
      acme: { verification_txt: 'one', verification_host: '_ss-verification.org_A.acme.example' },
      other: otherDomain,
    },
    {
      acme: undefined,
      other: otherDomain,
      last: {
        ...{ ...domain, id: 'ord:last', domain: 'ACME.example' },
        ...{ verification_txt: 'two', verification_host: '_ss-verification.org_B.acme.example' },
      },
    },
  ),
  same(
    'scopes in another order, and any organization allowed or not said',
    'both',
    {
      lists: {
        'client-grants': { orders: { scope: ['read:prices', 'read:orders'], allow_any_organization: undefined } },
      },
    },
    {},
  ),
  across(
    'groups of one name of two connections, in another order and tenant',
    'groups',
    { one: engineers('acme'), two: engineers('okta') },
    { two: engineers('okta'), one: engineers('acme') },
  ),
  across(
    'a role of the organization without a description',
    'roles',
    { approver: { ...approver, description: '' } },
    { approver },
  ),
  across(
    'an application with what it has unless it is set',
    'clients',
    {
      Portal: {
        use_for_member_access: undefined,
        client: { ...portal, grant_types: ['authorization_code', 'refresh_token'], organization_usage: 'deny' },
      },
    },
    {
      Portal: {
        use_for_member_access: false,
        client: { ...portal, grant_types: ['refresh_token', 'authorization_code'] },
      },
    },
  ),
  same(
    'only times passed',
    'within',
    { lists: { 'organization-templates': template('2026-11-02T08:00:00.000Z') } },
    {
      fields: { metadata: { region: 'eu', plan: 'gold' } },
      lists: {
        groups: { staff: { updated_at: '2026-11-03T08:00:00.000Z' } },
        'organization-templates': template('2026-11-03T08:00:00.000Z'),
      },
    },
  ),
];
