import { parseDomain } from '../../management/domain.ts';
import { assignments, type Assignment } from './assignments.ts';

/**
 * The names, behind any prefix of a framework such as `VITE_` or `NEXT_PUBLIC_`:
 * - `AUTH0_DOMAIN`: most SDKs, the Terraform provider, the Deploy CLI
 * - `AUTH0_CUSTOM_DOMAIN`: the PHP SDKs
 * - `AUTH0_TENANT_DOMAIN`, `AUTH0_MGMT_DOMAIN`, `AUTH0_MANAGEMENT_DOMAIN`: where sign-in uses a custom domain and the
 *   Management API does not
 * - `AUTH0_ISSUER_BASE_URL` and `AUTH0_ISSUER`: nextjs-auth0 3, NextAuth.js; with `AUTH_` before it Auth.js 5
 *
 * `AUTH0_BASE_URL` is not among them: it is the address of the application.
 * @see https://github.com/auth0/nextjs-auth0/blob/main/V4_MIGRATION_GUIDE.md
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/configure-the-deploy-cli
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs
 * @see https://next-auth.js.org/providers/auth0
 */
const auth0Name = /^(?:\w+_)?AUTH0_(?:(?:(?:CUSTOM|TENANT|MGMT|MANAGEMENT)_)?DOMAIN|ISSUER(?:_BASE_URL|_URL)?)$/i;

/**
 * The issuer in express-openid-connect, which any provider of OpenID Connect may be.
 * @see https://github.com/auth0/express-openid-connect#configure-the-sdk
 */
const issuerName = /^ISSUER_BASE_URL$/i;

/** What documentation and templates put for the name of a tenant. */
const placeholder =
  /^(?:(?:your|my)-?(?:auth0-?|custom-?)*(?:tenant|sub-?domain|domain|app|account|company)(?:-?(?:name|domain|id|here))*|tenant|example|x{3,})$/;

/**
 * Finds the domains of tenants that a file of a workspace configures, in the order of the file. They are what anyone
 * wrote, so they may only ever be offered, for a person to choose from.
 * @param path tells the kind of the file: `.env*`, Terraform's `.tf` and `.tfvars`, or JSON such as the Deploy CLI's
 * @returns domains as `parseDomain` gives them, without duplicates
 */
export function domainsInFile(path: string, text: string): readonly string[] {
  return [...new Set(assignments(path, text).flatMap(domainOf))];
}

function domainOf({ name, value, block }: Assignment): readonly string[] {
  const isIssuer = issuerName.test(name);
  if (!isIssuer && !isDomain(name, block)) {
    return [];
  }
  const parsed = parseDomain(value);
  if ('problem' in parsed || (isIssuer && parsed.kind === 'custom')) {
    return [];
  }
  const [tenant = ''] = parsed.domain.split('.');
  return placeholder.test(tenant) ? [] : [parsed.domain];
}

function isDomain(name: string, block: Assignment['block']): boolean {
  if (block?.type === 'provider' && block.label === 'auth0') {
    return name === 'domain';
  }
  return auth0Name.test(name) || (block?.type === 'variable' && name === 'default' && auth0Name.test(block.label));
}
