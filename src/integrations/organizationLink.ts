import { parseDomain, type DomainProblem } from '../management/tenantDomain.ts';
import { isOrganizationId, isOrganizationName } from '../management/organization.ts';

/** The organization that a link from outside VS Code opens. */
export interface OrganizationLink {
  /** Absent if the user has to choose the tenant. */
  readonly domain?: string;
  readonly by: 'id' | 'name';
  readonly key: string;
}

/** Why a link is invalid: a problem with its domain, or any other problem. */
export type LinkProblem = DomainProblem | 'otherLink';

/**
 * Parses `/open?domain={domain}&id={id}`, or the same with `name` in place of `id`. The domain is optional. Anyone can
 * write a link, so an ambiguous link is invalid: a repeated parameter, or both an ID and a name.
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
