import { corp, role } from './auditing.ts';
import type { Content, SeededCase } from './content.ts';

type Lists = NonNullable<Content['lists']>;
type Fields = Readonly<Record<string, unknown>>;

/** What someone who audits two tenants does not want to be told, written as `auditing`. */
export const auditedSameness: readonly SeededCase[] = [
  // Thought to be a difference at first, but Auth0 promises no order of any list.
  same('order of a list that is not known', { fields: { x_new: [1, 2] } }, { fields: { x_new: [2, 1] } }),
  same(
    'fields in another order',
    { fields: { metadata: { a: '1', b: '2' } } },
    { fields: { metadata: { b: '2', a: '1' } } },
  ),
  same(
    'capitals of a colour',
    { fields: { branding: { colors: { primary: '#ABCDEF', page_background: '#FFF' } } } },
    { fields: { branding: { colors: { primary: '#abcdef', page_background: '#fff' } } } },
  ),
  same(
    'empty and null in place of nothing',
    { fields: { metadata: {}, branding: null } },
    { fields: { metadata: undefined, branding: undefined } },
  ),
  same('Early Access off or not there', {
    fields: { third_party_client_access: 'block', is_app_entitlement_active: false },
  }),
  same(
    'several of a kind with IDs of their own',
    { lists: several() },
    {
      lists: several('-2'),
    },
    'across',
  ),
  same(
    'all lists in another order',
    { lists: several() },
    {
      lists: Object.fromEntries(
        Object.entries(several()).map(([name, list]) => [name, Object.fromEntries(Object.entries(list).reverse())]),
      ),
    },
  ),
  same(
    'capitals of the address of a member',
    { lists: { members: { jo: { email: 'Jo@Acme.Example' } } } },
    {},
    'across',
  ),
  same('capitals of a domain', { lists: { 'discovery-domains': { acme: { domain: 'Acme.Example' } } } }),
  same(
    'all times',
    { lists: timed('2026-10-01T08:00:00.000Z') },
    { lists: timed('2026-10-02T09:00:00.000Z') },
    'across',
  ),
  same(
    'all proofs of a domain',
    { lists: { 'discovery-domains': { acme: { verification_txt: 'a', verification_host: 'a.acme.example' } } } },
    { lists: { 'discovery-domains': { acme: { verification_txt: 'b', verification_host: 'b.acme.example' } } } },
    'across',
  ),
  same('button and sign-up usual or not there', {
    lists: { connections: { users: { show_as_button: undefined, is_signup_enabled: undefined } } },
  }),
  {
    ...same('connection as the older endpoint sends it', {
      lists: {
        connections: {
          acme: { is_enabled: undefined, organization_access_level: undefined },
          users: { is_enabled: undefined, organization_access_level: undefined },
        },
      },
    }),
    leftOut: 'connections',
  },
  same(
    'kind of a grant usual or not there',
    { lists: { 'client-grants': { orders: { subject_type: 'client' } } } },
    { lists: { 'client-grants': { orders: { allow_any_organization: undefined } } } },
  ),
  same('field of the future that is null', { fields: { seats: null } }),
  same('role that each organization owns', { lists: owned() }, { lists: owned() }),
  // Found while the others were mended
  same('discovery by a domain usual or not there', {
    lists: { 'discovery-domains': { acme: { use_for_organization_discovery: undefined } } },
  }),
  same(
    'usage denied or not there',
    {
      lists: {
        'client-grants': { orders: { organization_usage: 'deny' } },
        clients: { Portal: { client: { name: 'Portal', organization_usage: 'deny' } } },
      },
    },
    {
      lists: {
        'client-grants': { orders: { organization_usage: undefined } },
        clients: { Portal: { client: { name: 'Portal' } } },
      },
    },
  ),
];

function same(name: string, left: Content, right: Content = {}, pair: SeededCase['pair'] = 'both'): SeededCase {
  return { name, pair, left, right, differs: [], rows: [] };
}

/** @param suffix what the IDs end with */
function several(suffix = ''): Lists {
  const grant = (place: number): Fields => ({
    id: `cgr:${place}${suffix}`,
    client_id: 'cli:Exporter',
    audience: `https://api.example.com/${place}`,
    scope: ['b', 'a'],
    organization_usage: 'allow',
  });
  const invitation = (place: number): Fields => ({
    id: `uinv:${place}${suffix}`,
    invitee: { email: 'ann@acme.example' },
    client_id: place === 1 ? 'cli:Portal' : 'cli:Exporter',
    roles: ['rol:Viewer', 'rol:Editor'],
  });
  return {
    connections: { corp: corp('corp'), okta: { ...corp('okta'), connection_id: 'con:okta' } },
    'client-grants': { one: grant(1), two: grant(2) },
    invitations: { one: invitation(1), two: invitation(2) },
    members: { al: { user_id: `usr:al${suffix}`, name: 'Al', email: 'al@acme.example', roles: [role('Viewer')] } },
  };
}

function timed(time: string): Lists {
  return {
    invitations: { ann: { created_at: time, expires_at: time } },
    groups: { staff: { created_at: time, updated_at: time } },
  };
}

/** What refers to a role that the organization owns. */
function owned(): Lists {
  return {
    roles: { Owner: { id: 'own:Owner' } },
    members: { jo: { roles: [{ id: 'own:Owner', name: 'Owner' }] } },
    invitations: { ann: { roles: ['own:Owner'] } },
  };
}
