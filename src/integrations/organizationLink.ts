import { parseDomain, type DomainProblem } from '../management/tenantDomain.ts';
import { isOrganizationId, isOrganizationName } from '../management/organization.ts';

/** What a link from outside asks for. */
export interface OrganizationLink {
  /** Absent where the person is to say which tenant is meant. */
  readonly domain?: string;
  readonly by: 'id' | 'name';
  readonly key: string;
}

/** Why a link asks for nothing: its domain is none, or something else about it is wrong. */
export type LinkProblem = DomainProblem | 'otherLink';

/**
 * Reads `/open?domain={domain}&id={id}`, or the same with `name` in place of `id`; the domain can be left out. Anybody
 * can write a link, so what could mean two things means nothing: a parameter given twice, or both an ID and a name.
 */
export function parseLink(uri: {
  readonly path: string;
  readonly query: string;
}): OrganizationLink | { readonly problem: LinkProblem } {
  const parameters = new URLSearchParams(uri.query);
  const ids = parameters.getAll('id');
  const [key = '', ...otherKeys] = [...ids, ...parameters.getAll('name')];
  const [domain, ...otherDomains] = parameters.getAll('domain');
  const by = ids.length > 0 ? 'id' : 'name';
  const isKey = by === 'id' ? isOrganizationId(key) : isOrganizationName(key);
  if (uri.path !== '/open' || !isKey || otherKeys.length > 0 || otherDomains.length > 0) {
    return { problem: 'otherLink' };
  }
  if (domain === undefined) {
    return { by, key };
  }
  const parsed = parseDomain(domain);
  return 'problem' in parsed ? parsed : { domain: parsed.domain, by, key };
}
