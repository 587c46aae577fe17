import { typedText } from '../text/plainText.ts';

/**
 * The kind of a tenant's host:
 * - `auth0`: Auth0's public cloud, `{tenant}.{region}.auth0.com` or the older `{tenant}.auth0.com`
 * - `privateCloud`: below `auth0app.com`
 * - `custom`: a customer's own host, which only the user can vouch for
 * - `loopback`: an emulator on this machine, the only kind with a port and without TLS
 * @see https://auth0.com/docs/troubleshoot/customer-support/operational-policies/public-cloud-service-endpoints
 */
export type DomainKind = 'auth0' | 'privateCloud' | 'custom' | 'loopback';

export type DomainProblem =
  | 'empty'
  | 'notAHost'
  | 'plainHttp'
  | 'path'
  | 'credentials'
  | 'port'
  | 'ipAddress'
  | 'tenantNameOnly'
  | 'notAscii'
  | 'lookalike'
  | 'notATenant';

export type ParsedDomain = { readonly domain: string; readonly kind: DomainKind } | { readonly problem: DomainProblem };

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(?::(\d*))?$/;
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Parses a tenant as the user typed it: a bare domain, a domain with `https://` or `/api/v2/`, or the address of a page
 * of the Auth0 dashboard. The text is checked as written, before `URL` can turn it into another host.
 */
