/* What an organization of a seeded pair of tenants has, as plain data. */

/** The name of a list of an organization, as its section is called. */
export type ListName =
  | 'members'
  | 'connections'
  | 'invitations'
  | 'discovery-domains'
  | 'client-grants'
  | 'groups'
  | 'roles'
  | 'clients'
  | 'organization-templates';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Fields of the organization, and items of its lists by a name that only the test knows. A string such as `cli:Portal`
 * stands for the ID that a tenant gave its application Portal, and `{domain}` in a text for the domain of the tenant.
 * `undefined` takes a field or an item away.
 */
export interface Content {
  readonly fields?: Fields;
  readonly lists?: Readonly<Partial<Record<ListName, Readonly<Record<string, Fields | undefined>>>>>;
}

/** Which tenants a case is about: one at two times, two of them, or both. */
export type Pair = 'within' | 'across' | 'both';

/** An organization in two states. */
export interface SeededCase {
  readonly name: string;
  readonly pair: Pair;
  /** What each state changes of `base`. */
  readonly left?: Content;
  readonly right?: Content;
  /** The fields and sections in which they differ, all of them. */
  readonly differs: readonly string[];
  /** The section of which a tenant leaves out fields that the other sends, which is told. */
  readonly leftOut?: ListName;
  /** The rows of the list of differences between two tenants, as `rowOf` writes them, where more than their fields counts. */
  readonly rows?: readonly string[];
}

/** What each organization has unless a case says otherwise. */
export const base: Content = {
  fields: {
    display_name: 'Acme Corporation',
    metadata: { plan: 'gold', region: 'eu' },
    branding: {
      logo_url: 'https://cdn.example.com/acme.png',
      colors: { primary: '#0e5a6b', page_background: '#ffffff' },
    },
  },
  lists: {
    members: {
      jo: {
        user_id: 'usr:jo',
        name: 'Jo Doe',
        email: 'jo@acme.example',
        picture: 'https://cdn.example.com/jo.png',
        roles: [
          { id: 'rol:Viewer', name: 'Viewer' },
          { id: 'rol:Editor', name: 'Editor' },
        ],
      },
      mo: { user_id: 'usr:mo', name: 'Mo Roe', email: 'mo@acme.example', roles: [] },
    },
    connections: {
      acme: {
        connection_id: 'con:acme',
        assign_membership_on_login: true,
        show_as_button: true,
        is_enabled: true,
        organization_access_level: 'none',
        connection: { name: 'acme', strategy: 'samlp' },
      },
      users: {
        connection_id: 'con:users',
        assign_membership_on_login: true,
        show_as_button: true,
        is_signup_enabled: false,
        is_enabled: true,
        organization_access_level: 'none',
        connection: { name: 'users', strategy: 'auth0' },
      },
    },
    invitations: {
      ann: {
        id: 'uinv:ann',
        organization_id: 'org:this',
        inviter: { name: 'Jo Doe' },
        invitee: { email: 'ann@acme.example' },
        invitation_url: 'https://portal.example.com/login?invitation=abc',
        ticket_id: 'abc',
        created_at: '2026-10-01T08:00:00.000Z',
        expires_at: '2026-10-08T08:00:00.000Z',
        client_id: 'cli:Portal',
        connection_id: 'con:users',
        roles: ['rol:Viewer'],
      },
    },
    'discovery-domains': {
      acme: {
        id: 'ord:acme',
        domain: 'acme.example',
        status: 'verified',
        use_for_organization_discovery: true,
        verification_txt: 'ord:txt',
        verification_host: '_ss-verification.acme.example',
      },
    },
    'client-grants': {
      orders: {
        id: 'cgr:orders',
        client_id: 'cli:Exporter',
        audience: 'https://api.example.com/orders',
        scope: ['read:orders', 'read:prices'],
        organization_usage: 'allow',
        allow_any_organization: false,
      },
    },
    groups: {
      staff: {
        id: 'grp:staff',
        name: 'Staff',
        connection_id: 'con:acme',
        tenant_name: 'ten:this',
        organization_id: 'org:this',
        created_at: '2026-05-04T08:00:00.000Z',
        updated_at: '2026-05-04T08:00:00.000Z',
      },
    },
    roles: {
      Viewer: { id: 'rol:Viewer', name: 'Viewer', description: 'Sees everything', type: 'tenant' },
      Editor: { id: 'rol:Editor', name: 'Editor', description: 'Changes', type: 'tenant' },
      Owner: { id: 'own:Owner', name: 'Owner', description: 'Owns', type: 'organization', owner_id: 'org:this' },
    },
    clients: {
      Portal: {
        client_id: 'cli:Portal',
        use_for_member_access: true,
        client: {
          name: 'Portal',
          app_type: 'spa',
          is_first_party: true,
          grant_types: ['authorization_code', 'refresh_token'],
          organization_usage: 'require',
        },
      },
    },
    'organization-templates': {
      usual: {
        id: 'otp:usual',
        name: 'Usual',
        is_default: false,
        allowed_strategies: ['samlp', 'okta'],
        invitation_landing_client_id: 'cli:Portal',
        admin_roles_assignment: ['rol:Viewer'],
      },
    },
  },
};
