import type { SeededCase } from './content.ts';

type Fields = Readonly<Record<string, unknown>>;

const own = 'https://{domain}/api/v2/';

/**
 * What someone who sets up staging like production expects of grants for APIs that Auth0 gives each tenant under its own
 * domain, written before the code was tried with it.
 * @see https://auth0.com/docs/secure/tokens/access-tokens/management-api-access-tokens
 */
export const ownApis: readonly SeededCase[] = [
  ...[own, 'https://{domain}/my-org/', 'https://{domain}/me/', 'https://{domain}'].map((audience) =>
    grants(`grant for ${audience}`, 'both', [grantFor(audience)], [grantFor(audience)], []),
  ),
  grants('domain in capitals on one side', 'across', [grantFor(own)], [grantFor('https://{DOMAIN}/api/v2/')], []),
  grants(
    'all own APIs in another order',
    'both',
    [grantFor(own), grantFor('https://{domain}/me/'), grantFor(own, { client_id: 'cli:Importer' })],
    [grantFor(own, { client_id: 'cli:Importer' }), grantFor('https://{domain}/me/'), grantFor(own)],
    [],
  ),
  grants(
    'scopes for an own API',
    'across',
    [grantFor(own)],
    [grantFor(own, { scope: ['read:users', 'update:users'] })],
    ['client-grants [https://{tenantDomain}/api/v2/ Exporter] scope: ["read:users"] → ["read:users","update:users"]'],
  ),
  grants(
    'subject of a grant for an own API',
    'both',
    [grantFor('https://{domain}/my-org/')],
    [grantFor('https://{domain}/my-org/', { subject_type: 'user' })],
  ),
  grants('application for an own API', 'both', [grantFor(own)], [grantFor(own, { client_id: 'cli:Importer' })]),
  grants('another own API', 'both', [grantFor(own)], [grantFor('https://{domain}/me/')]),
  grants('an own API with another path', 'both', [grantFor(own)], [grantFor('https://{domain}/api/v2')]),
  grants(
    'an own API with capitals in the path',
    'both',
    [grantFor('https://{domain}/A')],
    [grantFor('https://{domain}/a')],
  ),
  grants('grant for an own API missing', 'both', [grantFor(own)], []),
  grants(
    'one of two grants for own APIs missing',
    'both',
    [grantFor(own), grantFor('https://{domain}/me/')],
    [grantFor(own)],
  ),
  grants(
    'an own API or that of a third tenant',
    'both',
    [grantFor(own)],
    [grantFor('https://third.eu.auth0.com/api/v2/')],
  ),
  grants('an own API or one without a domain', 'both', [grantFor(own)], [grantFor('/api/v2/')]),
  // The domain of a tenant stands in the audience, but it is not the host.
  ...[
    'https://{domain}.example.com/api/v2/',
    'https://api.{domain}/api/v2/',
    'https://{domain}@api.example.com/',
    'https://jo@{domain}/api/v2/',
    'https://{domain}:8443/api/v2/',
    'https://api.example.com/{domain}/',
    'https://api.example.com/?https://{domain}/',
    'urn:{domain}',
    '{domain}',
  ].map((audience) =>
    grants(`audience ${audience}`, 'across', [grantFor(audience)], [grantFor(audience)], undefined, ['client-grants']),
  ),
];

function grantFor(audience: string, more: Fields = {}): Fields {
  const grant = { client_id: 'cli:Exporter', audience, scope: ['read:users'], organization_usage: 'allow', ...more };
  return { id: `cgr:${grant.client_id} ${audience.replace(/\W+/g, ' ')}`, ...grant };
}

/** @param rows see `SeededCase`; no rows are no difference */
function grants(
  name: string,
  pair: SeededCase['pair'],
  left: readonly Fields[],
  right: readonly Fields[],
  rows?: readonly string[],
  differs: readonly string[] = rows?.length === 0 ? [] : ['client-grants'],
): SeededCase {
  const sideOf = (own: readonly Fields[]) => ({
    lists: { 'client-grants': Object.fromEntries(own.map((grant) => [String(grant['id']), grant])) },
  });
  return { name, pair, left: sideOf(left), right: sideOf(right), differs, ...(rows && { rows }) };
}
