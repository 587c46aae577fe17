import { parseDomain } from '../../management/tenantDomain.ts';

/** A name and the text that a file gives it. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** The innermost block of Terraform around it, `{ type: 'provider', label: 'auth0' }` for `provider "auth0" {`. */
  readonly block?: Block;
}

interface Block {
  readonly type: string;
  readonly label: string;
}

/**
 * Comments, strings, names and signs of Terraform and JSON. Each alternative takes what it begins with, closed or not,
 * so that no text is read twice.
 */
const token = /#.*|\/\/.*|\/\*[^]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"?|[\w-]+|[{}[\](),=:]/g;

/**
 * The assignments of texts in a file, in its order: `NAME=value` in `.env*`, `name = "value"` and `"name": "value"` in
 * Terraform and JSON, and none in other files. The time it takes grows with the length of the text and no faster.
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
