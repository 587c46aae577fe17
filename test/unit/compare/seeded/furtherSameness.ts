/* What is no difference, written down with its sources before it was known how organizations are compared. */
import { base, type Content, type ListName, type SeededCase } from './content.ts';

type Fields = Readonly<Record<string, unknown>>;
type Items = Readonly<Record<string, Fields | undefined>>;

/** Two states between which nothing may be told. */
function same(name: string, pair: SeededCase['pair'], left: Content, right: Content): SeededCase {
  return { name, pair, left, right, differs: [], rows: [] };
}

/** Two states of a list. */
function list(name: string, pair: SeededCase['pair'], of: ListName, left: Items, right: Items): SeededCase {
  return same(name, pair, { lists: { [of]: left } }, { lists: { [of]: right } });
}

const client = base.lists?.clients?.['Portal']?.['client'] as object;
const grantTypes = ['authorization_code', 'refresh_token'];
const hidesViewer = { role_id: 'rol:Viewer', access: 'hidden' };
const editsEditor = { role_id: 'rol:Editor', access: 'write' };

/** Two applications of one name, beside which that of the invitation keeps a name of its own. */
function kiosks(isForMembers: boolean): Items {
  const kiosk = { client: { ...client, name: 'Kiosk' } };
  return {
    one: { client_id: 'cli:Kiosk#one', use_for_member_access: isForMembers, ...kiosk },
    other: { client_id: 'cli:Kiosk#other', use_for_member_access: !isForMembers, ...kiosk },
  };
}

function visibility(...overrides: readonly object[]): Fields {
  return { role_visibility_policy: { default_value: 'read_only', overrides } };
}

function switchedOff(name: string, isButton: boolean): Fields {
  return {
    ...{ connection_id: `con:${name}`, assign_membership_on_login: true, show_as_button: isButton },
    ...{ is_enabled: false, organization_access_level: 'none', connection: { name, strategy: 'samlp' } },
  };
}

function invitedTo(application: string, ...roles: readonly string[]): Fields {
  return {
    ...base.lists?.invitations?.['ann'],
    ...{ id: `uinv:${application}`, client_id: `cli:${application}`, roles },
  };
}

function prices(scope?: readonly string[]): Fields {
  return {
    ...{ id: 'cgr:prices', client_id: 'cli:Exporter', audience: 'https://api.example.com/prices', scope },
    ...{ organization_usage: 'allow', allow_any_organization: false },
  };
}

function consoleFor(usage?: string): Fields {
  return {
    ...{ client_id: 'cli:Console', use_for_member_access: true },
    client: { ...client, name: 'Console', organization_usage: usage },
  };
}

export const furtherSameness: readonly SeededCase[] = [
  list('applications of one name that nothing tells apart', 'across', 'clients', kiosks(true), kiosks(false)),
  list(
    'a template with its sets in another order',
    'across',
    'organization-templates',
    {
      usual: {
        ...{ allowed_strategies: ['samlp', 'okta'], admin_roles_assignment: ['rol:Viewer', 'rol:Editor'] },
        ...visibility(hidesViewer, editsEditor),
        ...{ created_at: '2026-05-04T08:00:00.000Z', updated_at: '2026-05-04T08:00:00.000Z' },
      },
    },
    {
      usual: {
        ...{ allowed_strategies: ['okta', 'samlp'], admin_roles_assignment: ['rol:Editor', 'rol:Viewer'] },
        ...visibility(editsEditor, hidesViewer),
        ...{ created_at: '2026-06-04T08:00:00.000Z', updated_at: '2026-07-04T08:00:00.000Z' },
      },
    },
  ),
  list(
    'a group that another directory sends at another time',
    'across',
    'groups',
    { staff: { external_id: 'S-1-5-21-1' } },
    {
      staff: {
        ...{ external_id: '0b7e1c52-6a3f-4f0e-9d5b-2f6a6c1d7e11' },
        ...{ created_at: '2026-06-04T08:00:00.000Z', updated_at: '2026-07-04T08:00:00.000Z' },
      },
    },
  ),
  list(
    'connections that both have switched off or one has not',
    'both',
    'connections',
    { old: switchedOff('old', true), older: switchedOff('older', true) },
    { old: switchedOff('old', false) },
  ),
  same(
    'addresses of a member and of an invitation with other capitals',
    'across',
    {
      lists: {
        members: { jo: { email: 'Jo@Acme.example' } },
        invitations: { ann: { invitee: { email: 'ANN@acme.example' } } },
      },
    },
    {},
  ),
  list(
    'a domain with other capitals and values of its own',
    'across',
    'discovery-domains',
    { acme: { domain: 'Acme.Example', verification_host: '_ss-verification.org_a.Acme.Example' } },
    { acme: { id: 'ord:acme again', verification_txt: 'ord:txt again' } },
  ),
  list(
    'grants with their scopes in another order or none',
    'both',
    'client-grants',
    { prices: prices([]) },
    { orders: { scope: ['read:prices', 'read:orders'], allow_any_organization: undefined }, prices: prices() },
  ),
  {
    ...list(
      'a tenant that tells less of all connections than the other one',
      'across',
      'connections',
      {
        acme: { is_enabled: undefined, organization_access_level: undefined },
        users: { is_enabled: undefined, organization_access_level: undefined },
      },
      { acme: { organization_access_level: 'full' } },
    ),
    leftOut: 'connections',
  },
  {
    ...list(
      'a connection that is switched off beside a tenant that lists enabled ones alone',
      'both',
      'connections',
      { acme: { is_enabled: false } },
      { acme: undefined, users: { is_enabled: undefined, organization_access_level: undefined } },
    ),
    leftOut: 'connections',
  },
  list(
    'an invitation that names no connection in two ways',
    'both',
    'invitations',
    { ann: { ...base.lists?.invitations?.['ann'], connection_id: '' } },
    { ann: { ...base.lists?.invitations?.['ann'], connection_id: null } },
  ),
  same(
    'no logo and colours in capitals and metadata of nothing',
    'both',
    {
      fields: {
        branding: { logo_url: null, colors: { primary: '#0E5A6B', page_background: '#FFFFFF' } },
        metadata: { plan: 'gold', region: 'eu', note: '', old: null },
      },
    },
    {
      fields: {
        branding: { colors: { page_background: '#ffffff', primary: '#0e5a6b' } },
        metadata: { region: 'eu', plan: 'gold' },
      },
    },
  ),
  list(
    'applications without a logo or a usage',
    'both',
    'clients',
    { Portal: { client: { ...client, logo_uri: null } }, Console: consoleFor('deny') },
    { Portal: { client: { ...client, grant_types: grantTypes.toReversed() } }, Console: consoleFor() },
  ),
  list(
    'connections without what is the default',
    'both',
    'connections',
    { acme: { show_as_button: undefined }, users: { is_signup_enabled: undefined } },
    {},
  ),
  list(
    'two invitations of an address in another order',
    'both',
    'invitations',
    {
      ...{ ann: undefined, one: invitedTo('Portal', 'rol:Viewer', 'rol:Editor') },
      other: invitedTo('Exporter', 'rol:Viewer'),
    },
    {
      ...{ ann: undefined, other: invitedTo('Exporter', 'rol:Viewer') },
      one: invitedTo('Portal', 'rol:Editor', 'rol:Viewer'),
    },
  ),
];
