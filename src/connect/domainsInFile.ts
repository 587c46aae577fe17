import { parseDomain } from '../api/tenantDomain.ts';

/** A name and its value in a file. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** The innermost Terraform block around it: `{ type: 'provider', label: 'auth0' }` for `provider "auth0" {`. */
  readonly block?: Block;
}

interface Block {
  readonly type: string;
  readonly label: string;
}

/**
 * Comments, strings, names and punctuation of Terraform and JSON. Each alternative consumes the token that it begins,
 * closed or not, so no text is scanned twice.
 */
const token = /#.*|\/\/.*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"?|[\w-]+|[{}[\](),=:]/g;

/**
 * The assignments in a file, in file order: `NAME=value` in `.env*`, `name = "value"` and `"name": "value"` in
 * Terraform and JSON, and none in other files. It takes linear time.
 * @see https://github.com/motdotla/dotenv#what-rules-does-the-parsing-engine-follow
 * @see https://developer.hashicorp.com/terraform/language/syntax/configuration
 */
function assignments(path: string, text: string): readonly Assignment[] {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  if (name.startsWith('.env') || name.endsWith('.env')) {
    return text.split(/\r\n|[\r\n]/).flatMap(variable);
  }
  return /\.(?:tf|tfvars|json)$/.test(name) ? inBlocks(text) : [];
}

function variable(line: string): readonly Assignment[] {
  const equals = line.indexOf('=');
  const name = line.slice(0, Math.max(equals, 0)).trim();
  const rest = line.slice(equals + 1).trim();
  const quote = /^["'`]/.exec(rest)?.[0];
  if (quote === undefined) {
    const [value = ''] = rest.split(/\s#/);
    return [{ name: withoutExport(name), value }];
  }
  const end = rest.indexOf(quote, 1);
  return end < 0 ? [] : [{ name: withoutExport(name), value: rest.slice(1, end) }];
}

function withoutExport(name: string): string {
  return name.replace(/^export\s+/, '');
}

function inBlocks(text: string): readonly Assignment[] {
  const found: Assignment[] = [];
  const blocks: (Block | undefined)[] = [];
  let before: readonly string[] = [];
  for (const [part] of text.matchAll(token)) {
    if (/^(?:#|\/\/|\/\*)/.test(part)) {
      continue;
    }
    const [type = '', label = ''] = before;
    if (part === '{') {
      blocks.push(isString(label) ? { type, label: unquoted(label) } : undefined);
    } else if (part === '}') {
      blocks.pop();
    } else if (isString(part) && /^[=:]$/.test(label)) {
      const block = blocks.at(-1);
      found.push({ name: unquoted(type), value: unquoted(part), ...(block && { block }) });
    }
    before = [label, part];
  }
  return found;
}

function isString(part: string): boolean {
  return part.length > 1 && part.startsWith('"') && part.endsWith('"');
}

function unquoted(part: string): string {
  return isString(part) ? part.slice(1, -1) : part;
}

/**
 * The variable names, after any prefix of a framework such as `VITE_` or `NEXT_PUBLIC_`:
 * - `AUTH0_DOMAIN`: most SDKs, the Terraform provider, the Deploy CLI
 * - `AUTH0_CUSTOM_DOMAIN`: the PHP SDKs
 * - `AUTH0_TENANT_DOMAIN`, `AUTH0_MGMT_DOMAIN`, `AUTH0_MANAGEMENT_DOMAIN`: if sign-in uses a custom domain and the
 *   Management API does not
 * - `AUTH0_ISSUER_BASE_URL` and `AUTH0_ISSUER`: nextjs-auth0 3, NextAuth.js; with the prefix `AUTH_`, Auth.js 5
 *
 * `AUTH0_BASE_URL` is excluded, because it is the address of the application.
 * @see https://github.com/auth0/nextjs-auth0/blob/main/V4_MIGRATION_GUIDE.md
 * @see https://auth0.com/docs/deploy-monitor/deploy-cli-tool/configure-the-deploy-cli
 * @see https://registry.terraform.io/providers/auth0/auth0/latest/docs
 * @see https://next-auth.js.org/providers/auth0
 */
const auth0Name = /^(?:\w+_)?AUTH0_(?:(?:(?:CUSTOM|TENANT|MGMT|MANAGEMENT)_)?DOMAIN|ISSUER(?:_BASE_URL|_URL)?)$/i;

/**
 * The issuer in express-openid-connect, which can be any OpenID Connect provider.
 * @see https://github.com/auth0/express-openid-connect#configure-the-sdk
 */
const issuerName = /^ISSUER_BASE_URL$/i;

/** Placeholders for the tenant name in documentation and templates. */
const placeholder =
  /^(?:(?:your|my)-?(?:auth0-?|custom-?)*(?:tenant|sub-?domain|domain|app|account|company)(?:-?(?:name|domain|id|here))*|tenant|example|x{3,})$/;

/**
 * Finds the tenant domains that a workspace file configures, in file order. Anyone can have written them, so they are
 * only suggestions for the user to choose from.
 * @param path determines the file type: `.env*`, Terraform's `.tf` and `.tfvars`, or JSON such as the Deploy CLI's
 * @returns domains as `parseDomain` returns them, without duplicates
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
