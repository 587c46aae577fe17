import { parsedJson } from '../api/jsonFields.ts';
import { parseDomain } from '../api/tenantDomain.ts';
import { managementAudience } from '../api/tokenEndpoint.ts';

/** A tenant that the Auth0 CLI is logged in to. */
export interface CliTenant {
  readonly domain: string;
  /** Present only if the CLI found no keyring for it. After a user's login, it also allows writing and deleting. */
  readonly accessToken?: string;
  /** The expiry time of the CLI's token, wherever it is kept, in UNIX seconds. */
  readonly expiresAt?: number;
}

/**
 * Reads the tenants from the Auth0 CLI's `config.json`, and ignores invalid parts.
 * @see https://github.com/auth0/auth0-cli/blob/main/internal/config/config.go
 * @see https://github.com/auth0/auth0-cli/blob/main/internal/config/tenant.go
 */
export function readCliConfiguration(text: string): readonly CliTenant[] {
  return Object.entries(record(record(parsedJson(text))['tenants'])).flatMap(([key, entry]) => {
    const { domain, access_token: accessToken, expires_at: expiry } = record(entry);
    const parsed = parseDomain(typeof domain === 'string' ? domain : key);
    if ('problem' in parsed) {
      return [];
    }
    const expiresAt = typeof expiry === 'string' ? Math.floor(Date.parse(expiry) / 1000) : NaN;
    return [
      {
        domain: parsed.domain,
        ...(typeof accessToken === 'string' && accessToken !== '' && { accessToken }),
        // If the time is unknown, the CLI writes the first second of year 1.
        ...(expiresAt > 0 && { expiresAt }),
      },
    ];
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The placeholder that the user replaces with the client ID that the second command prints. */
export const clientIdPlaceholder = '<CLIENT_ID>';

const scopes = [
  'read:organizations',
  'read:organization_members',
  'read:organization_member_roles',
  'read:organization_connections',
  'read:organization_client_grants',
  'read:organization_invitations',
  'read:organization_discovery_domains',
  'read:roles',
] as const;

/**
 * Commands that create a machine-to-machine application that can only read a tenant's organizations. They need the
 * Auth0 CLI 1.0 or newer, and a POSIX shell or PowerShell. The second command prints the client ID and the client
 * secret.
 *
 * The grant is piped, because PowerShell 5 removes quotes from arguments. It is not created with
 * `auth0 client-grants create`, which only exists since 1.33.
 * @param domain the tenant's default domain as `parseDomain` returns it, without characters that a shell interprets
 * @see https://auth0.github.io/auth0-cli/auth0_login.html
 * @see https://auth0.github.io/auth0-cli/auth0_apps_create.html
 * @see https://auth0.github.io/auth0-cli/auth0_api.html
 */
export function createApplicationCommands(domain: string): string {
  const grant = JSON.stringify({ client_id: clientIdPlaceholder, audience: managementAudience(domain), scope: scopes });
  const application = [
    '--name "Organization Inspector"',
    '--description "Reads organizations"',
    '--type m2m',
    '--auth-method Post',
    '--grants credentials',
    '--reveal-secrets',
  ];
  return [
    'auth0 login --scopes create:client_grants',
    `auth0 apps create --tenant ${domain} ${application.join(' ')}`,
    `echo '${grant}' | auth0 api post client-grants --tenant ${domain}`,
  ].join('\n');
}
