import { faker } from '@faker-js/faker/locale/en';
import type { ClientGrant, OrganizationClient } from './model.ts';

/** The applications of a tenant that have to do with organizations. */
export interface SampleApplications {
  readonly clients: readonly OrganizationClient[];
  readonly grants: readonly ClientGrant[];
}

const browserGrants = ['authorization_code', 'refresh_token'];

/** IDs of clients have 32 characters. */
export function sampleApplications(seed: number): SampleApplications {
  faker.seed([seed, 0, 2]);
  const clientId = () => faker.string.alphanumeric(32);
  const client = (name: string, more: Partial<OrganizationClient['client']>): OrganizationClient => ({
    client_id: clientId(),
    use_for_member_access: more.app_type !== 'non_interactive',
    client: { name, is_first_party: true, grant_types: browserGrants, ...more },
  });
  const clients = [
    client('Portal', {
      app_type: 'spa',
      logo_uri: 'https://cdn.example.com/portal.png',
      organization_usage: 'require',
    }),
    client('Mobile App', { app_type: 'native', organization_usage: 'allow' }),
    client('Nightly Export', { app_type: 'non_interactive', grant_types: ['client_credentials'] }),
    client('<b>Partner</b> $(sync~spin)', { is_first_party: false }),
  ];
  const grant = (client: number, audience: string, more: Partial<ClientGrant>): ClientGrant => ({
    id: `cgr_${faker.string.alphanumeric(16)}`,
    client_id: clients[client]?.client_id ?? '',
    audience,
    scope: [],
    organization_usage: 'allow',
    allow_any_organization: false,
    ...more,
  });
  return {
    clients,
    grants: [
      grant(2, 'https://api.acme.example/orders', { scope: ['read:orders', 'read:prices'] }),
      grant(2, 'https://api.acme.example/invoices', { scope: ['read:invoices'], organization_usage: 'require' }),
      grant(3, 'https://api.acme.example/orders', { scope: ['read:orders'], allow_any_organization: true }),
      grant(3, 'urn:acme:legacy', {}),
    ],
  };
}

const grantedTo: readonly ((organization: number) => boolean)[] = [
  (organization) => organization !== 2,
  (organization) => organization % 2 === 1,
  (organization) => organization % 5 === 1,
  (organization) => organization === 1,
];

/** Whether an organization has a grant; both are given by their places. */
export function hasGrant(organization: number, grant: number): boolean {
  return grantedTo[grant]?.(organization) ?? false;
}
