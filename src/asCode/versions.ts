import * as l10n from '@vscode/l10n';
import type { Lines } from '../text/codeLines.ts';
import { isListed, type OrganizationParts } from './organizationParts.ts';

/** Says which version of a program reads the code. */
export function needs(program: string, version: string): string {
  return l10n.t('Needs {0} {1} or newer.', program, version);
}

/**
 * The versions of the Deploy CLI that read a field, newest first. Earlier ones send a list of applications or discovery
 * domains as a field of the organization, which the API refuses.
 * @see https://github.com/auth0/auth0-deploy-cli/blob/master/CHANGELOG.md
 */
const deployCliVersions: readonly (readonly [version: string, ...fields: string[]])[] = [
  ['8.43', 'clients', 'is_app_entitlement_active'],
  ['8.41', 'third_party_client_access'],
  ['8.32', 'is_enabled', 'organization_access_level', 'organization_connection_name'],
  ['8.26', 'use_for_organization_discovery'],
  ['8.19', 'discovery_domains'],
];

/** The lowest version of the Deploy CLI that reads organizations. Client grants are read since 8.1. */
export function deployCliVersion(all: readonly OrganizationParts[]): string {
  const written = new Set(
    all.flatMap(({ organization, connections, clients, discoveryDomains }) => [
      ...[organization, ...connections.items, ...discoveryDomains.items].flatMap((fields) => Object.keys(fields)),
      ...(isListed(clients) ? ['clients'] : []),
      ...(isListed(discoveryDomains) ? ['discovery_domains'] : []),
    ]),
  );
  return deployCliVersions.find(([, ...fields]) => fields.some((field) => written.has(field)))?.[0] ?? '8.1';
}

/**
 * The versions of the Auth0 provider that brought what is written, newest first.
 * @see https://github.com/auth0/terraform-provider-auth0/blob/main/CHANGELOG.md
 */
const providerVersions: readonly (readonly [version: string, line: RegExp])[] = [
  ['1.55', /^resource "auth0_organization_client"|^ {2}is_app_entitlement_active /],
  ['1.54', /^ {2}hide_client_secret /],
  ['1.53', /^ {2}third_party_client_access /],
  ['1.44', /^ {4}organization_(?:access_level|connection_name) /],
  ['1.39', /^ {2}use_for_organization_discovery /],
  ['1.33', /^resource "auth0_organization_discovery_domain"|^data "auth0_client_grants"/],
  ['1.21', /^ {2}token_quota /],
  ['1.7', /^resource "auth0_organization_client_grant"/],
  ['1.3', /^ {4}(?:is_signup_enabled|show_as_button) /],
];

/** The lowest version of the Auth0 provider that has all that is in the code. Import IDs have `::` since 1.0. */
export function providerVersion(code: Lines): string {
  // The keys of a map are texts of the tenant, and may be named as an argument.
  const lines = code
    .join('\n')
    .replace(/^( +)\w+ = \{\n(?:\1 .*\n|\n)*\1\}$/gm, '')
    .split('\n');
  return providerVersions.find(([, pattern]) => lines.some((line) => pattern.test(line)))?.[0] ?? '1.0';
}
