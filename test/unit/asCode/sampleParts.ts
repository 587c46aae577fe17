import { namesOfApplications, type OrganizationParts } from '../../../src/asCode/organizationParts.ts';

/** An organization that has something of everything. */
export const acme: OrganizationParts = {
  domain: 'acme.eu.auth0.com',
  organization: {
    id: 'org_VGZx1ySGh6PrYv0Y',
    name: 'acme-corp',
    display_name: 'Acme, Inc.',
    branding: {
      logo_url: 'https://cdn.acme.example/logo.png',
      colors: { primary: '#f2f2f2', page_background: '#e1e1e1' },
    },
    metadata: { plan: 'gold', 'crm id': '26' },
    token_quota: { client_credentials: { enforce: true, per_hour: 10, per_day: 100 } },
    third_party_client_access: 'block',
    is_app_entitlement_active: false,
  },
  connections: {
    items: [
      {
        connection_id: 'con_aaaaaaaaaaaaaaaa',
        assign_membership_on_login: true,
        show_as_button: false,
        is_enabled: true,
        organization_access_level: 'none',
        organization_connection_name: 'staff',
        connection: { name: 'google-oauth2', strategy: 'google-oauth2' },
      },
      {
        connection_id: 'con_bbbbbbbbbbbbbbbb',
        assign_membership_on_login: false,
        is_signup_enabled: true,
        is_enabled: false,
        connection: { name: 'Username-Password-Authentication', strategy: 'auth0' },
      },
    ],
  },
  clientGrants: {
    items: [
      {
        id: 'cgr_aaaaaaaaaaaaaaaa',
        client_id: 'export',
        audience: 'https://api.acme.example/orders',
        scope: ['read:orders'],
      },
      { id: 'cgr_bbbbbbbbbbbbbbbb', client_id: 'portal', audience: 'urn:acme:legacy', subject_type: 'user' },
    ],
  },
  clients: {
    items: [{ client_id: 'portal', use_for_member_access: true, client: { name: 'Portal', is_first_party: true } }],
  },
  discoveryDomains: {
    items: [
      {
        id: 'ord_aaaaaaaaaaaaaaaa',
        domain: 'acme.example',
        status: 'verified',
        use_for_organization_discovery: true,
        verification_txt: 'auth0-domain-verification=xyz',
        verification_host: '_auth0.acme.example',
      },
    ],
  },
  applicationNames: namesOfApplications(
    new Map([
      ['export', 'Nightly Export'],
      ['portal', 'Portal'],
      ['other', 'Another One'],
    ]),
  ),
};

/** An organization with as little as the API allows. */
export const bare: OrganizationParts = {
  domain: 'acme.eu.auth0.com',
  organization: { id: 'org_C4aHAvxgF1GAy87x', name: 'bare' },
  connections: { items: [] },
  clientGrants: { items: [] },
  clients: { items: [] },
  discoveryDomains: { items: [] },
  applicationNames: namesOfApplications(),
};

const lost = { items: [], missing: 'The token lacks a scope.' };

/** An organization of which nothing else could be read. */
export const unread: OrganizationParts = {
  ...bare,
  connections: lost,
  clientGrants: lost,
  clients: lost,
  discoveryDomains: lost,
};

/** The organization with a text in place of every name and other text from elsewhere. IDs stay. */
export function renamed(text: string): OrganizationParts {
  return {
    ...acme,
    domain: text,
    organization: {
      ...acme.organization,
      name: text,
      display_name: text,
      branding: { logo_url: text, colors: { [text]: text } },
      metadata: { [text]: text, plan: 'gold' },
      third_party_client_access: text,
      [text]: text,
    },
    connections: {
      items: acme.connections.items.map((item) => ({
        ...item,
        organization_connection_name: text,
        [text]: text,
        connection: { name: text },
      })),
    },
    clientGrants: {
      items: acme.clientGrants.items.map((item) => ({ ...item, audience: text, subject_type: text })),
    },
    clients: { items: acme.clients.items.map((item) => ({ ...item, client: { name: text } })) },
    discoveryDomains: {
      items: acme.discoveryDomains.items.map((item) => ({ ...item, domain: text, status: text })),
    },
    applicationNames: namesOfApplications(
      new Map([
        ['export', text.toWellFormed()],
        ['portal', `${text.toWellFormed()} 2`],
      ]),
    ),
  };
}

/** The organization with a text in each sentence about what could not be read. */
export function unreadFor(text: string): OrganizationParts {
  const { connections, clientGrants, clients, discoveryDomains, ...parts } = renamed(text);
  return {
    ...parts,
    connections: { ...connections, missing: text },
    clientGrants: { ...clientGrants, missing: text },
    clients: { ...clients, missing: text },
    discoveryDomains: { ...discoveryDomains, missing: text },
    applicationNames: namesOfApplications(undefined, text),
  };
}

/** A text as a part of the title of a test. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