export function parseDomain(input: string): ParsedDomain {
  const text = typedText(input);
  const dashboard = /^(?:https:\/\/)?manage\.auth0\.com\/dashboard\/([a-z]{2}(?:-\d)?)\/([a-z0-9-]+)(?:[/?#]|$)/i.exec(
    text,
  );
  if (dashboard) {
    return parseHost(lowerCase(`${dashboard[2] ?? ''}.${dashboard[1] ?? ''}.auth0.com`));
  }
  const [, scheme = '', host = '', rest = ''] = /^(https?:\/\/)?([^/?#\\]*)(.*)$/is.exec(text) ?? [];
  if (host === '') {
    return { problem: text === '' ? 'empty' : 'notAHost' };
  }
  const parsed = parseHost(lowerCase(host));
  if ('problem' in parsed) {
    return parsed;
  }
  if (/^http:/i.test(scheme) && parsed.kind !== 'loopback') {
    return { problem: 'plainHttp' };
  }
  return /^(\/|\/api\/v2\/?)?$/i.test(rest) ? parsed : { problem: 'path' };
}

/** Whether a text is a domain in the form that `parseDomain` returns. */
export function isTenantDomain(text: string): boolean {
  const parsed = parseDomain(text);
  return 'domain' in parsed && parsed.domain === text;
}

/** Whether a text is a customer's own host. */
export function isCustomDomain(text: string): boolean {
  const parsed = parseDomain(text);
  return 'kind' in parsed && parsed.kind === 'custom';
}

/** Leaves non-ASCII letters alone: `toLowerCase` would turn the Kelvin sign, for example, into an ordinary `k`. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function parseHost(host: string): ParsedDomain {
  const [, name, port] = loopback.exec(host) ?? [];
  if (name !== undefined) {
    return parseLoopback(name, port);
  }
  const problem = hostProblem(host, host.split('.'));
  return problem ? { problem } : { domain: host, kind: kindOf(host) };
}

/** Accepts a port only as `URL` would write it, and omits the default port of HTTP. */
function parseLoopback(name: string, port: string | undefined): ParsedDomain {
  if (port === undefined || port === '80') {
    return { domain: name, kind: 'loopback' };
  }
  const isPort = /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535;
  return isPort ? { domain: `${name}:${port}`, kind: 'loopback' } : { problem: 'port' };
}

function hostProblem(host: string, labels: readonly string[]): DomainProblem | undefined {
  if (host.includes('@')) {
    return 'credentials';
  }
  const isScheme = /^[a-z][a-z\d+-]*:$/.test(host);
  if (isScheme || /\p{Cc}/u.test(host)) {
    return 'notAHost';
  }
  // Hosts in other scripts, in Unicode or Punycode, can look exactly like Auth0's.
  if (/[^\x20-\x7e]/.test(host) || labels.some((part) => part.startsWith('xn--'))) {
    return 'notAscii';
  }
  if (isIpAddress(host)) {
    return 'ipAddress';
  }
  if (/^[^:]+:\d*$/.test(host)) {
    return 'port';
  }
  if (host.length > 253 || !labels.every((part) => label.test(part))) {
    return 'notAHost';
  }
  if (labels.length === 1) {
    return 'tenantNameOnly';
  }
  // These names resolve to this machine, but no emulator is expected there.
  return /\.(localhost|localdomain)$/.test(host) ? 'notAHost' : auth0Problem(host, labels);
}

/**
 * Whether `URL` would parse a host as an IP address. IPv6 has colons. A host whose last label is a number is IPv4, even
 * in hex or octal or with fewer parts.
 * @see https://url.spec.whatwg.org/#ends-in-a-number-checker
 */
function isIpAddress(host: string): boolean {
  const isIPv6 = /^\[|^[\da-f.]*:[\da-f.]*:/.test(host);
  return isIPv6 || /(^|\.)(0x[\da-f]*|\d+)\.?(:\d*)?$/.test(host);
}

/** Detects hosts of Auth0 that are not a tenant, and hosts that only look like hosts of Auth0. */
function auth0Problem(host: string, labels: readonly string[]): DomainProblem | undefined {
  if (host === 'auth0.com' || host === 'auth0app.com') {
    return 'notATenant';
  }
  if (host.endsWith('.auth0app.com')) {
    return undefined;
  }
  if (host.endsWith('.auth0.com')) {
    const [tenant = '', region] = labels.slice(0, -2);
    const isService = ['manage', 'auth0', 'cdn', 'login', 'accounts', 'www', 'support', 'community'].includes(tenant);
    // Two letters alone are a region: the name of a tenant is longer.
    const isPlaced = region === undefined ? !/^[a-z]{2}$/.test(tenant) : /^[a-z]{2}(-\d)?$/.test(region);
    return labels.length <= 4 && !isService && isPlaced ? undefined : 'notATenant';
  }
  return isLookalike(host, labels) ? 'lookalike' : undefined;
}

/**
 * Whether a host that is not Auth0's shows the name Auth0 where a user looks for the owner: as the domain itself, also
 * with the letter O or below a suffix such as `co.uk`, or as an `auth0.com` that goes on. A customer's own host such as
 * `auth0.example.com` is not a lookalike.
 */
function isLookalike(host: string, labels: readonly string[]): boolean {
  return (
    /auth[0o](app)?[.-]?com([.-]|$)/.test(host) ||
    /auth0[a-z\d-]*\.(co|net|org)\.[a-z]{2}$/.test(host) ||
    labels.slice(-2).some((part) => part.includes('auth0'))
  );
}

function kindOf(host: string): DomainKind {
  if (host.endsWith('.auth0.com')) {
    return 'auth0';
  }
  return host.endsWith('.auth0app.com') ? 'privateCloud' : 'custom';
}

/** The base URL of a tenant's requests: HTTPS except on this machine. */
export function baseUrl(domain: string): string {
  return `${loopback.test(domain) ? 'http' : 'https'}://${domain}`;
}

const publicCloud = /^([a-z0-9-]+)(?:\.([a-z0-9-]+))?\.auth0\.com$/;

/** Whether the domain is in the public cloud: only there the address of the Auth0 dashboard follows from the domain. */
export function hasDashboard(domain: string): boolean {
  return publicCloud.test(domain);
}

/** The address of the organization's page in the Auth0 dashboard, `undefined` unless the domain is in the public cloud. */
export function dashboardUrl(domain: string, organizationId: string): string | undefined {
  const match = publicCloud.exec(domain);
  if (!match) {
    return undefined;
  }
  const [, tenant = '', region = 'us'] = match;
  return `https://manage.auth0.com/dashboard/${region}/${tenant}/organizations/${encodeURIComponent(organizationId)}/overview`;
}
