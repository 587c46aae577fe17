import { managementAudience } from '../../management/tokenEndpoint.ts';

/** What a person puts the client ID of the new application in place of, which the command before it prints. */
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
 * The lines that make a machine-to-machine application of a tenant that can only read organizations, with the Auth0 CLI
 * 1.0 or newer, in a POSIX shell or PowerShell. The second prints the client ID and the client secret.
 *
 * The grant is piped because PowerShell 5 takes the quotes out of arguments, and is not made with
 * `auth0 client-grants create`, which only exists since 1.33.
 * @param domain the tenant's default domain as `parseDomain` gives it, which holds nothing that a shell would read
 * @see https://auth0.github.io/auth0-cli/auth0_login.html
 * @see https://auth0.github.io/auth0-cli/auth0_apps_create.html
 * @see https://auth0.github.io/auth0-cli/auth0_api.html
 */
export function cliCommands(domain: string): string {
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
